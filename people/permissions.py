"""Who may speak for whom."""

from people.models import Representative


def represents(user, organisation) -> bool:
    """The person acts for the organisation."""
    return bool(
        user.is_authenticated
        and organisation is not None
        and organisation.representatives.filter(user=user).exists()
    )


def can_manage_people(user, organisation) -> bool:
    """The person may add and remove representatives of the organisation."""
    return bool(
        user.is_authenticated
        and organisation.representatives.filter(user=user, role=Representative.Role.OWNER).exists()
    )
