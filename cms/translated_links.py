"""Links, pages, pictures and files of a translation in place of those of its original."""

import json
from functools import reduce

from django.db.models.signals import post_delete, post_save
from django.forms import ModelChoiceField
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.whitelist import check_url
from wagtail_localize.models import SegmentOverride, TranslationSource


def begin() -> None:
    post_save.connect(_changed, sender=SegmentOverride, dispatch_uid=__name__)
    post_delete.connect(_deleted, dispatch_uid=__name__)


def _changed(instance, update_fields=None, **kwargs):
    """wagtail-localize takes anything. What cannot be published is an error, and the original's stays."""
    if update_fields is None or "data_json" in update_fields:
        _check(instance)


def _deleted(instance, **kwargs):
    """What is not there any more would bring down each preview, and publishing."""
    if isinstance(instance, (Page, AbstractDocument, AbstractImage)):
        for override in SegmentOverride.objects.filter(data_json=json.dumps(str(instance.pk))):
            _check(override)


def _check(override) -> None:
    override.field_error = _what_is_wrong(override)
    override.has_error = bool(override.field_error)
    SegmentOverride.objects.filter(pk=override.pk).update(
        has_error=override.has_error, field_error=override.field_error
    )


def _what_is_wrong(override) -> str:
    block, chosen = _block(override.context), str(override.data)
    if isinstance(block, blocks.ChooserBlock):
        there = chosen.isdecimal() and block.model_class.objects.filter(pk=chosen).exists()
        return "" if there else str(ModelChoiceField.default_error_messages["invalid_choice"])
    return _("Enter a valid URL.") if "\0" in chosen or check_url(chosen) is None else ""


def _block(context):
    """The block that the path of a segment leads to; None where a field of the page is no stream."""
    source = TranslationSource.objects.filter(object=context.object_id).first()
    name, *path = context.field_path.split(".")
    field = source and source.specific_content_type.model_class()._meta.get_field(name)
    return reduce(_inside, path, field.stream_block) if isinstance(field, StreamField) else None


def _inside(block, name: str):
    return block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[name]
