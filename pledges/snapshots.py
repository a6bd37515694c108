"""Verbs of snapshots: keep what stands of an entry while it is being changed, put it back, let it go."""

import json

from django.core import serializers
from django.db import transaction
from django.db.models import F
from django.utils.dateparse import parse_date

from people import pictures
from pledges.models import Answer, Attachment, Entry, Measure, Snapshot, Translation
from pledges.models.attachment import remove_if_unused

PLAIN = (
    *("language", "title", "summary", "description", "plain_summary"),
    *("region_id", "municipality_id", "place", "image", "image_alt", "report_every"),
    *("contact_name", "contact_email", "contact_phone"),
)
DAYS = ("starts_on", "ends_on")
MEMBERS = ("themes", "target_groups")
HANGING = (Answer, Translation, Measure, Attachment)


def take(entry) -> Snapshot:
    """Call with the entry locked."""
    rows = [row for model in HANGING for row in model.objects.filter(entry=entry)]
    return Snapshot.objects.create(
        entry=entry,
        fields={
            **{name: getattr(entry, name) for name in PLAIN},
            **{name: _as_text(getattr(entry, name)) for name in DAYS},
            **{name: [member.pk for member in getattr(entry, name).all()] for name in MEMBERS},
            "tags": sorted(entry.tags.names()),
        },
        rows=json.loads(serializers.serialize("json", rows)),
        files=[attachment.file for attachment in entry.attachments.all()],
    )


def _as_text(day) -> str | None:
    return day and day.isoformat()


def put_back(entry) -> None:
    """Make the entry what it was when its snapshot was taken; call with the entry locked, in a transaction.

    Who takes part and what may be published are facts of their own and stay as they are now.
    """
    snapshot, tried = Snapshot.objects.get(entry=entry), entry.image
    for model in HANGING:
        model.objects.filter(entry=entry).delete()
    for row in serializers.deserialize("json", json.dumps(snapshot.rows)):
        row.save()
    fields = snapshot.fields
    for name in PLAIN:
        setattr(entry, name, fields[name])
    for name in DAYS:
        setattr(entry, name, fields[name] and parse_date(fields[name]))
    for name in MEMBERS:
        getattr(entry, name).set(fields[name])
    entry.tags.set(fields["tags"])
    snapshot.delete()
    # Whoever still has the form open wrote on another version.
    Entry.objects.filter(pk=entry.pk).update(version=F("version") + 1)
    entry.save(update_fields=[*(name.removesuffix("_id") for name in PLAIN), *DAYS, "updated_at"])
    entry.refresh_from_db()
    if tried and tried != entry.image:
        transaction.on_commit(lambda: pictures.remove(tried))


def let_go(entry) -> None:
    """What was changed stands from now on; files that are attached no more go."""
    for snapshot in Snapshot.objects.filter(entry=entry):
        files = snapshot.files
        snapshot.delete()
        transaction.on_commit(lambda files=files: [remove_if_unused(file) for file in files])


def forget(person) -> None:
    """Take a person out of what may be put back: as contact person, and answers about people."""
    for snapshot in Snapshot.objects.select_related("entry__campaign"):
        is_contact = snapshot.fields["contact_email"].lower() == person.email
        if is_contact:
            snapshot.fields |= dict.fromkeys(("contact_name", "contact_email", "contact_phone"), "")
        if is_contact or snapshot.entry.created_by_id == person.pk:
            _forget_answers(snapshot)
        snapshot.save()


def _forget_answers(snapshot) -> None:
    personal = set(snapshot.entry.campaign.questions.filter(is_personal=True).values_list("pk", flat=True))
    about = [row for row in snapshot.rows if row["fields"].get("question") in personal]
    files = [row["fields"]["file"] for row in about if "file" in row["fields"]]
    snapshot.rows = [row for row in snapshot.rows if row not in about]
    snapshot.files = [file for file in snapshot.files if file not in files]
    transaction.on_commit(lambda: [remove_if_unused(file) for file in files])
