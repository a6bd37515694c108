"""Entries by the thousand, written in bulk: what pages read of them, without their past."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from taggit.models import Tag, TaggedItem

from people.models import Consent, ConsentText, Municipality, Purpose
from pledges import projection
from pledges.models import Entry, Partner, Submission, Translation
from tests import make

STATES = ("accepted", "accepted", "accepted", "in_practice")
LANGUAGES = ("fi", "fi", "fi", "sv", "en")
BATCH = 5000


def fill(campaign, organisations, numbers: range) -> list[Entry]:
    """Public entries of every kind, state, region, theme, tag and language, alone and with partners."""
    entries = []
    for start in range(numbers.start, numbers.stop, BATCH):
        batch = range(start, min(start + BATCH, numbers.stop))
        made = Entry.objects.bulk_create(_entries(campaign, organisations, batch))
        _relate(campaign, made, organisations)
        _permit(made)
        projection.changed(entry.pk for entry in made)
        entries += made
    return entries


def _entries(campaign, organisations, numbers: range):
    places = list(Municipality.objects.values_list("code", flat=True))
    now = timezone.now()
    for number in numbers:
        yield Entry(
            campaign=campaign,
            organisation=organisations[number % len(organisations)],
            kind="pledge" if number % 3 else "initiative",
            state=STATES[number % len(STATES)],
            language=LANGUAGES[number % len(LANGUAGES)],
            reference=f"{campaign.reference_prefix}-{number:05d}",
            submitted_at=now - timedelta(minutes=number),
            municipality_id=places[number * 7 % len(places)] if number % 4 else None,
            title=f"Lupaus {number * 7919 % 100_003} kotoutumisen tueksi",
            summary="Palkkaamme kesäksi nuoria ja annamme heille ohjaajan, joka puhuu heidän kieltään. " * 2,
            description="Kesällä nuori saa meiltä työpaikan ja ohjaajan. " * 20,
            contact_email="maija.malli@example.org",
        )


def _relate(campaign, entries, organisations) -> None:
    themes = list(campaign.themes.all())
    tags = [Tag.objects.get_or_create(name=f"Aihe {number}")[0] for number in range(20)]
    kind = ContentType.objects.get_for_model(Entry)
    Entry.themes.through.objects.bulk_create(
        Entry.themes.through(entry=entry, theme=themes[entry.pk % len(themes)]) for entry in entries if themes
    )
    TaggedItem.objects.bulk_create(
        TaggedItem(content_type=kind, object_id=entry.pk, tag=tags[entry.pk % len(tags)]) for entry in entries
    )
    Partner.objects.bulk_create(
        Partner(
            entry=entry,
            organisation=organisations[(entry.pk + turn + 1) % len(organisations)],
            state="confirmed",
            role="Tilat",
            language="fi",
            may_use_name=True,
            answered_at=timezone.now(),
        )
        for entry in entries
        for turn in range(min(entry.pk % 3, len(organisations) - 1))
    )
    Translation.objects.bulk_create(
        Translation(
            entry=entry, language="sv", title=f"Löfte {entry.pk}", summary="Vi lovar.", description="Allt."
        )
        for entry in entries
        if entry.language == "fi" and entry.pk % 4 == 0
    )
    Submission.objects.bulk_create(
        Submission(entry=entry, number=1, at=entry.submitted_at, content={}, digest="0" * 64)
        for entry in entries
    )


def _permit(entries) -> None:
    for purpose in (Purpose.PUBLISH_TEXT, Purpose.PUBLISH_ORGANISATION):
        text = ConsentText.objects.filter(purpose=purpose).first() or make.consent_text(purpose)
        give(entries, text)


def give(entries, text) -> None:
    Consent.objects.bulk_create(
        Consent(
            text=text,
            subject=entry.uuid,
            subject_label=entry.title,
            given=True,
            language="fi",
            wording=str(text.wording),
            organisation=entry.organisation,
            how="form",
        )
        for entry in entries
    )
