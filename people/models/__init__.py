from people.models.area import Municipality, Region
from people.models.consent import AppendOnlyError, Consent, ConsentText, Purpose
from people.models.letter import Letter
from people.models.organisation import Organisation, Representative
from people.models.user import User

__all__ = [
    "AppendOnlyError",
    "Consent",
    "ConsentText",
    "Letter",
    "Municipality",
    "Organisation",
    "Purpose",
    "Region",
    "Representative",
    "User",
]
