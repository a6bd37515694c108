"""Promises that hold in every database of Lupaus, checked after each test.

Each promise is a function named as a sentence that yields what breaks it. They read the tables
plainly and compute anew, so that they do not share a mistake with the code that they watch over.
"""

import hashlib
import json
from collections import Counter, defaultdict
from fractions import Fraction
from math import isclose

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from campaign.models import Campaign
from judging.models import Assignment, Award, Ballot, Decision, Score
from people.models import Consent, Letter, User
from pledges.models import Answer, Entry, Partner, Submission
from pledges.open_data import public_records

PROMISES = []
SEEN_BY_THE_PUBLIC = {"accepted", "selected", "in_practice", "completed"}
IN_THE_PROGRAMME = {"selected", "in_practice", "completed"}


def promise(function):
    PROMISES.append(function)
    return function


def check() -> list[str]:
    """What is broken, one line per promise: its sentence and the first things that break it."""
    broken = []
    for function in PROMISES:
        offenders = [str(offender) for offender in function()]
        if offenders:
            sentence = function.__name__.replace("_", " ")
            broken.append(f"{sentence}: {'; '.join(offenders[:5])}")
    return broken


# --- what the public sees -----------------------------------------------------------------------
@promise
def public_is_exactly_what_state_consent_and_moment_allow():
    standing = _standing_permissions()
    allowed = {
        entry.pk
        for entry in Entry.objects.select_related("campaign")
        if entry.state in SEEN_BY_THE_PUBLIC
        and "publish_text" in standing[entry.uuid]
        and entry.campaign.publishes_at <= timezone.now()
    }
    shown = set(Entry.objects.public().values_list("pk", flat=True))
    yield from (f"shown: entry {pk}" for pk in shown - allowed)
    yield from (f"hidden: entry {pk}" for pk in allowed - shown)


@promise
def only_confirmed_partners_are_named():
    entries = list(Entry.objects.public().for_reading())
    if not entries:
        return
    confirmed = defaultdict(list)
    for partner in Partner.objects.filter(state="confirmed").select_related("organisation").order_by("pk"):
        confirmed[partner.entry_id].append(str(partner.organisation))
    for entry, record in zip(entries, public_records(entries), strict=True):
        if [partner.name for partner in record.partners] != confirmed[entry.pk]:
            yield entry


@promise
def nobody_is_named_without_permission():
    entries = list(Entry.objects.public().for_reading())
    standing = _standing_permissions() if entries else {}
    for entry, record in zip(entries, public_records(entries), strict=True):
        if record.organisation and "publish_organisation" not in standing[entry.uuid]:
            yield f"{entry}: organisation"
        contact = record.contact_name + record.contact_email + record.contact_phone
        if contact and "publish_contact" not in standing[entry.uuid]:
            yield f"{entry}: contact"
        if record.has_image and "publish_image" not in standing[entry.uuid]:
            yield f"{entry}: image"


def _standing_permissions():
    """Purposes in force per subject, told from the ledger alone."""
    withdrawn = set(Consent.objects.filter(given=False).values_list("withdraws_id", flat=True))
    standing = defaultdict(set)
    for pk, subject, purpose in Consent.objects.filter(given=True).values_list(
        "pk", "subject", "text__purpose"
    ):
        if pk not in withdrawn:
            standing[subject].add(purpose)
    return standing


# --- consents -----------------------------------------------------------------------------------
@promise
def a_consent_keeps_the_wording_that_was_shown():
    for consent in Consent.objects.select_related("text"):
        if not consent.wording or consent.wording != consent.text.wording.localize(consent.language):
            yield f"consent {consent.pk}"


@promise
def a_withdrawal_is_about_the_permission_that_it_ends():
    ends = Consent.objects.filter(given=False)
    same = ends.filter(
        withdraws__given=True,
        withdraws__subject=F("subject"),
        withdraws__text=F("text"),
        withdraws__pk__lt=F("pk"),
    )
    yield from ends.exclude(pk__in=same.values("pk")).values_list("pk", flat=True)


@promise
def a_permission_stands_once_per_wording():
    standing = Consent.objects.filter(given=True, withdrawal=None)
    twice = standing.order_by().values("subject", "text").annotate(times=Count("pk")).filter(times__gt=1)
    yield from twice.values_list("subject", flat=True)


@promise
def permission_for_an_entry_comes_from_its_submitter():
    owners = dict(Entry.objects.values_list("uuid", "organisation_id"))
    for pk, subject, organisation in Consent.objects.values_list("pk", "subject", "organisation_id"):
        if subject in owners and organisation != owners[subject]:
            yield f"consent {pk}"


# --- the life of entries ------------------------------------------------------------------------
@promise
def received_entries_have_a_reference_a_time_and_a_submission():
    received = Entry.objects.exclude(state="draft").exclude(
        state="withdrawn", reference=None, submitted_at=None, submissions=None
    )
    yield from received.filter(Q(reference=None) | Q(submitted_at=None) | Q(submissions=None))


@promise
def drafts_have_no_reference_and_no_submission():
    drafts = Entry.objects.filter(state="draft")
    yield from drafts.exclude(reference=None, submitted_at=None, submissions=None)


@promise
def references_are_final():
    for entry in Entry.objects.exclude(reference=None):
        if entry.reference == entry.uuid.hex:
            yield entry


@promise
def the_counter_of_references_is_never_behind():
    for campaign in Campaign.objects.exclude(entries__reference=None).distinct():
        numbers = [
            int(number)
            for reference in campaign.entries.exclude(reference=None).values_list("reference", flat=True)
            for prefix, _, number in [reference.rpartition("-")]
            if prefix == campaign.reference_prefix and number.isdigit()
        ]
        if max(numbers, default=0) > campaign.last_reference_number:
            yield campaign.slug


@promise
def submissions_are_numbered_from_one_without_gaps():
    numbers = defaultdict(list)
    for entry, number in Submission.objects.order_by("number").values_list("entry_id", "number"):
        numbers[entry].append(number)
    for entry, found in numbers.items():
        if found != list(range(1, len(found) + 1)):
            yield f"entry {entry}: {found}"


@promise
def an_entry_was_submitted_when_its_last_submission_arrived():
    last = {}
    for entry, at in Submission.objects.order_by("number").values_list("entry_id", "at"):
        last[entry] = at
    for entry, at in Entry.objects.filter(pk__in=last).values_list("pk", "submitted_at"):
        if at != last[entry]:
            yield f"entry {entry}: {at} instead of {last[entry]}"


@promise
def digests_are_those_of_the_content():
    for submission in Submission.objects.all():
        text = json.dumps(
            submission.content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
        if submission.digest != hashlib.sha256(text).hexdigest():
            yield submission


@promise
def what_was_received_is_what_stands_until_it_is_returned():
    submissions = Submission.objects.select_related("entry").order_by("number")
    last = {submission.entry: submission.content for submission in submissions}
    for entry, content in last.items():
        received = (content["title"], content["summary"])
        if entry.state not in ("returned", "withdrawn") and received != (entry.title, entry.summary):
            yield entry


@promise
def themes_target_groups_and_answers_belong_to_the_entrys_campaign():
    yield from Entry.objects.filter(themes__isnull=False).exclude(themes__campaign=F("campaign"))
    yield from Entry.objects.filter(target_groups__isnull=False).exclude(
        target_groups__campaign=F("campaign")
    )
    yield from Answer.objects.exclude(question__campaign=F("entry__campaign"))


# --- partners -----------------------------------------------------------------------------------
@promise
def partners_that_answered_have_a_time_and_the_others_none():
    yield from Partner.objects.filter(state="invited").exclude(answered_at=None)
    yield from Partner.objects.exclude(state="invited").filter(answered_at=None)


@promise
def nobody_is_partner_of_itself_or_twice():
    yield from Partner.objects.filter(organisation=F("entry__organisation"))
    standing = Partner.objects.filter(state__in=["invited", "confirmed"]).order_by()
    yield from standing.values_list("entry", "organisation").annotate(n=Count("pk")).filter(n__gt=1)


@promise
def the_link_of_an_answered_invitation_opens_nothing():
    answered = Partner.objects.exclude(state="invited").values_list("pk", "key")
    if not answered:
        return
    for kind, body in Letter.objects.filter(kind="invitation").values_list("key", "body"):
        yield from (f"partner {pk} in {kind}" for pk, key in answered if str(key) in body)


# --- the log ------------------------------------------------------------------------------------
def _moves(model):
    """The moves written in the log, per thing, oldest first."""
    kind = ContentType.objects.get_for_model(model)
    moves = defaultdict(list)
    rows = ModelLogEntry.objects.filter(
        content_type=kind, action=f"{model._meta.app_label}.{model._meta.model_name}.move"
    )
    for thing, data in rows.order_by("pk").values_list("object_id", "data"):
        moves[int(thing)].append((data["from"], data["to"]))
    return moves


def _unlogged(model, first):
    moves = _moves(model)
    for pk, state in model.objects.values_list("pk", "state"):
        states = [first, *(target for _, target in moves[pk])]
        origins = [origin for origin, _ in moves[pk]]
        if states[-1] != state or origins != states[:-1]:
            yield f"{model._meta.model_name} {pk} is {state}, the log says {' → '.join(states)}"


@promise
def the_log_tells_how_each_entry_came_to_its_state():
    return _unlogged(Entry, "draft")


@promise
def the_log_tells_how_each_partner_came_to_its_state():
    return _unlogged(Partner, "invited")


@promise
def the_log_tells_how_each_decision_was_released():
    return _unlogged(Decision, "pending")


@promise
def every_move_in_the_log_is_one_that_the_table_allows():
    for model in (Entry, Partner, Decision):
        for pk, moves in _moves(model).items():
            for origin, target in moves:
                if target not in model.MOVES[origin]:
                    yield f"{model._meta.model_name} {pk}: {origin} → {target}"


@promise
def people_named_in_the_log_still_have_their_row():
    acted = set(ModelLogEntry.objects.exclude(user_id=None).values_list("user_id", flat=True))
    yield from acted - set(User.objects.filter(pk__in=acted).values_list("pk", flat=True))


# --- judging ------------------------------------------------------------------------------------
@promise
def totals_are_the_weighted_means_of_the_scores():
    weights, sums = Counter(), defaultdict(Fraction)
    for score in Score.objects.select_related("criterion"):
        weights[score.ballot_id] += score.criterion.weight
        top = len(score.criterion.levels) - 1
        sums[score.ballot_id] += Fraction(100 * score.criterion.weight * score.level, top)
    for ballot in Ballot.objects.all():
        weight = weights[ballot.pk]
        expected = float(sums[ballot.pk] / weight) if weight else None
        equal = expected == ballot.total or (
            expected is not None and ballot.total is not None and isclose(expected, ballot.total)
        )
        if not equal or ballot.answered_weight != weight:
            stored = f"{ballot.total} on {ballot.answered_weight}"
            yield f"ballot {ballot.pk}: {stored} instead of {expected} on {weight}"


@promise
def final_ballots_have_a_total():
    yield from Ballot.objects.filter(is_final=True, total=None)


@promise
def scores_are_levels_of_the_panels_criteria():
    for score in Score.objects.select_related("criterion", "ballot__assignment__juror"):
        if score.criterion.panel_id != score.ballot.assignment.juror.panel_id:
            yield f"score {score.pk}: foreign criterion"
        if not 0 <= score.level <= len(score.criterion.levels) - 1:
            yield f"score {score.pk}: level {score.level}"


@promise
def nobody_judges_what_they_are_recused_from():
    yield from Assignment.objects.filter(entry__recusals__juror=F("juror")).distinct()


@promise
def no_ballot_counts_from_somebody_involved():
    for ballot in Ballot.objects.filter(is_final=True).select_related("assignment__juror__user"):
        user, entry = ballot.assignment.juror.user, ballot.assignment.entry
        own = set(user.representations.values_list("organisation_id", flat=True))
        taking_part = {entry.organisation_id, *entry.partners.values_list("organisation_id", flat=True)}
        if own & taking_part or entry.created_by_id == user.pk:
            yield ballot


@promise
def jurors_judge_entries_of_their_own_campaign():
    yield from Assignment.objects.exclude(juror__panel__campaign=F("entry__campaign"))


@promise
def a_ballot_is_about_a_submission_of_its_entry():
    judged = Ballot.objects.exclude(submission=None)
    yield from judged.exclude(submission__entry=F("assignment__entry"))


@promise
def decisions_are_released_only_after_the_announcement():
    yield from Decision.objects.filter(state="released", entry__campaign__announces_at__gt=timezone.now())


@promise
def selected_entries_and_released_selections_are_the_same():
    chosen = Decision.objects.filter(outcome="selected", state="released").values("entry")
    yield from Entry.objects.filter(state__in=IN_THE_PROGRAMME).exclude(pk__in=chosen)
    yield from Entry.objects.filter(pk__in=chosen).exclude(state__in=IN_THE_PROGRAMME | {"withdrawn"})


@promise
def awards_go_to_selected_entries_only():
    yield from Award.objects.exclude(entry__decision__outcome="selected")


@promise
def decisions_keep_the_standing_of_their_day():
    for pk, standing in Decision.objects.values_list("pk", "standing"):
        if set(standing) != {"mean", "ballots", "rank", "of"}:
            yield f"decision {pk}: {sorted(standing)}"


# --- letters ------------------------------------------------------------------------------------
@promise
def each_submission_has_one_receipt_per_address():
    receipts = Counter()
    for key in Letter.objects.filter(key__startswith="receipt:").values_list("key", flat=True):
        _, submission, address = key.split(":", 2)
        receipts[int(submission), address.lower()] += 1
    for submission in Submission.objects.select_related("entry__created_by"):
        author = submission.entry.created_by
        if author is not None and author.forgotten_at:
            continue
        addresses = {submission.content["contact"]["email"].lower(), author.email if author else ""} - {""}
        got = {address: n for (pk, address), n in receipts.items() if pk == submission.pk}
        if got != dict.fromkeys(addresses, 1):
            yield f"{submission}: {got}"


@promise
def no_letter_tells_a_decision_before_its_release():
    pending = set(Decision.objects.filter(state="pending").values_list("pk", flat=True))
    hidden = set(Award.objects.exclude(entry__decision__state="released").values_list("pk", flat=True))
    for key in Letter.objects.filter(
        Q(key__startswith="decision:") | Q(key__startswith="award:")
    ).values_list("key", flat=True):
        about, pk = key.split(":")[:2]
        if int(pk) in (pending if about == "decision" else hidden):
            yield key


@promise
def letters_that_left_have_been_tried():
    yield from Letter.objects.filter(sent_at__isnull=False, given_up_at__isnull=False)
    yield from Letter.objects.filter(tries=0).exclude(sent_at=None, given_up_at=None)


@promise
def letters_have_one_reader_a_subject_and_a_language_of_the_site():
    languages = [code for code, _ in settings.LANGUAGES]
    yield from Letter.objects.exclude(language__in=languages).values_list("key", flat=True)
    for letter in Letter.objects.exclude(to="forgotten@invalid.example"):
        if not letter.subject or len(letter.subject.splitlines()) != 1 or "," in letter.to:
            yield letter.key


# --- people -------------------------------------------------------------------------------------
@promise
def addresses_are_written_in_one_way():
    for email in User.objects.values_list("email", flat=True):
        if email != email.strip().lower():
            yield email


@promise
def forgotten_people_leave_nothing_personal():
    forgotten = User.objects.exclude(forgotten_at=None)
    empty = forgotten.filter(
        first_name="", last_name="", is_active=False, emailaddress=None, representations=None, groups=None
    )
    yield from forgotten.exclude(pk__in=empty.values("pk"))
