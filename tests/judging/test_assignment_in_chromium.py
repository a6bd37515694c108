"""The office shares entries in a real browser: on a phone without script, and as axe sees it."""

import pytest
from playwright.sync_api import expect

from judging.models import ApartRule, Assignment
from tests import make


@pytest.fixture
def jury(panel, campaign, office):
    names = ("Aino Aalto", "Berit Björklund", "Carl-Gustaf Christiernsson", "Dilnoza Davronova")
    people = [
        make.user(role="Juror", first_name=name.split()[0], last_name=name.split()[1]) for name in names
    ]
    jurors = [make.juror(panel, person, languages=["fi"]) for person in people]
    jurors[0].most_entries = 2
    jurors[0].save()
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(5)]
    entries.append(make.entry(state="accepted", campaign=campaign, language="sv"))
    make.assignment(jurors[1], entries[0])
    make.partner(entries[0], state="confirmed", organisation=make.organisation(people=[jurors[1].user]))
    make.apart(jurors[2], jurors[3])
    make.needed(jurors[0], entry=entries[1])
    office.language = "en"
    office.save()
    return jurors


def sign_in(client, office):
    client.force_login(office)
    client.cookies["django_language"] = "en"


def test_every_screen_of_assignment_is_accessible_and_fits_a_phone(page, client, panel, jury, office):
    sign_in(client, office)
    page.sign_in(client, office)
    seen = {}
    for place in ("", "automatic/", "file/", "rules/"):
        page.open(f"/admin/judging/assignments/{panel.pk}/{place}")
        seen[place] = page.looked_at(f"assignment-{place.strip('/') or 'table'}", 1280, 390)
    page.open(f"/admin/judging/assignments/{panel.pk}/automatic/")
    page.get_by_role("button", name="See the plan").click()
    expect(page.get_by_role("heading", name="Entries of each juror")).to_be_visible()
    seen["plan"] = page.looked_at("assignment-plan", 1280, 390)
    page.open(f"/admin/judging/assignments/{panel.pk}/file/")
    wrong = b"reference,juror_email\nKOTO-0,kuka@example.org\n"
    page.get_by_label("CSV file").set_input_files(
        {"name": "plan.csv", "mimeType": "text/csv", "buffer": wrong}
    )
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("1 row is wrong")).to_be_visible()
    seen["wrong file"] = page.looked_at("assignment-wrong-file", 1280, 390)
    assert seen == {key: [] for key in ("", "automatic/", "file/", "rules/", "plan", "wrong file")}


def test_on_a_phone_each_entry_is_a_block_with_a_line_for_each_juror(plain, client, panel, jury, office):
    plain.sign_in(client, office)
    plain.open(f"/admin/judging/assignments/{panel.pk}/", width=390)
    first = plain.locator(".judging-grid tbody tr").first
    assert plain.locator(".judging-scroll").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert first.locator("td").evaluate_all("cells => cells.slice(1).map((cell) => cell.dataset.label)") == [
        str(juror) for juror in panel.jurors.all()
    ]


def test_a_plan_is_asked_for_and_applied_on_a_phone_without_script(plain, client, panel, jury, office):
    sign_in(client, office)
    plain.sign_in(client, office)
    plain.open(f"/admin/judging/assignments/{panel.pk}/rules/", width=390)
    plain.get_by_role("button", name="Remove").first.click()
    plain.open(f"/admin/judging/assignments/{panel.pk}/", width=390)
    plain.get_by_role("link", name="Assign automatically").click()
    plain.get_by_label("Jurors per entry").fill("1")
    plain.get_by_role("button", name="See the plan").click()
    plain.get_by_role("button", name="Apply this plan").click()
    expect(plain.get_by_text("Saved: 5 added, 1 removed.")).to_be_visible()
    assert (Assignment.objects.count(), ApartRule.objects.count()) == (5, 0)
