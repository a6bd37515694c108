from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Site

from cms.hosted import open_to
from cms.models import AccessibilityStatement
from cms.views.translating import edit_segments
from cms.viewsets import NewsListing, TranslationsListing
from people.todo import Todo


@hooks.register("before_serve_page")
def remember_the_page(page, request, args, kwargs):
    """The links to the other languages, which frame every page, start from the page that is served."""
    request.served_page = page


hooks.register("campaigns_open_to", open_to)
# Before wagtail-localize, for which an alias is one until somebody submits it, and which opens closed doors.
hooks.register("before_edit_page", edit_segments, order=-1)


@hooks.register("register_admin_viewset")
def register_listings():
    return [NewsListing(), TranslationsListing()]


@hooks.register("construct_reports_menu")
def leave_one_list_of_translations(request, items):
    """That of wagtail-localize counts segments; ours says what readers lack, and leads to the segments."""
    report = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != report]


@hooks.register("register_todo")
def say_what_the_accessibility_statement_lacks(request):
    """To whoever may fill it in, until nothing is missing."""
    site = Site.find_for_request(request)
    if site is None or not request.user.has_perm("cms.change_accessibilitystatement"):
        return []
    missing = AccessibilityStatement.of(site).missing
    link = reverse("wagtailsettings:edit", args=["cms", "accessibilitystatement", site.pk])
    text = _("The accessibility statement is not complete")
    return [Todo(str(text), link, str(_("Fill in")), note=", ".join(missing), order=60)] if missing else []


@hooks.register("register_admin_menu_item")
def register_public_site():
    """Whoever works behind the door looks at what the public sees in one press."""
    # Every address begins with that of the front page: without "#" the line would be marked as the place
    # where one is on each screen that no other line leads to.
    return MenuItem(_("Public site"), f"{reverse('front')}#", icon_name="globe", order=9000)
