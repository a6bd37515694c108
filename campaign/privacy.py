"""What campaigns forget of a person beyond their account."""

from campaign.models import Reach
from people.models import User


def forget(person: User) -> None:
    """They have no role any more that could be limited."""
    Reach.objects.filter(user=person).delete()
