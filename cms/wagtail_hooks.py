from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.viewsets import NewsListing


@hooks.register("before_serve_page")
def remember_the_page(page, request, args, kwargs):
    """The links to the other languages, which frame every page, start from the page that is served."""
    request.served_page = page


@hooks.register("register_admin_viewset")
def register_news_listing():
    return NewsListing()


@hooks.register("register_admin_menu_item")
def register_public_site():
    """Whoever works behind the door looks at what the public sees in one press."""
    return MenuItem(_("Public site"), reverse("front"), icon_name="globe", order=9000)
