"""Who may speak for whom, and what staff may do with people's data."""

from wagtail.admin.auth import user_has_any_page_permission

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


def can_read_personal_data(user) -> bool:
    """The data protection officer sees everything that is held about one person."""
    return user.has_perms(["people.view_user", "people.view_consent"])


def can_forget(user, person) -> bool:
    """The data protection officer may erase anybody; everybody their own account."""
    return user == person or user.has_perm("people.forget_user")


def can_retry_letters(user) -> bool:
    return user.has_perm("people.change_letter")


def edits_pages(user) -> bool:
    return user_has_any_page_permission(user)
