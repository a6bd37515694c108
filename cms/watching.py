"""What changes what editors make: pages, who may open them, settings, pictures and files."""

from django.db.models.signals import post_delete, post_save
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from campaign import stamps
from cms import searchable
from cms.models import SiteSettings

OF_EDITORS = (AbstractDocument, AbstractImage, Locale, Page, PageViewRestriction, Site, SiteSettings)


def _changed(sender, **kwargs):
    if issubclass(sender, OF_EDITORS):
        stamps.grow([stamps.SITE])


def _page_saved(sender, instance, **kwargs):
    if issubclass(sender, Page):
        searchable.refresh(Page.objects.filter(pk=instance.pk))


def _page_deleted(sender, instance, **kwargs):
    if issubclass(sender, Page):
        searchable.take_away(instance)


def _page_moved(instance, **kwargs):
    """It may stand below a page now that is not for everybody, or no longer."""
    searchable.refresh(Page.objects.descendant_of(instance, inclusive=True))


def _doors_changed(instance, **kwargs):
    searchable.refresh(Page.objects.descendant_of(instance.page, inclusive=True))


def begin() -> None:
    # A page is read once more after it was published or moved: some of that is written past its model.
    for signal in (post_save, post_delete, page_published, page_unpublished, post_page_move):
        signal.connect(_changed, dispatch_uid=__name__)
    post_save.connect(_page_saved, dispatch_uid=f"{__name__} saved")
    post_delete.connect(_page_deleted, dispatch_uid=f"{__name__} deleted")
    post_page_move.connect(_page_moved, dispatch_uid=f"{__name__} moved")
    for signal in (post_save, post_delete):
        signal.connect(_doors_changed, sender=PageViewRestriction, dispatch_uid=f"{__name__} doors")
