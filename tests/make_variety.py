"""Entries that differ in all the public may read, drawn from a seed: for what must hold for each."""

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from people.models import Municipality, Organisation, Purpose, Region
from pledges.models import Translation
from pledges.models.entry import Every
from pledges.states import PUBLIC, SELECTED, PartnerState, State
from tests import make

STATES = sorted(set(State) - {State.DRAFT})
PARTNERS = sorted(PartnerState)


def entries(campaign, count: int, seed=1) -> list:
    """Most are public: every state, any permissions, partners in any state, translations old and new."""
    draw = Random(seed)
    themes = [make.theme(campaign, order=draw.randrange(3), palette=palette) for palette in (1, 3, 5)]
    organisations = [_organisation(draw, number) for number in range(6)]
    return [_entry(draw, campaign, themes, organisations, number) for number in range(count)]


def _organisation(draw, number):
    return make.organisation(
        kind=draw.choice(Organisation.Kind.values),
        name=make.words(f"Järjestö {number}", draw.choice(["", f"Förening {number}"])),
        website=draw.choice(["", f"https://jarjesto{number}.example"]),
        logo=draw.choice(["", "b" * 32]),
    )


def _entry(draw, campaign, themes, organisations, number):
    state = draw.choice([*STATES, *sorted(PUBLIC) * 3])
    starts = draw.choice([None, date(2026, 1, 31)])
    entry = make.entry(
        campaign=campaign,
        state=state if state not in SELECTED or campaign.phase == "announced" else State.ACCEPTED,
        organisation=draw.choice(organisations),
        kind=draw.choice(campaign.kinds),
        language=draw.choice(["fi", "sv", "en"]),
        title=draw.choice(["Lupaus {}", "=SUM({})", "„Löfte“ | {}", "وعد {}", '"{}", \r\nsanoi hän']).format(
            number
        ),
        summary=draw.choice(["Palkkaamme nuoria.", "+358 40 123", "-"]),
        description="Kesällä.\n\nJa syksyllä: 5 € – 😀.",
        plain_summary=draw.choice(["", "Nuori saa työtä."]),
        themes=draw.sample(themes, draw.randrange(3)),
        municipality=draw.choice([None, Municipality.objects.get(code="091")]),
        region=draw.choice([None, Region.objects.get(code="21")]),
        place=draw.choice(["", "Kallio"]),
        image=draw.choice(["", "a" * 32]),
        image_alt=draw.choice(["", "Väki talkoissa"]),
        starts_on=starts,
        ends_on=starts and draw.choice([None, starts + timedelta(days=400)]),
        report_every=draw.choice([None, *Every.values]),
        submitted_at=timezone.now() - timedelta(days=draw.randrange(40), seconds=draw.randrange(86_400)),
        contact_phone=draw.choice(["", "040 123"]),
    )
    if state != State.WITHDRAWN:
        for purpose in draw.sample(list(Purpose), draw.randrange(1, len(Purpose))):
            make.permission(entry, purpose)
        if draw.random() < 0.9:
            make.permission(entry, Purpose.PUBLISH_TEXT)
    _partners(draw, entry, organisations)
    _translations(draw, entry)
    return entry


def _partners(draw, entry, organisations) -> None:
    others = [one for one in organisations if one != entry.organisation]
    for organisation in draw.sample(others, draw.choice([0, 0, 1, 3])):
        state = draw.choice(PARTNERS)
        named = state in ("confirmed", "corrected") and draw.random() < 0.7
        more = {"may_use_name": named, "may_use_logo": named and draw.random() < 0.5} if named else {}
        if state in ("confirmed", "corrected") and not named:
            more = {"may_use_name": False}
        make.partner(
            entry, state=state, organisation=organisation, contribution=draw.choice(["", "Tilat"]), **more
        )


def _translations(draw, entry) -> None:
    for language in draw.sample(["fi", "sv", "en"], draw.randrange(3)):
        if language != entry.language:
            Translation.objects.create(
                entry=entry,
                language=language,
                title=f"{entry.title} ({language})",
                summary=draw.choice(["", "Översatt", "@Översatt"]),
                description="Beskrivning",
                plain_summary=draw.choice(["", "Lätt"]),
                origin=draw.choice(["human", "machine"]),
                made_from=draw.choice([entry.text_fingerprint, "0" * 64]),
            )
