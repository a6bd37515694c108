"""Entries, their submissions and receipts, their partners."""

import hashlib
import json
from collections import Counter, defaultdict

from django.core.files.storage import storages
from django.db.models import Count, F, Q

from campaign.models import Campaign
from people.models import Letter
from people.permissions import represents
from pledges.models import (
    Answer,
    Attachment,
    Entry,
    Partner,
    Snapshot,
    Submission,
    Translation,
    Writer,
)


def received_entries_have_a_reference_a_time_and_a_submission():
    received = Entry.objects.exclude(state="draft").exclude(
        state="withdrawn", reference=None, submitted_at=None, submissions=None
    )
    yield from received.filter(Q(reference=None) | Q(submitted_at=None) | Q(submissions=None))


def drafts_have_no_reference_and_no_submission():
    drafts = Entry.objects.filter(state="draft")
    yield from drafts.exclude(reference=None, submitted_at=None, submissions=None)


def what_is_being_changed_can_be_put_back_and_nothing_else_can():
    changing = set(Entry.objects.filter(state="changing").values_list("pk", flat=True))
    yield from changing.symmetric_difference(Snapshot.objects.values_list("entry_id", flat=True))


def references_are_final():
    for entry in Entry.objects.exclude(reference=None):
        if entry.reference == entry.uuid.hex:
            yield entry


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


def submissions_are_numbered_from_one_without_gaps():
    numbers = defaultdict(list)
    for entry, number in Submission.objects.order_by("number").values_list("entry_id", "number"):
        numbers[entry].append(number)
    for entry, found in numbers.items():
        if found != list(range(1, len(found) + 1)):
            yield f"entry {entry}: {found}"


def an_entry_was_submitted_when_its_last_submission_arrived():
    last = {}
    for entry, at in Submission.objects.order_by("number").values_list("entry_id", "at"):
        last[entry] = at
    for entry, at in Entry.objects.filter(pk__in=last).values_list("pk", "submitted_at"):
        if at != last[entry]:
            yield f"entry {entry}: {at} instead of {last[entry]}"


def digests_are_those_of_the_content():
    for submission in Submission.objects.filter(redacted_at=None):
        text = json.dumps(
            submission.content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
        if submission.digest != hashlib.sha256(text).hexdigest():
            yield submission


def what_was_erased_from_a_submission_is_marked_and_gone():
    for submission in Submission.objects.all():
        if bool(submission.redacted) != (submission.redacted_at is not None):
            yield submission
        if "contact" in submission.redacted and any(submission.content["contact"].values()):
            yield submission
        answers = {f"answers.{slug}" for slug in submission.content["answers"]}
        yield from answers.intersection(submission.redacted)


def what_was_received_is_what_stands_until_it_is_returned():
    submissions = Submission.objects.select_related("entry").order_by("number")
    last = {submission.entry: submission.content for submission in submissions}
    for entry, content in last.items():
        received = (content["title"], content["summary"])
        is_written = entry.state in ("returned", "recalled", "changing", "withdrawn")
        if not is_written and received != (entry.title, entry.summary):
            yield entry


def themes_target_groups_and_answers_belong_to_the_entrys_campaign():
    yield from Entry.objects.filter(themes__isnull=False).exclude(themes__campaign=F("campaign"))
    yield from Entry.objects.filter(target_groups__isnull=False).exclude(
        target_groups__campaign=F("campaign")
    )
    yield from Answer.objects.exclude(question__campaign=F("entry__campaign"))


def files_answer_questions_of_their_campaign_that_ask_for_one():
    answers = Attachment.objects.exclude(question=None)
    yield from answers.exclude(question__campaign=F("entry__campaign"), question__type="file")
    yield from Answer.objects.filter(question__type="file")


def every_attachment_is_kept_as_it_was_taken():
    for attachment in Attachment.objects.all():
        with storages["private"].open(f"attachments/{attachment.file[:2]}/{attachment.file}") as kept:
            content = kept.read()
        if (len(content), hashlib.sha256(content).hexdigest()) != (attachment.size, attachment.digest):
            yield attachment


def nobody_attaches_more_free_files_than_the_campaign_takes():
    free = Attachment.objects.filter(question=None).exclude(added_by=None).order_by()
    numbers = free.values_list("entry", "entry__campaign__attachments_most").annotate(number=Count("pk"))
    yield from numbers.filter(number__gt=F("entry__campaign__attachments_most"))


def an_entry_has_at_most_ten_measures_and_no_empty_translation():
    yield from Entry.objects.annotate(n=Count("measures")).filter(n__gt=10)
    yield from Translation.objects.filter(title="", summary="", description="", plain_summary="")


def partners_that_answered_have_a_time_and_the_others_none():
    silent = ["invited", "expired"]
    yield from Partner.objects.filter(state__in=silent).exclude(answered_at=None)
    yield from Partner.objects.exclude(state__in=silent).filter(answered_at=None)


def nobody_is_partner_of_itself_or_twice():
    yield from Partner.objects.filter(organisation=F("entry__organisation"))
    standing = Partner.objects.filter(state__in=["invited", "confirmed", "corrected"]).order_by()
    yield from standing.values_list("entry", "organisation").annotate(n=Count("pk")).filter(n__gt=1)


def what_was_corrected_stands_in_the_partners_words():
    for partner in Partner.objects.filter(state="corrected"):
        if not partner.corrected_from or partner.corrected_from.get("role") == partner.role:
            yield partner


def a_partners_link_is_in_no_letter_to_its_submitter():
    keys = list(Partner.objects.values_list("key", "own_key", "email"))
    links = Letter.objects.filter(kind__in=["partner_answered", "partner_left", "invitation_expired"])
    for body in links.values_list("body", flat=True) if keys else ():
        yield from (f"key {key}" for pair in keys for key in pair[:2] if str(key) in body)


def writers_are_brought_by_partners_that_take_part():
    yield from Writer.objects.exclude(partner__entry=F("entry"))
    yield from Writer.objects.exclude(partner__state__in=["confirmed", "corrected"])


def each_submission_has_one_receipt_per_address():
    receipts = Counter()
    for key in Letter.objects.filter(key__startswith="receipt:").values_list("key", flat=True):
        _, submission, address = key.split(":", 2)
        receipts[int(submission), address.lower()] += 1
    for submission in Submission.objects.filter(redacted_at=None).select_related(
        "entry__created_by", "entry__organisation"
    ):
        author = submission.entry.created_by
        if author is not None and not represents(author, submission.entry.organisation):
            continue  # forgotten, or gone: then what was sent in afterwards was not told to them
        addresses = {submission.content["contact"]["email"].lower(), author.email if author else ""} - {""}
        got = {address: n for (pk, address), n in receipts.items() if pk == submission.pk}
        if got != dict.fromkeys(addresses, 1):
            yield f"{submission}: {got}"
