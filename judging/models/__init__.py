from judging.models.affirmation import Affirmation, Tie
from judging.models.apart_rule import ApartRule
from judging.models.assignment import Assignment
from judging.models.award import Award
from judging.models.ballot import Ballot
from judging.models.criterion import Criterion
from judging.models.decision import Decision
from judging.models.juror import Juror
from judging.models.meeting_note import MeetingNote
from judging.models.needed_rule import NeededRule
from judging.models.panel import Panel
from judging.models.passage import Passage
from judging.models.recusal import Recusal
from judging.models.redaction import Redaction
from judging.models.round import Round
from judging.models.score import Score
from judging.models.sighting import Sighting

__all__ = [
    "Affirmation",
    "ApartRule",
    "Assignment",
    "Award",
    "Ballot",
    "Criterion",
    "Decision",
    "Juror",
    "MeetingNote",
    "NeededRule",
    "Panel",
    "Passage",
    "Recusal",
    "Redaction",
    "Round",
    "Score",
    "Sighting",
    "Tie",
]
