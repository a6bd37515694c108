"""Verbs of the submitter and of screening: start, save, submit, withdraw, accept, return, decline."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log

from campaign.lifecycle import IllegalMove, move
from campaign.models import Kind
from people.actions import give_consent, withdraw_consent
from people.models import Consent, ConsentText, Organisation, Purpose
from people.outbox import queue_all
from pledges import changing, completeness, examples, letters, partner_letters, permissions, snapshots
from pledges.keeping import keep_measures, keep_translation
from pledges.models import Answer, Entry, Submission
from pledges.open_data import content_of
from pledges.projection import settled
from pledges.states import State
from pledges.whole import hold, take_over

# Far more than anybody writes in good faith, and few enough to be read on one page.
MOST_DRAFTS = 50


class TooManyDrafts(Exception):  # noqa: N818
    """The person has as many open drafts in the campaign as one may have."""


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
def start(
    campaign,
    kind: str,
    organisation,
    *,
    by,
    language: str,
    uuid=None,
    at=None,
    example=None,
    with_words=False,
) -> Entry:
    """Begin a draft for an organisation that the person represents.

    `at` is when the request arrived (aware datetime, default now). `uuid` comes with the form that asks
    for it: a second press finds it taken (IntegrityError). `example` is a pledge of the campaign that it
    follows (from `examples.to_follow`), and `with_words` begins with its text and themes, if that may be.
    """
    if by is not None:
        if not permissions.represents(by, organisation):
            raise PermissionDenied
        if not permissions.can_start(by, campaign, organisation, at) or kind not in campaign.kinds:
            raise NotAllowedNow
        if (
            Entry.objects.in_campaign(campaign).filter(created_by=by, state=State.DRAFT).count()
            >= MOST_DRAFTS
        ):
            raise TooManyDrafts
    if example and (kind != Kind.PLEDGE or example.campaign_id != campaign.pk):
        raise NotAllowedNow
    is_copied = bool(example) and with_words and examples.may_be_copied(example)
    entry = Entry.objects.create(
        uuid=uuid or uuid4(),
        campaign=campaign,
        kind=kind,
        organisation=organisation,
        created_by=by,
        # Nobody is an example to itself.
        example=example if example and example.organisation_id != organisation.pk else None,
        **({"language": language} | (examples.words_of(example) if is_copied else {})),
        **completeness.begun_contact(by),
    )
    if is_copied:
        entry.themes.set(example.themes.all())
    begun = {"example": example.reference, "with_words": is_copied} if example else None
    log(instance=entry, action="pledges.entry.start", user=by, data=begun)
    return entry


@settled
def save_draft(
    entry, version: int, fields: dict, *, by, related=None, answers=None, translations=None, measures=None
) -> Entry:
    """Save fields of a draft if nobody saved it since `version`.

    `related` maps many-to-many names to their new members, `answers` maps questions to texts,
    `translations` maps languages to the fields of a translation; `measures` are all rows in their order.
    Raises StaleVersion with the entry as it stands now, PermissionDenied when it is not the person's draft.
    """
    if by is not None and not permissions.can_edit(by, entry):
        raise PermissionDenied
    if by is not None and any(question.is_frozen() for question in answers or ()):
        raise NotAllowedNow
    fresh = Entry.objects.filter(pk=entry.pk, version=version, state__in=permissions.EDITABLE)
    if not fresh.update(version=F("version") + 1):
        raise StaleVersion(Entry.objects.get(pk=entry.pk))
    entry = Entry.objects.get(pk=entry.pk)
    seen = entry.text_fingerprint
    for name, value in fields.items():
        setattr(entry, name, value)
    for language, text in (translations or {}).items():
        keep_translation(entry, language, seen=seen, **text)
    if measures is not None:
        keep_measures(entry, measures)
    entry.save(update_fields=[*fields, "updated_at"])
    for name, members in (related or {}).items():
        getattr(entry, name).set(members)
    for question, text in (answers or {}).items():
        _answer(entry, question, text)
    return entry


def _answer(entry, question, text: str) -> None:
    """A question counts as answered from the first word on; emptying leaves a row, not answering none."""
    if text:
        Answer.objects.update_or_create(entry=entry, question=question, defaults={"text": text})
    else:
        entry.answers.filter(question=question).update(text="")


@settled
def set_permissions(entry, given: set[str], *, by, how=Consent.How.FORM, note="") -> None:
    """Give and withdraw publication permissions so that exactly the purposes in `given` stand."""
    if by is not None and not permissions.can_see_own(by, entry):
        raise PermissionDenied
    _hold(entry)
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


def _hold(entry) -> None:
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())


@settled
def give_permission(entry, purpose: str, *, by) -> None:
    """Give one publication permission; the others stay as they are, whatever happens at the same time."""
    # Of two presses the second finds the first; whoever is withdrawing the entry finishes before.
    _hold(entry)
    if by is not None and not permissions.can_give_permission(by, entry):
        raise PermissionDenied
    text = ConsentText.objects.in_force().get(purpose=purpose)
    give_consent(entry.uuid, str(entry), text, by=by, organisation=entry.organisation, how=Consent.How.FORM)
    log(instance=entry, action="pledges.entry.permissions", user=by, data={"gave": purpose})


@settled
def withdraw_permission(entry, purpose: str, *, by) -> None:
    """Withdraw one publication permission, at once and without a reason."""
    if by is not None and not permissions.can_see_own(by, entry):
        raise PermissionDenied
    if withdraw_consent(entry.uuid, purpose, by=by, how=Consent.How.FORM):
        log(instance=entry, action="pledges.entry.permissions", user=by, data={"withdrew": purpose})


@settled
def withdraw_permissions(entry, *, by, how=Consent.How.FORM) -> list[str]:
    """Withdraw every publication permission that stands; return their purposes.

    `by` is None for whoever comes with the link of a receipt: the link proves itself.
    """
    if by is not None and not permissions.can_see_own(by, entry):
        raise PermissionDenied
    withdrawn = [
        purpose for purpose in Purpose.values if withdraw_consent(entry.uuid, purpose, by=by, how=how)
    ]
    if withdrawn:
        log(instance=entry, action="pledges.entry.permissions", user=by, data={"withdrew": withdrawn})
    return withdrawn


@settled
def submit(entry, *, by, at=None, seen: str | None = None) -> Submission:
    """Submit a complete draft: reference number, frozen content, one receipt.

    `at` is when the request arrived (aware datetime, default now); the deadline is judged by it.
    `seen` is the version that the sender has read, if that is known: nobody sends what they have not seen.
    Raises NotAllowedNow, StaleVersion, Incomplete, IllegalMove.
    """
    at = at or timezone.now()
    # What is checked, numbered and frozen is the same text.
    whole = hold(entry)
    held = whole.entry
    if by is not None:
        if not whole.represents(by):
            raise PermissionDenied
        if held.state not in permissions.EDITABLE:
            raise IllegalMove(held, State.SUBMITTED)
        if permissions.ground_to_send(held, at) is None:
            raise NotAllowedNow
    if seen not in (None, str(held.version)):
        raise StaleVersion(held)
    if held.campaign.entries_per_organisation:
        # Of two entries that one organisation sends at once, the second counts the first.
        Organisation.objects.select_for_update().get(pk=held.organisation_id)
    missing = completeness.gaps(held, at, whole=whole)
    if missing and by is not None:
        raise Incomplete(missing)
    submission = _receive(whole, by=by, at=at)
    take_over(held, entry)
    return submission


def _receive(whole, *, by, at) -> Submission:
    entry = whole.entry
    reference = entry.reference or entry.campaign.next_reference()
    move(entry, State.SUBMITTED, by=by, submitted_at=at, reference=reference)
    content = content_of(entry, whole.permitted, whole.choices)
    digest = Submission.fingerprint(content)
    submission = Submission.objects.create(
        entry=entry, number=whole.next_number, at=at, by=by, content=content, digest=digest
    )
    if whole.is_being_changed:
        snapshots.let_go(entry)
    receipts = letters.receipts(submission, whole.submitters())
    queue_all([*receipts, *partner_letters.sent_in(submission, whole.together())])
    return submission


@settled
def withdraw(entry, *, by) -> Entry:
    """Take an entry back. Its publication permissions end with it."""
    if by is not None and not permissions.can_withdraw(by, entry):
        raise PermissionDenied
    had_been_received = entry.submitted_at is not None
    if entry.state == State.CHANGING:
        changing.undo(entry, State.WITHDRAWN)  # what is kept of it is what was received
    move(entry, State.WITHDRAWN, by=by)
    withdraw_permissions(entry, by=by)
    if had_been_received:
        letters.outcome(entry, "withdrawn")
    else:
        entry.attachments.all().delete()  # nobody else has ever had them
    return entry


@settled
def accept(entry, *, by) -> Entry:
    """Screening passed: the entry goes to the jury, and to the public where that is permitted."""
    return _screen(entry, State.ACCEPTED, "", by=by)


@settled
def return_for_changes(entry, reason: str, *, by) -> Entry:
    return _screen(entry, State.RETURNED, reason, by=by)


@settled
def decline(entry, reason: str, *, by) -> Entry:
    return _screen(entry, State.DECLINED, reason, by=by)


def _screen(entry, target, reason, *, by):
    if by is not None and not permissions.can_decide(by, entry):
        raise PermissionDenied
    if entry.state != State.SUBMITTED:
        raise IllegalMove(entry, target)  # only its submitter takes back what was accepted
    move(entry, target, by=by, screening_note=reason)
    letters.outcome(entry, target)
    return entry


@settled
def select(entry, *, by) -> Entry:
    """Take an accepted entry into the partnership programme. Decided, and its letter written, in judging."""
    return move(entry, State.SELECTED, by=by)
