"""The public record of an entry: what each permission adds to it, and what never gets in."""

from dataclasses import asdict

import pytest
from django.utils import translation

from people.models import Municipality, Purpose
from pledges.models import Answer, Entry
from pledges.open_data import PublicPartner, public_record, public_records
from pledges.states import PartnerState, State
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    campaign = make.campaign()
    organisation = make.organisation(
        name=make.words("Kotiseutuyhdistys", "Hembygdsföreningen"), website="https://yhdistys.example"
    )
    return make.entry(
        state=State.ACCEPTED,
        campaign=campaign,
        organisation=organisation,
        title="Töitä kymmenelle",
        municipality=Municipality.objects.get(code="091"),
        place="Kallio",
        image="a" * 32,
        image_alt="Maija työssä",
        contact_phone="040 123",
        themes=[make.theme(campaign, slug="tyo", palette=3)],
    )


def record(entry, *purposes) -> dict:
    make.permission(entry, Purpose.PUBLISH_TEXT)
    for purpose in purposes:
        make.permission(entry, purpose)
    return asdict(public_record(Entry.objects.public().for_reading().get(pk=entry.pk)))


NOTHING_MORE = {
    "organisation": "",
    "website": "",
    "contact_name": "",
    "contact_email": "",
    "contact_phone": "",
    "has_image": False,
    "image_alt": "",
}


@pytest.mark.parametrize(
    ("purposes", "added"),
    [
        ([], {}),
        (
            [Purpose.PUBLISH_ORGANISATION],
            {"organisation": "Kotiseutuyhdistys", "website": "https://yhdistys.example"},
        ),
        (
            [Purpose.PUBLISH_CONTACT],
            {
                "contact_name": "Maija Malli",
                "contact_email": "maija.malli@example.org",
                "contact_phone": "040 123",
            },
        ),
        ([Purpose.PUBLISH_IMAGE], {"has_image": True, "image_alt": "Maija työssä"}),
    ],
)
def test_each_permission_adds_its_own_fields_and_no_others(entry, purposes, added):
    made = record(entry, *purposes)

    assert {field: made[field] for field in NOTHING_MORE} == NOTHING_MORE | added


def test_the_text_the_place_and_the_themes_are_what_publishing_means(entry):
    made = record(entry)

    assert {
        field: made[field]
        for field in (
            "reference",
            "kind",
            "state",
            "title",
            "organisation_kind",
            "municipality",
            "region",
            "place",
            "themes",
        )
    } == {
        "reference": entry.reference,
        "kind": "pledge",
        "state": "accepted",
        "title": "Töitä kymmenelle",
        "organisation_kind": "Association or foundation",
        "municipality": "Helsinki",
        "region": "Uusimaa",
        "place": "Kallio",
        "themes": [("tyo", "Työ", 3)],
    }


def test_only_partners_that_take_part_and_permit_it_are_in_it(entry):
    partners = {
        state: make.partner(entry, state=state, organisation=make.organisation(name=str(state.label)))
        for state in PartnerState
    }
    make.partner(entry, state="confirmed", may_use_name=False)

    assert record(entry)["partners"] == [
        asdict(
            PublicPartner(
                str(state.label),
                "Association or foundation",
                "Tilat",
                "Salit ja ohjaajat",
                organisation_id=partners[state].organisation.public_id,
                kind_code="association",
            )
        )
        for state in (PartnerState.CONFIRMED, PartnerState.CORRECTED)
    ]


@pytest.mark.parametrize(
    ("logo", "may_use_name", "may_use_logo", "shown"),
    [
        ("a", True, True, [True]),
        ("a", True, False, [False]),
        ("", True, True, [False]),
        ("a", False, True, []),
    ],
)
def test_a_logo_is_shown_with_a_permission_of_its_own(entry, logo, may_use_name, may_use_logo, shown):
    organisation = make.organisation(logo=logo)
    permitted = {"may_use_name": may_use_name, "may_use_logo": may_use_logo}
    partner = make.partner(entry, state="confirmed", organisation=organisation, **permitted)
    numbers = [one["logo"] for one in record(entry)["partners"]]
    assert numbers == [partner.pk if is_shown else 0 for is_shown in shown]


def test_only_public_answers_that_say_something_are_in_it(entry):
    for number, audience in enumerate(("public", "jury", "staff", "public")):
        question = make.question(entry.campaign, audience=audience, label=f"Kysymys {number}", order=number)
        Answer.objects.create(entry=entry, question=question, text="" if number == 3 else f"Vastaus {number}")

    assert record(entry)["answers"] == [
        {"question": "Kysymys 0", "heading": "Kysymys 0", "words": "Vastaus 0", "language": "fi"}
    ]


def test_an_answer_that_was_public_when_given_is_hidden_when_its_question_changes(entry):
    question = make.question(entry.campaign)
    Answer.objects.create(entry=entry, question=question, text="Salaisuus")
    type(question).objects.update(audience="staff", is_personal=True)

    assert record(entry)["answers"] == []


def test_nothing_internal_has_a_field():
    fields = set(public_records.__globals__["PublicEntry"].__dataclass_fields__)

    assert (
        fields
        & {"uuid", "created_by", "screening_note", "version", "external_id", "business_id", "email", "digest"}
        == set()
    )


def test_records_of_many_entries_come_in_their_order_and_take_one_query_more(
    entry, django_assert_num_queries
):
    others = [make.entry(state=State.ACCEPTED, published=True, campaign=entry.campaign) for _ in range(2)]
    make.permission(entry)
    wanted = [others[1], entry, others[0]]
    by_key = {one.pk: one for one in Entry.objects.public().for_reading()}

    with django_assert_num_queries(1):
        made = public_records([by_key[one.pk] for one in wanted])

    assert [one.reference for one in made] == [one.reference for one in wanted]


def test_the_name_is_given_in_the_language_of_the_reader(entry):
    with translation.override("sv"):
        made = record(entry, Purpose.PUBLISH_ORGANISATION)

    assert (made["organisation"], made["municipality"]) == ("Hembygdsföreningen", "Helsingfors")
