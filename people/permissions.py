"""Who may speak for whom, and what staff may do with people's data."""

from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.admin.auth import user_has_any_page_permission

from people.models import Representative, User


def holders_of(permission: str):
    """Everybody of whom `has_perm` says yes, as one query: "judging.run_judging"."""
    app, codename = permission.split(".")
    named = Permission.objects.filter(content_type__app_label=app, codename=codename)
    own = User.objects.filter(user_permissions__in=named).values("pk")
    by_group = User.objects.filter(groups__permissions__in=named).values("pk")
    holds = Q(is_superuser=True) | Q(pk__in=own) | Q(pk__in=by_group)
    return User.objects.filter(holds, is_active=True)


def represents(user, organisation) -> bool:
    """The person acts for the organisation. Asks nobody where its representatives are loaded already."""
    if not user.is_authenticated or organisation is None:
        return False
    if "representatives" in getattr(organisation, "_prefetched_objects_cache", ()):
        return any(one.user_id == user.pk for one in organisation.representatives.all())
    return organisation.representatives.filter(user=user).exists()


def can_manage_people(user, organisation) -> bool:
    """The person may add and remove representatives of the organisation."""
    return bool(
        user.is_authenticated
        and organisation.representatives.filter(user=user, role=Representative.Role.OWNER).exists()
    )


def can_appoint(user) -> bool:
    """Staff who may ask somebody to be an organisation's main representative, and remove anybody."""
    return user.has_perm("people.change_organisation")


def can_decide(user, organisation) -> bool:
    """Staff who accept and decline another name, website or logo, but not of an own organisation."""
    return user.has_perm("people.decide_proposal") and not represents(user, organisation)


def can_read_personal_data(user) -> bool:
    """The data protection officer sees everything that is held about one person."""
    return user.has_perms(["people.view_user", "people.view_consent"])


def can_forget_anybody(user) -> bool:
    """The data protection officer may erase other people's data."""
    return user.has_perm("people.forget_user")


def can_forget(user, person) -> bool:
    """Everybody may erase their own account."""
    return user == person or can_forget_anybody(user)


def can_retry_letters(user) -> bool:
    return user.has_perm("people.change_letter")


def can_answer_feedback(user) -> bool:
    """Staff who answer what people write about the accessibility of the site."""
    return user.has_perm("people.answer_feedback")


def edits_pages(user) -> bool:
    return user_has_any_page_permission(user)
