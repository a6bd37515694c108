from pledges.models.entry import Answer, Entry
from pledges.models.partner import Partner
from pledges.models.submission import Submission

__all__ = ["Answer", "Entry", "Partner", "Submission"]
