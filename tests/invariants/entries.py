"""Entries, their submissions and receipts, their partners."""

import hashlib
import json
from collections import Counter, defaultdict

from django.db.models import Count, F, Q

from campaign.models import Campaign
from people.models import Letter
from pledges.models import Answer, Entry, Partner, Submission


def received_entries_have_a_reference_a_time_and_a_submission():
    received = Entry.objects.exclude(state="draft").exclude(
        state="withdrawn", reference=None, submitted_at=None, submissions=None
    )
    yield from received.filter(Q(reference=None) | Q(submitted_at=None) | Q(submissions=None))


def drafts_have_no_reference_and_no_submission():
    drafts = Entry.objects.filter(state="draft")
    yield from drafts.exclude(reference=None, submitted_at=None, submissions=None)


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
    for submission in Submission.objects.all():
        text = json.dumps(
            submission.content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
        if submission.digest != hashlib.sha256(text).hexdigest():
            yield submission


def what_was_received_is_what_stands_until_it_is_returned():
    submissions = Submission.objects.select_related("entry").order_by("number")
    last = {submission.entry: submission.content for submission in submissions}
    for entry, content in last.items():
        received = (content["title"], content["summary"])
        if entry.state not in ("returned", "withdrawn") and received != (entry.title, entry.summary):
            yield entry


def themes_target_groups_and_answers_belong_to_the_entrys_campaign():
    yield from Entry.objects.filter(themes__isnull=False).exclude(themes__campaign=F("campaign"))
    yield from Entry.objects.filter(target_groups__isnull=False).exclude(
        target_groups__campaign=F("campaign")
    )
    yield from Answer.objects.exclude(question__campaign=F("entry__campaign"))


def partners_that_answered_have_a_time_and_the_others_none():
    yield from Partner.objects.filter(state="invited").exclude(answered_at=None)
    yield from Partner.objects.exclude(state="invited").filter(answered_at=None)


def nobody_is_partner_of_itself_or_twice():
    yield from Partner.objects.filter(organisation=F("entry__organisation"))
    standing = Partner.objects.filter(state__in=["invited", "confirmed"]).order_by()
    yield from standing.values_list("entry", "organisation").annotate(n=Count("pk")).filter(n__gt=1)


def the_link_of_an_answered_invitation_opens_nothing():
    answered = Partner.objects.exclude(state="invited").values_list("pk", "key")
    if not answered:
        return
    for kind, body in Letter.objects.filter(kind="invitation").values_list("key", "body"):
        yield from (f"partner {pk} in {kind}" for pk, key in answered if str(key) in body)


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
