"""Links of a translation that lead elsewhere than those of its original."""

from django.db.models.signals import post_save
from django.utils.translation import gettext as _
from wagtail.whitelist import check_url
from wagtail_localize.models import SegmentOverride


def begin() -> None:
    post_save.connect(_changed, sender=SegmentOverride, dispatch_uid=__name__)


def _changed(instance, update_fields=None, **kwargs):
    """wagtail-localize takes any address. One that runs a script is an error there, and not published."""
    if update_fields is not None and "data_json" not in update_fields:
        return
    instance.has_error = isinstance(instance.data, str) and check_url(instance.data) is None
    instance.field_error = _("Enter a valid URL.") if instance.has_error else ""
    found = SegmentOverride.objects.filter(pk=instance.pk)
    found.update(has_error=instance.has_error, field_error=instance.field_error)
