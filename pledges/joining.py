"""Verbs of interest: an organisation would like to join a public initiative, takes that back, is declined."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from campaign.lifecycle import IllegalMove
from people.permissions import represents
from pledges import interest_letters, permissions
from pledges.models import Entry, Interest
from pledges.refusals import AlreadyPartner, TooManyInvitations
from pledges.states import STANDING

# Each is a letter with a stranger's words to people who did not ask for it.
MOST_A_DAY = 10


@transaction.atomic
def register(entry, organisation, *, words: str, email: str, language: str, by) -> Interest:
    """Tell the submitter, once, that an organisation would like to take part, and what it could bring."""
    # Of two presses the second finds the first; what leaves the public meanwhile takes nobody any more.
    Entry.objects.select_for_update().get(pk=entry.pk)
    if not represents(by, organisation) or not Entry.objects.welcoming().filter(pk=entry.pk).exists():
        raise PermissionDenied
    if not may_register(entry, organisation):
        raise AlreadyPartner
    today = ModelLogEntry.objects.filter(
        action="pledges.entry.interest", user=by, timestamp__gte=timezone.now() - timedelta(days=1)
    )
    # Nor does anybody take it back and tell it again, and again.
    if today.count() >= MOST_A_DAY or today.filter(object_id=str(entry.pk)).exists():
        raise TooManyInvitations
    interest = Interest.objects.create(
        entry=entry, organisation=organisation, words=words, email=email, language=language, by=by
    )
    log(instance=entry, action="pledges.entry.interest", user=by, data={"organisation": organisation.pk})
    interest_letters.registered(interest)
    return interest


def may_register(entry, organisation) -> bool:
    """Neither its own submitter, nor a partner or somebody invited, nor somebody who has told it already."""
    standing = entry.partners.filter(organisation=organisation, state__in=STANDING)
    told = entry.interests.filter(organisation=organisation)
    return organisation.pk != entry.organisation_id and not standing.exists() and not told.exists()


@transaction.atomic
def take_back(interest, *, by) -> None:
    """At any time, without a reason; nothing of it stays."""
    if by is not None and not represents(by, interest.organisation):
        raise PermissionDenied
    if Interest.objects.filter(pk=interest.pk).delete()[0]:
        data = {"organisation": interest.organisation_id}
        log(instance=interest.entry, action="pledges.entry.interest_taken_back", user=by, data=data)


@transaction.atomic
def decline(interest, answer: str, *, by) -> Interest:
    """The submitter thanks, and says no; the interested get one letter with its word."""
    if by is not None and not permissions.can_see_own(by, interest.entry):
        raise PermissionDenied
    waiting = Interest.objects.filter(pk=interest.pk, declined_at=None)
    if not waiting.update(declined_at=timezone.now(), answer=answer):
        raise IllegalMove(interest.entry, interest.entry.state)
    interest.refresh_from_db()
    data = {"organisation": interest.organisation_id}
    log(instance=interest.entry, action="pledges.entry.interest_declined", user=by, data=data)
    interest_letters.declined(interest)
    return interest
