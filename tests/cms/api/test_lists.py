"""The lists and single records of open data, as they read."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import translation

from cms import kept
from people.models import Municipality
from pledges.actions import withdraw
from pledges.models import Answer, Measure, Translation
from tests import make, make_pages

pytestmark = pytest.mark.django_db

SENT = datetime(2026, 3, 2, 10, 0, 30, 999, tzinfo=UTC)


def rich(campaign, **fields):
    """An entry in which everything is said and permitted."""
    town = make.organisation(
        kind="municipality", name=make.words("Helsinki", "Helsingfors"), website="https://hel.example"
    )
    entry = make.entry(
        state="selected",
        campaign=campaign,
        published=True,
        organisation=town,
        themes=[make.theme(campaign, slug="tyo")],
        municipality=Municipality.objects.get(code="091"),
        image="a" * 32,
        image_alt="Väki",
        submitted_at=SENT,
        place="Kallio",
        report_every=6,
        **fields,
    )
    make.partner(
        entry, state="confirmed", organisation=make.organisation(name=make.words("Apuri", "Hjälpen"))
    )
    Translation.objects.create(
        entry=entry,
        language="sv",
        title="Löfte",
        summary="Vi anställer.",
        description="På sommaren.",
        made_from=entry.text_fingerprint,
    )
    make.award(entry)
    return entry


def page_of(organisation, host) -> str:
    with translation.override("sv"):
        return f"http://localhost:8000{host.organisation_address(organisation.public_id)}"


def expected(entry, host) -> dict:
    with translation.override("sv"):
        url = f"http://localhost:8000{host.entry_address(entry.reference)}"
    return {
        "reference": entry.reference,
        "url": url,
        "campaign": "koto",
        "kind": "pledge",
        "state": "selected",
        "language": "fi",
        "text": {
            "language": "sv",
            "origin": "human",
            "is_behind": False,
            "title": "Löfte",
            "summary": "Vi anställer.",
            "description": "På sommaren.",
            "plain_summary": None,
        },
        "organisation": {
            "id": entry.organisation.public_id,
            "name": "Helsingfors",
            "kind": "municipality",
            "website": "https://hel.example",
            "url": page_of(entry.organisation, host),
        },
        "partners": [
            {
                "id": entry.partners.get().organisation.public_id,
                "url": page_of(entry.partners.get().organisation, host),
                "name": "Hjälpen",
                "kind": "association",
                "role": "Tilat",
                "contribution": "Salit ja ohjaajat",
            }
        ],
        "themes": [{"slug": "tyo", "label": "Arbete"}],
        "region": {"code": "01", "name": "Nyland"},
        "municipality": {"code": "091", "name": "Helsingfors"},
        "place": "Kallio",
        "starts_on": None,
        "ends_on": None,
        "report_every_months": 6,
        "submitted_at": "2026-03-02T10:00:30Z",
        "picture": {
            "url": f"http://localhost:8000/entry-picture/{entry.reference}-960.webp",
            "alt": "Väki",
        },
        "awards": [{"name": "Huvudpris", "grounds": "Rohkea avaus."}],
        "may_be_quoted": True,
        "licence": "CC-BY-4.0",
    }


def test_an_entry_in_the_list_says_everything_in_the_language_asked_for(read, hosts, campaign):
    entry = rich(campaign)
    assert read("entries?lang=sv") == {"items": [expected(entry, hosts["sv"])], "next": None}


def test_a_single_entry_adds_what_else_is_on_its_page(read, hosts, campaign):
    entry = rich(campaign)
    entry.tags.add("nuoret")
    entry.target_groups.add(make.target_group(campaign))
    question = make.question(campaign)
    Answer.objects.create(entry=entry, question=question, text="Kaikki")
    file = make.attachment(entry, is_public=True)
    make.attachment(entry, is_public=False)
    Measure.objects.create(entry=entry, label="Työpaikat", start=2, target="10.50")

    released = entry.decision.released_at.replace(microsecond=0, tzinfo=None)
    assert read(f"entries/{entry.reference}?lang=sv") == expected(entry, hosts["sv"]) | {
        "example": None,
        "original": {
            "language": "fi",
            "origin": "original",
            "is_behind": False,
            "title": entry.title,
            "summary": entry.summary,
            "description": entry.description,
            "plain_summary": None,
        },
        "target_groups": ["Unga"],
        "tags": ["nuoret"],
        "answers": [{"question": "Vad är nytt?", "answer": "Kaikki", "language": "fi"}],
        "files": [
            {
                "name": "suunnitelma.pdf",
                "format": "PDF",
                "size": file.size,
                "url": f"http://localhost:8000/entry-file/{entry.reference}/{file.pk}/",
                "alt": None,
                "question": None,
            }
        ],
        "measures": [{"label": "Työpaikat", "unit": None, "start": 2.0, "target": 10.5}],
        "result": {
            "is_selected": True,
            "grounds": "Selkeä ja toteutettavissa.",
            "released_at": f"{released.isoformat()}Z",
        },
    }


def test_without_a_permission_its_parts_are_null_and_so_is_the_licence(read, campaign):
    entry = make.entry(state="accepted", campaign=campaign, image="a" * 32, image_alt="Väki")
    make.permission(entry)
    [item] = read("entries")["items"]
    assert {name: item[name] for name in ("organisation", "picture", "licence", "may_be_quoted")} == {
        "organisation": {"id": None, "name": None, "kind": "association", "website": None, "url": None},
        "picture": None,
        "licence": None,
        "may_be_quoted": False,
    }


def test_contact_persons_are_no_part_of_open_data(client, hosts, campaign):
    entry = make.entry(
        state="accepted", campaign=campaign, published=True, contact_name="Kanaria", contact_phone="040 999"
    )
    for address in ("entries", f"entries/{entry.reference}", "entries.csv", "entries.jsonl", "entries.atom"):
        response = client.get(f"/open-data/v1/{address}")
        text = response.getvalue().decode()
        assert (entry.reference in text, "Kanaria" in text, "040 999" in text) == (True, False, False)


def test_lists_go_on_page_by_page_and_meet_each_entry_once(client, read, campaign):
    made = [make.entry(state="accepted", campaign=campaign, published=True) for _ in range(7)]
    address, pages = "entries?limit=3&lang=sv", []
    while address:
        answer = read(address)
        pages.append([item["reference"] for item in answer["items"]])
        assert len(pages) < 2 or "lang=sv" in address
        address = answer["next"] and answer["next"].removeprefix("http://localhost:8000/open-data/v1/")
    references = [entry.reference for entry in made]
    assert pages == [references[:3], references[3:6], references[6:]]


def test_the_filters_are_those_of_the_gallery(read, campaign):
    theme = make.theme(campaign, slug="tyo")
    make.theme(campaign, slug="asuminen")
    working = make.entry(
        state="accepted", campaign=campaign, published=True, themes=[theme], title="Koirapuisto"
    )
    other = make.entry(state="accepted", campaign=campaign, published=True, kind="initiative")
    found = {
        query: [item["reference"] for item in read(f"entries?campaign=koto&{query}")["items"]]
        for query in ("theme=tyo", "kind=initiative", "kind=pledge&kind=initiative", "q=koirapuisto")
    }
    assert found == {
        "theme=tyo": [working.reference],
        "kind=initiative": [other.reference],
        "kind=pledge&kind=initiative": [working.reference, other.reference],
        "q=koirapuisto": [working.reference],
    }


def test_entries_of_a_campaign_without_a_page_for_everybody_are_in_no_list(read, hosts, campaign):
    elsewhere = make.campaign(slug="muu")
    entry = make.entry(state="accepted", campaign=elsewhere, published=True)
    pages = make_pages.campaign_pages(elsewhere, slugs={"fi": "muu"}, homes={"fi": hosts["fi"].get_parent()})
    make.entry(state="accepted", campaign=campaign, published=True)
    assert len(read("entries")["items"]) == 2

    pages["fi"].unpublish()

    assert [item["campaign"] for item in read("entries")["items"]] == ["koto"]
    assert [item["slug"] for item in read("campaigns")["items"]] == ["koto"]
    assert [item["campaign"] for item in read("statistics")["items"]] == ["koto"]
    assert entry.organisation.public_id not in {item["id"] for item in read("organisations")["items"]}


def test_an_organisation_whose_only_entry_is_withdrawn_while_it_is_read_is_left_out(read, hosts, campaign):
    stays, goes = (make.entry(state="accepted", campaign=campaign, published=True) for _ in range(2))
    waiting = [goes]

    def take_back(execute, sql, *others):
        if waiting and sql.startswith('SELECT "pledges_entry"."organisation_id"'):
            withdraw(waiting.pop(), by=None)
        return execute(sql, *others)

    with connection.execute_wrapper(take_back):
        items = read("organisations")["items"]
    assert (waiting, [item["id"] for item in items]) == ([], [stays.organisation.public_id])


def test_organisations_campaigns_awards_and_statistics_read_as_they_should(read, hosts, campaign):
    entry = rich(campaign)
    assert read("organisations?lang=sv")["items"][0] == {
        "id": entry.organisation.public_id,
        "url": page_of(entry.organisation, hosts["sv"]),
        "name": "Helsingfors",
        "kind": "municipality",
        "website": "https://hel.example",
        "entries_filed": 1,
        "entries_joined": 0,
    }
    [shown] = read("campaigns?lang=sv")["items"]
    assert {name: shown[name] for name in ("slug", "title", "phase", "urls", "feed")} == {
        "slug": "koto",
        "title": "Hemlöfte",
        "phase": "announced",
        "urls": {code: f"http://localhost:8000{page.url}" for code, page in hosts.items()},
        "feed": "http://localhost:8000/open-data/v1/entries.atom?campaign=koto&lang=sv",
    }
    assert read("awards?lang=sv") == {
        "items": [
            {
                "name": "Huvudpris",
                "grounds": "Rohkea avaus.",
                "entry": entry.reference,
                "campaign": "koto",
                "entry_url": expected(entry, hosts["sv"])["url"],
            }
        ],
        "next": None,
    }
    [counted] = read("statistics")["items"]
    assert (counted["campaign"], counted["total"], counted["is_suppressed"]) == ("koto", None, True)


def test_statistics_follow_a_change_at_once(read, campaign):
    for _ in range(5):
        make.entry(state="accepted", campaign=campaign, published=True)
    assert read("statistics?campaign=koto")["items"][0]["total"] == 5
    make.entry(state="accepted", campaign=campaign, published=True)
    assert read("statistics?campaign=koto")["items"][0]["total"] == 6


def test_statistics_follow_a_change_that_leaves_nothing_in_a_log(read, campaign):
    """Nor is the newest row of a log the last one to be committed."""
    town = make.organisation(kind="municipality")
    for _ in range(5):
        make.entry(state="accepted", campaign=campaign, published=True, organisation=town)
    told = []
    for kind in ("municipality", "company"):
        town.kind = kind
        town.save()
        tables = {table["name"]: table for table in read("statistics?campaign=koto")["items"][0]["tables"]}
        counts = {cell["key"]: cell["count"] for cell in tables["organisation_kind"]["cells"]}
        told.append((counts["municipality"], counts["company"]))
    assert told == [(5, 0), (0, 5)]


def test_the_front_door_tells_what_there_is(client, read):
    told = read("")
    for name, address in told["resources"].items():
        assert client.get(address.removeprefix("http://localhost:8000")).status_code == 200, name


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("entries", 14),
        ("entries?campaign=koto&kind=pledge", 15),
        ("organisations", 11),
        ("campaigns", 11),
        ("awards", 9),
        ("entries.csv", 21),
        ("entries.jsonl", 21),
        ("entries.atom", 18),
    ],
)
def test_every_list_costs_the_same_queries_however_long_it_is(
    client, hosts, campaign, count, address, queries, django_assert_num_queries
):
    for _ in range(count):
        entry = rich(campaign) if not campaign.themes.exists() else _another(campaign)
        make.award(entry, name=make.words("Kunniamaininta"))
    client.get(f"/open-data/v1/{address}")
    kept.pages.clear()
    with django_assert_num_queries(queries):
        client.get(f"/open-data/v1/{address}").getvalue()


def _another(campaign):
    return make.entry(
        state="selected", campaign=campaign, published=True, themes=[campaign.themes.first()], language="sv"
    )
