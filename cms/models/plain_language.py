from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.languages import address_of

TEMPLATE = "cms/plain_language.html"
# Translators: a part of web addresses, in small letters without spaces, with the slash at the end.
ADDRESS = _("plain-language/")


class InPlainLanguage(RoutablePageMixin, models.Model):
    """A page that may also be read in easy words and short sentences, at an address below its own.

    It is the same page, published and closed as one; each language has its own version or none.
    """

    plain_body = StreamField(
        BodyBlock(),
        verbose_name=_("the page in plain language"),
        blank=True,
        help_text=_(
            "The most important things in easy words and short sentences. Readers get a link to it at the"
            " top of the page. Left empty, there is none."
        ),
    )
    search_fields = [index.SearchField("plain_body")]

    class Meta:
        abstract = True

    @path(ADDRESS)
    def plain_language(self, request):
        if not self.has_plain:
            raise Http404
        return self.render(request, template=TEMPLATE)

    @property
    def has_plain(self) -> bool:
        return bool(self.plain_body)

    @property
    def plain_address(self) -> str:
        """Asked for in the language of the page."""
        return address_of(self) + self.reverse_subpage("plain_language")

    @property
    def preview_modes(self):
        return [*super().preview_modes, ("plain", _("In plain language"))]

    def serve_preview(self, request, mode_name):
        if mode_name == "plain":
            return self.render(request, template=TEMPLATE)
        return super().serve_preview(request, mode_name)

    def get_cached_paths(self):
        """What a cache in front of the site forgets when the page changes."""
        return [*super().get_cached_paths(), f"/{self.reverse_subpage('plain_language')}"]
