"""When a page appeared in a language, where its version began as a copy of another."""

from django.db.models import F
from wagtail.models import PageLogEntry
from wagtail.signals import copy_for_translation_done, page_published

from cms.models import NewsPage


def begin() -> None:
    copy_for_translation_done.connect(_copied, dispatch_uid=__name__)
    page_published.connect(_published, dispatch_uid=__name__)


def _copied(target_obj, **kwargs):
    """What is still to be written has not appeared, whenever its original did. An alias says the same."""
    if isinstance(target_obj, NewsPage) and not target_obj.alias_of_id and target_obj.published_at:
        target_obj.published_at = None
        target_obj.save(update_fields=["published_at"], clean=False)


def _published(instance, revision, alias=False, **kwargs):
    """An alias has the moments of its original; once it is a version of its own, its first one is now."""
    entries = PageLogEntry.objects.filter(page=instance.pk, action="wagtail.convert_alias")
    if alias or not entries.filter(timestamp__gt=instance.first_published_at).exists():
        return
    news = {"published_at": None} if isinstance(instance, NewsPage) else {}
    type(instance).objects.filter(pk=instance.pk).update(first_published_at=F("last_published_at"), **news)
    instance.first_published_at = instance.last_published_at
    if news:
        instance.published_at = None
        revision.content["published_at"] = None  # else the next one who edits brings it back
        revision.save(update_fields=["content"])
