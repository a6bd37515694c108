from people.models.area import Municipality, Region
from people.models.consent import AppendOnlyError, Consent, ConsentText, Purpose
from people.models.feedback import DAYS_TO_ANSWER, Feedback
from people.models.letter import Letter
from people.models.nomination import Nomination
from people.models.organisation import Organisation
from people.models.proposal import Proposal
from people.models.representative import Representative
from people.models.user import User

__all__ = [
    "DAYS_TO_ANSWER",
    "AppendOnlyError",
    "Consent",
    "ConsentText",
    "Feedback",
    "Letter",
    "Municipality",
    "Nomination",
    "Organisation",
    "Proposal",
    "Purpose",
    "Region",
    "Representative",
    "User",
]
