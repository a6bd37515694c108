"""Verbs of attachments: add, change, remove."""

import hashlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaign.models import Question
from people.files import keeping
from people.files.arriving import MEGABYTE, examine
from people.models import User
from pledges.models import Attachment, Entry
from pledges.permissions import can_edit

MOST_MEGABYTES_A_PERSON = 500


def attach(entry, upload, *, by, question=None) -> Attachment:
    """Keep a file with a draft; the answer to a question takes the place of the one before.

    Raises ValidationError in words, PermissionDenied.
    """
    if by is not None:
        _check_number(entry, question)  # before a look into the file, which takes its time
    arrived = examine(upload, entry.campaign.attachment_kinds, entry.campaign.attachment_megabytes)
    kept = keeping.store(arrived.content)
    try:
        return _add(entry, arrived, kept, question, by)
    except BaseException:
        keeping.remove(kept)
        raise


@transaction.atomic
def _add(entry, arrived, kept: str, question, by) -> Attachment:
    # Whoever adds another file waits here, and then counts this one.
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if by is not None and (not can_edit(by, entry) or (question and question.is_frozen())):
        raise PermissionDenied
    if question is not None:
        entry.attachments.filter(question=question).delete()
    if by is not None:
        _check_number(entry, question)
        _check_quota(by, len(arrived.content))
    return Attachment.objects.create(
        entry=entry,
        question=question,
        name=arrived.name,
        type=arrived.format.extension,
        size=len(arrived.content),
        digest=hashlib.sha256(arrived.content).hexdigest(),
        is_public=question is not None and question.audience == Question.Audience.PUBLIC,
        file=kept,
        added_by=by,
    )


def _check_number(entry, question) -> None:
    most = entry.campaign.attachments_most
    if question is None and entry.attachments.filter(question=None).count() >= most:
        raise ValidationError(
            ngettext(
                "At most %(most)d file can be attached.", "At most %(most)d files can be attached.", most
            )
            % {"most": most},
            code="too_many",
        )


def _check_quota(by, size: int) -> None:
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    kept = Attachment.objects.filter(added_by=by).aggregate(total=Sum("size"))["total"] or 0
    if kept + size > MOST_MEGABYTES_A_PERSON * MEGABYTE:
        raise ValidationError(
            _("Your files take %(most)d MB together, which is the most we keep. Remove some first."),
            code="quota",
            params={"most": MOST_MEGABYTES_A_PERSON},
        )


def change(entry, changes: dict[int, dict], *, by) -> None:
    """Change what is said of attachments: `alt` and `is_public` by their keys. Call when saving a draft."""
    if by is not None and not can_edit(by, entry):
        raise PermissionDenied
    for key, fields in changes.items():
        entry.attachments.filter(pk=key).update(**fields)


def remove(entry, keys, *, by) -> None:
    """Remove attachments from a draft, their files too once this is certain."""
    if by is not None and not can_edit(by, entry):
        raise PermissionDenied
    going = entry.attachments.filter(pk__in=keys)
    if by is not None and any(
        gone.question and gone.question.is_frozen() for gone in going.select_related("question")
    ):
        raise PermissionDenied
    going.delete()
