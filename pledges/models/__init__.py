from pledges.models.answer import Answer
from pledges.models.attachment import Attachment
from pledges.models.card import Card
from pledges.models.card_text import CardText
from pledges.models.entry import Entry
from pledges.models.findable import Findable
from pledges.models.interest import Interest
from pledges.models.measure import Measure
from pledges.models.occurrence import Occurrence
from pledges.models.partner import Partner
from pledges.models.snapshot import Snapshot
from pledges.models.submission import Submission
from pledges.models.translation import Translation
from pledges.models.writer import Writer

__all__ = [
    "Answer",
    "Attachment",
    "Card",
    "CardText",
    "Entry",
    "Findable",
    "Interest",
    "Measure",
    "Occurrence",
    "Partner",
    "Snapshot",
    "Submission",
    "Translation",
    "Writer",
]
