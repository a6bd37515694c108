"""Texts that a translator wrote, before wagtail-localize keeps them."""

from bs4 import BeautifulSoup
from bs4.element import PreformattedString
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation


def begin() -> None:
    pre_save.connect(_wanted, sender=StringTranslation, dispatch_uid=__name__)


def _wanted(instance, **kwargs):
    """Raises ValidationError for what the database does not take: a NUL, a title that is too long.

    wagtail-localize looks for tags only. A browser may end a comment where Python's parser does not, and run
    the script that follows, so a text with one is an error there, and is not published.
    """
    ProhibitNullCharactersValidator()(instance.data)
    if instance.context and instance.context.path in ("title", "slug", "seo_title"):
        MaxLengthValidator(Page._meta.get_field(instance.context.path).max_length)(instance.data)
    if BeautifulSoup(instance.data, "html.parser").find(string=_is_no_text):
        tag_is_not_allowed = _(
            "<{}> tag is not allowed. Strings can only contain standard HTML inline tags (such as <b>, <a>)"
        )
        instance.has_error, instance.field_error = True, tag_is_not_allowed.format("!--")


def _is_no_text(string) -> bool:
    return isinstance(string, PreformattedString)
