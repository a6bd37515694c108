"""Verbs of writing along: a partner brings somebody of its own into the draft, or takes them out again.

As in `answering`, the partner's link is the authority, and `by` the representative if one has signed in.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from pledges import partner_letters, permissions
from pledges.models import Entry, Writer

# The letter goes to whatever address is typed.
MOST_A_DAY = 10


class TooManyWriters(Exception):  # noqa: N818
    """The partner has brought as many people as one may, or as many today as anybody needs in good faith."""


@transaction.atomic
def bring(partner, email: str, *, by=None) -> Writer | None:
    """Somebody of the partner may write along from now on; None when they may already."""
    # Two who are brought at once are counted one after the other.
    entry = Entry.objects.select_for_update().get(pk=partner.entry_id)
    partner.refresh_from_db()
    if not permissions.can_bring_writers(partner):
        raise PermissionDenied
    email = email.strip().lower()
    if entry.writers.filter(email=email).exists():
        return None
    today = ModelLogEntry.objects.for_instance(partner).filter(
        action="pledges.partner.bring", timestamp__gte=timezone.now() - timedelta(days=1)
    )
    if partner.writers.count() >= Writer.MOST or today.count() >= MOST_A_DAY:
        raise TooManyWriters
    writer = Writer.objects.create(entry=entry, partner=partner, email=email)
    log(instance=partner, action="pledges.partner.bring", user=by, data={"writer": writer.pk})
    partner_letters.brought_in(writer)
    return writer


@transaction.atomic
def take_out(writer, *, by=None, is_partner=False) -> None:
    """By the partner who brought them (`is_partner`: the link proves it), or by the submitter."""
    if not is_partner and by is not None and not permissions.can_see_own(by, writer.entry):
        raise PermissionDenied
    if Writer.objects.filter(pk=writer.pk).delete()[0]:
        log(instance=writer.partner, action="pledges.partner.take_out", user=by, data={"writer": writer.pk})
