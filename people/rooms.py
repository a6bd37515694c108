"""Which of Wagtail's addresses open to staff who edit no pages."""

from people.permissions import edits_pages

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


def may_enter(user, match) -> bool:
    """Whether a member of staff may open an address, given as Django's ResolverMatch.

    Wagtail lets everybody who reaches its admin into side rooms of the page editor: its API, the
    choosers, tags, embeds, reports, lists of pages. Here they are for those who edit pages.
    """
    room = match.namespaces[0] if match.namespaces else match.url_name or ""
    is_wagtails = room.startswith("wagtail") or _is_about_pages(match.func)
    return not is_wagtails or room in OPEN_ROOMS or edits_pages(user)


def _is_about_pages(view) -> bool:
    classes = getattr(view, "view_class", object).__mro__
    return any(ancestor.__module__.startswith("wagtail.admin.views.pages") for ancestor in classes)
