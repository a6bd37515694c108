"""The staff's list of entries, its downloads, and what entries add to other staff screens."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from people import pictures
from people.todo import Todo
from pledges import staff_panels
from pledges.states import State
from tests import make
from tests.pictures import stored, upload
from tests.staff import client_of, number_of_queries, outcome, who_comes_in

pytestmark = pytest.mark.django_db

READERS = {"Screener", "Jury office", "Coordinator", "Data protection officer"}
LIST = "/admin/entries/"


def rows_of_csv(response) -> list[dict]:
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode())))


def download(client, kind, query=""):
    return client.get(f"{LIST}?export={kind}{query}")


# --- the list -----------------------------------------------------------------------------------
def test_readers_of_entries_see_the_list():
    assert who_comes_in(LIST) == READERS
    assert who_comes_in(f"{LIST}results/") == READERS


def test_the_list_holds_what_was_received_and_no_draft(coordinator):
    call = make.campaign()
    received = [
        make.entry(state=state, campaign=call).reference
        for state in (State.SUBMITTED, State.RETURNED, State.ACCEPTED, State.DECLINED, State.WITHDRAWN)
    ]
    make.entry(campaign=call, title="Keskeneräinen")

    shown = coordinator.get(LIST).context["object_list"]

    assert sorted(entry.reference for entry in shown) == sorted(received)
    assert list(coordinator.get(f"{LIST}?q=Keskener").context["object_list"]) == []


def test_the_list_takes_as_many_queries_for_three_as_for_one(coordinator):
    def add():
        entry = make.entry(state=State.SUBMITTED, themes=[])
        entry.themes.add(make.theme(entry.campaign))
        make.partner(entry)

    def queries():
        return [number_of_queries(coordinator, address) for address in (LIST, f"{LIST}?export=csv")]

    add()
    queries()
    one = queries()
    add()
    add()

    assert queries() == one


# --- downloads ----------------------------------------------------------------------------------
def test_readers_of_entries_download_them():
    assert who_comes_in(f"{LIST}?export=csv") == READERS
    assert who_comes_in(f"{LIST}?export=xlsx") == READERS


def test_a_row_says_everything_about_an_entry(coordinator):
    call = make.campaign(reference_prefix="KOTO-2026", title=make.words("Kampanja"))
    entry = make.entry(
        state=State.SUBMITTED,
        campaign=call,
        organisation=make.organisation(name=make.words("Uimaseura"), business_id="1234567-1"),
        title="Uimakoulu",
        themes=[make.theme(call)],
        submitted_at=make.moment("2026-11-16 21:59:59"),
    )
    make.partner(entry, organisation=make.organisation(name=make.words("Espoon kaupunki")))

    assert rows_of_csv(download(coordinator, "csv")) == [
        {
            "Reference number": "KOTO-2026-0001",
            "Kind": "Pledge",
            "State": "Submitted",
            "Title": "Uimakoulu",
            "Summary": entry.summary,
            "Organisation": "Uimaseura",
            "Business ID": "1234567-1",
            "Kind of organisation": "Association or foundation",
            "Campaign": "Kampanja",
            "Themes": "Work",
            "Partners": "Espoon kaupunki (Invited)",
            "Region": "",
            "Municipality": "",
            "Language": "fi",
            "Submitted": "2026-11-16 23:59:59 EET",
            "Contact person": "Maija Malli",
            "E-mail address": "maija.malli@example.org",
        }
    ]


@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "  =1", "＝1+1"])
def test_no_cell_of_a_download_runs_as_a_formula(coordinator, formula):
    make.entry(state=State.SUBMITTED, title=formula)

    (row,) = rows_of_csv(download(coordinator, "csv"))
    sheet = load_workbook(BytesIO(b"".join(download(coordinator, "xlsx").streaming_content))).active
    cell = sheet["D2"]

    assert row["Title"] == f"'{formula}"
    assert (cell.value, cell.data_type) == (formula, "s")


def test_a_download_follows_the_filters_and_is_logged(coordinator):
    wanted = make.entry(state=State.ACCEPTED)
    make.entry(state=State.SUBMITTED)

    rows = rows_of_csv(download(coordinator, "csv", "&state=accepted"))

    assert [row["Reference number"] for row in rows] == [wanted.reference]
    logged = ModelLogEntry.objects.get(action="people.export")
    assert logged.data == {"list": "entries", "format": "csv", "rows": 1}


# --- the first screen and the overview ----------------------------------------------------------
def to_do(collect, role, rf) -> list[Todo]:
    request = rf.get("/admin/")
    request.user = make.user(role=role)
    with translation.override("en"):
        return collect(request)


def test_screeners_are_told_how_many_wait(rf):
    make.entry(state=State.SUBMITTED)
    make.entry(state=State.SUBMITTED)
    make.entry(state=State.ACCEPTED)
    expected = Todo("2 entries wait for screening", "/admin/screening/", "Screen", order=10)

    assert to_do(staff_panels.screening_to_do, "Screener", rf) == [expected]
    assert to_do(staff_panels.screening_to_do, "Coordinator", rf) == [expected]
    assert to_do(staff_panels.screening_to_do, "Juror", rf) == []


def test_nobody_is_sent_to_an_empty_queue(rf):
    assert to_do(staff_panels.screening_to_do, "Screener", rf) == []


def test_coordinators_are_told_how_many_drafts_there_are(rf):
    call = make.campaign(title=make.words("Kampanja"))
    make.entry(campaign=call)
    address = f"/admin/campaigns/inspect/{call.pk}/"
    expected = Todo("Kampanja: 1 draft is not sent in yet", address, "Overview", order=60)

    assert to_do(staff_panels.drafts_to_know_of, "Coordinator", rf) == [expected]
    assert to_do(staff_panels.drafts_to_know_of, "Screener", rf) == []


def test_the_overview_counts_entries_by_state_and_kind():
    call = make.campaign()
    make.entry(campaign=call)
    make.entry(campaign=call, state=State.SUBMITTED)
    make.entry(campaign=call, state=State.SUBMITTED, kind="initiative")
    make.entry(state=State.SUBMITTED)

    with translation.override("en"):
        shown = staff_panels.EntriesPanel(call).get_context_data({})
        rows = {str(row["state"]): (row["numbers"], row["link"]) for row in shown["rows"] if row["together"]}

    assert rows == {
        "Draft": ([1, 0], ""),
        "Submitted": ([1, 1], f"/admin/entries/?campaign={call.pk}&state=submitted"),
    }
    assert shown["waiting"] == 2


# --- the picture --------------------------------------------------------------------------------
@pytest.fixture
def pictured():
    return make.entry(state=State.SUBMITTED, image=pictures.store(upload()), image_alt="Uimareita")


def picture_of(entry, width=480):
    return reverse("entries:picture", args=[entry.pk, width])


def test_readers_see_the_picture_before_anybody_permits_publishing(pictured):
    response = client_of("Screener").get(picture_of(pictured))

    assert (response["Content-Type"], b"".join(response.streaming_content)) == (
        "image/webp",
        stored(pictured.image),
    )
    assert outcome(response) == "came in"
    assert who_comes_in(picture_of(pictured)) == READERS


def test_there_is_no_picture_of_a_draft_of_another_width_or_where_none_was_sent(coordinator, pictured):
    draft, bare = make.entry(image=pictured.image), make.entry(state=State.SUBMITTED)
    addresses = [picture_of(draft), picture_of(bare), picture_of(pictured, 481)]

    assert [coordinator.get(address).status_code for address in addresses] == [404, 404, 404]


def test_a_picture_whose_file_is_gone_is_not_found(coordinator, pictured):
    pictures.remove(pictured.image)

    assert coordinator.get(picture_of(pictured)).status_code == 404
