"""Verbs of the submitter and of screening: start, save, submit, withdraw, accept, return, decline."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from campaign.lifecycle import IllegalMove, move
from people.actions import give_consent, withdraw_consent
from people.models import Consent, ConsentText, Purpose
from pledges import completeness, letters, permissions
from pledges.models import Answer, Entry, Submission
from pledges.open_data import submitted_content
from pledges.states import State


class StaleVersion(Exception):  # noqa: N818
    """Somebody else saved the entry meanwhile; `entry` is what stands now."""

    def __init__(self, entry):
        self.entry = entry
        super().__init__(f"Entry {entry.pk} is at version {entry.version}")


class Incomplete(Exception):  # noqa: N818
    """The entry cannot be submitted yet; `gaps` says what is missing."""

    def __init__(self, gaps):
        self.gaps = gaps
        super().__init__(f"{len(gaps)} gaps")


class NotAllowedNow(PermissionDenied):
    """The campaign's phase does not allow this."""


@transaction.atomic
def start(campaign, kind: str, organisation, *, by, language: str, uuid=None) -> Entry:
    """Begin a draft for an organisation that the person represents.

    `uuid` comes with the form that asks for it: a second press finds it taken (IntegrityError).
    """
    if by is not None:
        if not permissions.represents(by, organisation):
            raise PermissionDenied
        if not permissions.can_start(by, campaign) or kind not in campaign.kinds:
            raise NotAllowedNow
    entry = Entry.objects.create(
        uuid=uuid or uuid4(),
        campaign=campaign,
        kind=kind,
        organisation=organisation,
        created_by=by,
        language=language,
        contact_name=by.get_full_name() if by else "",
        contact_email=by.email if by else "",
    )
    log(instance=entry, action="pledges.entry.start", user=by)
    return entry


@transaction.atomic
def save_draft(entry, version: int, fields: dict, *, by, related=None, answers=None) -> Entry:
    """Save fields of a draft if nobody saved it since `version`.

    `related` maps many-to-many names to their new members, `answers` maps questions to texts. Raises
    StaleVersion with the entry as it stands now, PermissionDenied when it is not the person's draft.
    """
    if by is not None and not permissions.can_edit(by, entry):
        raise PermissionDenied
    fresh = Entry.objects.filter(pk=entry.pk, version=version, state__in=permissions.EDITABLE)
    if not fresh.update(version=F("version") + 1):
        raise StaleVersion(Entry.objects.get(pk=entry.pk))
    entry = Entry.objects.get(pk=entry.pk)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save(update_fields=[*fields, "updated_at"])
    for name, members in (related or {}).items():
        getattr(entry, name).set(members)
    for question, text in (answers or {}).items():
        Answer.objects.update_or_create(entry=entry, question=question, defaults={"text": text})
    return entry


@transaction.atomic
def set_permissions(entry, given: set[str], *, by, how=Consent.How.FORM, note="") -> None:
    """Give and withdraw publication permissions so that exactly the purposes in `given` stand."""
    if by is not None and not permissions.can_see_own(by, entry):
        raise PermissionDenied
    texts = {text.purpose: text for text in ConsentText.objects.in_force()}
    for purpose in Purpose.values:
        if purpose in given and purpose in texts:
            give_consent(
                entry.uuid,
                str(entry),
                texts[purpose],
                by=by,
                organisation=entry.organisation,
                how=how,
                note=note,
            )
        else:
            withdraw_consent(entry.uuid, purpose, by=by, how=how)
    log(instance=entry, action="pledges.entry.permissions", user=by, data={"given": sorted(given)})


@transaction.atomic
def give_permission(entry, purpose: str, *, by) -> None:
    """Give one publication permission; the others stay as they are, whatever happens at the same time."""
    if by is not None and not permissions.can_give_permission(by, entry):
        raise PermissionDenied
    text = ConsentText.objects.in_force().get(purpose=purpose)
    give_consent(entry.uuid, str(entry), text, by=by, organisation=entry.organisation, how=Consent.How.FORM)
    log(instance=entry, action="pledges.entry.permissions", user=by, data={"gave": purpose})


@transaction.atomic
def withdraw_permission(entry, purpose: str, *, by) -> None:
    """Withdraw one publication permission, at once and without a reason."""
    if by is not None and not permissions.can_see_own(by, entry):
        raise PermissionDenied
    if withdraw_consent(entry.uuid, purpose, by=by, how=Consent.How.FORM):
        log(instance=entry, action="pledges.entry.permissions", user=by, data={"withdrew": purpose})


@transaction.atomic
def submit(entry, *, by, at=None) -> Submission:
    """Submit a complete draft: reference number, frozen content, one receipt.

    `at` is when the request arrived (aware datetime, default now); the deadline is judged by it.
    Raises NotAllowedNow, Incomplete, IllegalMove.
    """
    at = at or timezone.now()
    # Whoever is saving the entry finishes first: what is checked, numbered and frozen is the same text.
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())
    if by is not None:
        if not permissions.can_see_own(by, entry):
            raise PermissionDenied
        if entry.state not in permissions.EDITABLE:
            raise IllegalMove(entry, State.SUBMITTED)
        if not permissions.can_submit(by, entry, at):
            raise NotAllowedNow
    missing = completeness.gaps(entry)
    if missing and by is not None:
        raise Incomplete(missing)
    # A reference is needed in the same statement, hence the provisional value from the uuid.
    move(entry, State.SUBMITTED, by=by, submitted_at=at, reference=entry.reference or entry.uuid.hex)
    if entry.reference == entry.uuid.hex:
        entry.reference = entry.campaign.next_reference()
        Entry.objects.filter(pk=entry.pk).update(reference=entry.reference)
    content = submitted_content(entry)
    submission = Submission.objects.create(
        entry=entry,
        number=entry.submissions.count() + 1,
        at=at,
        by=by,
        content=content,
        digest=Submission.fingerprint(content),
    )
    letters.receipt(submission)
    return submission


@transaction.atomic
def withdraw(entry, *, by) -> Entry:
    """Take an entry back. Its publication permissions end with it."""
    if by is not None and not permissions.can_withdraw(by, entry):
        raise PermissionDenied
    had_been_received = entry.submitted_at is not None
    move(entry, State.WITHDRAWN, by=by)
    for purpose in Purpose.values:
        withdraw_consent(entry.uuid, purpose, by=by, how=Consent.How.FORM)
    if had_been_received:
        letters.outcome(entry, "withdrawn")
    return entry


@transaction.atomic
def accept(entry, *, by) -> Entry:
    """Screening passed: the entry goes to the jury, and to the public where that is permitted."""
    return _screen(entry, State.ACCEPTED, "", by=by)


@transaction.atomic
def return_for_changes(entry, reason: str, *, by) -> Entry:
    return _screen(entry, State.RETURNED, reason, by=by)


@transaction.atomic
def decline(entry, reason: str, *, by) -> Entry:
    return _screen(entry, State.DECLINED, reason, by=by)


def _screen(entry, target, reason, *, by):
    if by is not None and not permissions.can_screen(by):
        raise PermissionDenied
    move(entry, target, by=by, screening_note=reason)
    letters.outcome(entry, target)
    return entry


@transaction.atomic
def select(entry, *, by) -> Entry:
    """Take an accepted entry into the partnership programme. Decided, and its letter written, in judging."""
    return move(entry, State.SELECTED, by=by)
