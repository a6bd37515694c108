"""Who may speak for whom, and what staff may do with people's data."""

from django.contrib.auth.models import Group
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from people.models import Consent, ConsentText, Letter, Representative, User


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


# Wagtail's rooms that are for everybody who works here, or check each visitor themselves.
OPEN_ROOMS = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_logout",
        "wagtailadmin_login",
        "wagtailadmin_dismissibles",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_editing_sessions",
        "wagtailusers_users",
        "wagtailusers_groups",
    }
)


def edits_pages(user) -> bool:
    return user_has_any_page_permission(user)


def may_enter(user, match) -> bool:
    """Whether a member of staff may open an address, given as Django's ResolverMatch.

    Wagtail lets everybody who reaches its admin into side rooms of the page editor: its API, the
    choosers, tags, embeds, reports, lists of pages. Here they are for those who edit pages.
    """
    room = match.namespaces[0] if match.namespaces else match.url_name or ""
    is_wagtails = room.startswith(("wagtail", "simple_translation")) or _is_about_pages(match.func)
    return not is_wagtails or room in OPEN_ROOMS or edits_pages(user)


def _is_about_pages(view) -> bool:
    classes = getattr(view, "view_class", object).__mro__
    return any(ancestor.__module__.startswith("wagtail.admin.views.pages") for ancestor in classes)


class OnlyActions(ModelPermissionPolicy):
    """Staff screens offer only these actions on the model, to anybody: what is evidence is never edited."""

    def __init__(self, model, *actions):
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user, action):
        return action in self.actions and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission(self.actions.intersection(actions))


def register_policies() -> None:
    register_permission_policy(Group)
    register_permission_policy(User, OnlyActions(User, "view", "add", "change"))
    register_permission_policy(Consent, OnlyActions(Consent, "view"))
    register_permission_policy(ConsentText, OnlyActions(ConsentText, "view", "add"))
    register_permission_policy(Letter, OnlyActions(Letter, "view"))
