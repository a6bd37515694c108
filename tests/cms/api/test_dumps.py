"""Everything at once: the table and the lines say what the list says, whatever people have written."""

import csv
import io
import json

import pytest
from django.utils import translation

from cms.api import columns
from people.spreadsheets import neutral
from tests import make, make_variety

pytestmark = pytest.mark.django_db

ROOT = "/open-data/v1/"


@pytest.fixture
def entries(hosts, campaign):
    made = make_variety.entries(campaign, 30)
    make.award(
        make.entry(state="selected", campaign=campaign, published=True), name=make.words("Palkinto | 1")
    )
    return made


def everything(read, query="") -> list[dict]:
    items, address = [], f"entries?limit=7{query}"
    while address:
        answer = read(address)
        items += answer["items"]
        address = answer["next"] and answer["next"].removeprefix(f"http://localhost:8000{ROOT}")
    return items


def fetched(client, address) -> bytes:
    response = client.get(ROOT + address)
    assert (response.status_code, response.streaming) == (200, True)
    return response.getvalue()


def table(client, query="", delimiter=",") -> list[dict]:
    text = fetched(client, f"entries.csv{query}").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_line_is_what_the_list_says(client, read, entries, language):
    lines = fetched(client, f"entries.jsonl?lang={language}").decode().splitlines()
    listed = everything(read, f"&lang={language}")
    assert ([json.loads(line) for line in lines], len(lines) > 15) == (listed, True)


def row(item: dict) -> dict:
    """What the table must say of an item of the list."""
    text, organisation, picture = item["text"], item["organisation"], item["picture"] or {}
    region, municipality = item["region"] or {}, item["municipality"] or {}
    told = {
        **{name: item[name] for name in ("reference", "url", "campaign", "kind", "state", "language")},
        **{f"text_{name}": text[name] for name in ("language", "origin", "is_behind")},
        **{name: text[name] for name in ("title", "summary", "description", "plain_summary")},
        "organisation_id": organisation["id"],
        "organisation": organisation["name"],
        "organisation_kind": organisation["kind"],
        "website": organisation["website"],
        "partners": "|".join(partner["name"] for partner in item["partners"]),
        "themes": "|".join(theme["slug"] for theme in item["themes"]),
        "region_code": region.get("code"),
        "region": region.get("name"),
        "municipality_code": municipality.get("code"),
        "municipality": municipality.get("name"),
        **{name: item[name] for name in ("place", "starts_on", "ends_on", "report_every_months")},
        "submitted_at": item["submitted_at"],
        "picture": picture.get("url"),
        "picture_alt": picture.get("alt"),
        "awards": "|".join(award["name"].replace("|", "¦") for award in item["awards"]),
        **{name: item[name] for name in ("may_be_quoted", "licence")},
    }
    return {name: _cell(value) for name, value in told.items()}


def _cell(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else neutral(str(value))


@pytest.mark.parametrize(("query", "delimiter"), [("?lang=sv", ","), ("?lang=sv&delimiter=semicolon", ";")])
def test_every_row_of_the_table_is_what_the_list_says(client, read, entries, query, delimiter):
    rows = table(client, query, delimiter)
    assert (rows, len(rows) > 15) == ([row(item) for item in everything(read, "&lang=sv")], True)


def test_the_table_is_a_table_to_spreadsheets_and_parsers(client, entries):
    content = fetched(client, "entries.csv")
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbfreference,url,campaign,")
    dialect = csv.Sniffer().sniff(text.splitlines()[0])
    widths = {len(cells) for cells in csv.reader(io.StringIO(text, newline=""), strict=True)}
    assert (dialect.delimiter, widths, text.endswith("\r\n")) == (",", {len(columns.NAMES)}, True)


def test_no_cell_of_the_table_is_run_by_a_spreadsheet_program(client, hosts, campaign):
    formulas = ["=1+1", "+358 1", "-2+3", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://x")', " =1"]
    for formula in formulas:
        organisation = make.organisation(name=make.words(formula))
        entry = make.entry(
            state="accepted",
            campaign=campaign,
            published=True,
            organisation=organisation,
            **dict.fromkeys(
                ("title", "summary", "description", "plain_summary", "place", "image_alt"), formula
            ),
            image="a" * 32,
        )
        make.partner(entry, state="confirmed", organisation=make.organisation(name=make.words(formula)))
    cells = [cell for one in table(client) for cell in one.values()]
    assert [cell for cell in cells if cell[:1] in "=+-@\t\r＝" and cell != ""] == []
    shown = {one["title"] for one in table(client)}
    # What follows a tab is the beginning of a cell to some programs.
    assert shown == {f"'{formula}" for formula in formulas if formula != "\t=1"} | {"'\t'=1"}


def test_the_columns_are_explained_to_programs_and_people(client, read, hosts, entries):
    for language in ("fi", "sv"):
        told = read(f"entries.csv-metadata.json?lang={language}&delimiter=semicolon")
        address = f"http://localhost:8000{ROOT}entries.csv?delimiter=semicolon&lang={language}"
        assert (told["url"], told["dialect"]["delimiter"], told["dc:language"]) == (address, ";", language)
        names = [column["name"] for column in told["tableSchema"]["columns"]]
        assert names == list(table(client, "?delimiter=semicolon", ";")[0]) == columns.NAMES
    answer = client.get(f"{ROOT}entries.csv?lang=sv")
    answer.getvalue()
    assert answer.headers["Link"] == (
        f"<http://localhost:8000{ROOT}entries.csv-metadata.json?lang=sv>; "
        'rel="describedby"; type="application/csvm+json"'
    )
    assert answer.headers["Content-Disposition"] == 'attachment; filename="entries.csv"'


def test_values_of_a_cell_that_holds_several_can_be_told_apart(client, hosts, campaign):
    entry = make.entry(state="accepted", campaign=campaign, published=True)
    for name in ("Yksi", "Kaksi | kolme"):
        make.partner(entry, state="confirmed", organisation=make.organisation(name=make.words(name)))
    assert table(client)[0]["partners"].split(columns.SEPARATOR) == ["Yksi", "Kaksi ¦ kolme"]


def test_the_dumps_take_the_filters_of_the_gallery(client, hosts, campaign):
    make.entry(state="accepted", campaign=campaign, published=True)
    chosen = make.entry(state="accepted", campaign=campaign, published=True, kind="initiative")
    assert [one["reference"] for one in table(client, "?campaign=koto&kind=initiative")] == [chosen.reference]
    [line] = fetched(client, "entries.jsonl?campaign=koto&kind=initiative").decode().splitlines()
    assert json.loads(line)["reference"] == chosen.reference


def test_parts_that_are_made_later_are_in_the_language_asked_for(client, hosts, campaign):
    make.entry(
        state="accepted",
        campaign=campaign,
        published=True,
        organisation=make.organisation(name=make.words("a", "b")),
    )
    response = client.get(f"{ROOT}entries.csv?lang=sv")
    with translation.override("fi"):
        text = response.getvalue().decode("utf-8-sig")
    [only] = csv.DictReader(io.StringIO(text, newline=""))
    assert only["organisation"] == "b"


def test_an_empty_site_gives_an_empty_table_and_no_lines(client, hosts):
    assert (table(client), fetched(client, "entries.jsonl")) == ([], b"")
