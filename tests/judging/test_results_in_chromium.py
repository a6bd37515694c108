"""The results of a round in a real browser: as axe sees them, on a phone, from right to left, on paper."""

import pytest
from playwright.sync_api import expect

from judging.models import MeetingNote
from tests import make


@pytest.fixture
def jury(panel, campaign, office):
    names = ("Aino Aalto", "Berit Björklund", "Carl-Gustaf Christiernsson", "Dilnoza Davronova")
    people = [
        make.user(role="Juror", first_name=name.split()[0], last_name=name.split()[1]) for name in names
    ]
    jurors = [make.juror(panel, person) for person in people]
    titles = ("Kirjasto iltaisin", "Yhteinen puutarha, jossa kaikki oppivat suomea toisiltaan", "Kuoro")
    entries = [
        make.entry(state="accepted", campaign=campaign, title=titles[number % 3]) for number in range(9)
    ]
    for place, entry in enumerate(entries):
        for turn in range(3):
            given = make.assignment(jurors[(place + turn) % 4], entry)
            levels = (3 - place // 3, 0 if turn == 2 and place == 4 else 2)
            make.ballot(given, *levels, comment="Selkeä, mutta kuka maksaa?" if not turn else "")
    conflicted = make.organisation(people=[jurors[0].user])
    for entry in (entries[2], entries[5]):
        make.partner(entry, organisation=conflicted)
    office.language = "en"
    office.save()
    return entries


def test_every_screen_is_accessible_and_fits_a_phone_in_both_directions(page, client, panel, jury, office):
    client.force_login(office)
    client.cookies["django_language"] = "en"
    page.sign_in(client, office)
    rounds = f"/admin/judging/rounds/{panel.round_id}"
    addresses = {
        "ranking": f"/admin/judging/ranking/{panel.campaign.slug}/",
        "disagreement": f"{rounds}/disagreement/",
        "strictness": f"{rounds}/strictness/",
        "discussion": f"{rounds}/discussion/?top=4",
        "note": f"{rounds}/entries/{jury[0].pk}/note/",
        "method": "/admin/judging/method/",
    }
    seen = {}
    for name, address in addresses.items():
        page.open(address)
        for more in page.get_by_role("group").locator("summary").all()[:1]:
            more.click()
        seen[name] = page.looked_at(name, 1280, 390, ways=("ltr", "rtl"))
    assert seen == {key: [] for key in addresses}
    page.open(addresses["discussion"])
    page.emulate_media(media="print")
    page.screenshot("discussion-on-paper")
    assert (page.get_by_role("button", name="Show").is_visible(), page.scrolls_sideways()) == (False, False)
    assert page.faults == []


def test_a_note_is_written_in_the_meeting_without_script(plain, client, panel, jury, office):
    client.cookies["django_language"] = "en"
    plain.sign_in(client, office)
    plain.open(f"/admin/judging/rounds/{panel.round_id}/discussion/?top=4", width=390)
    plain.get_by_text("Write a note").first.click()
    box = plain.get_by_label("Note").first.bounding_box()
    assert box["x"] + box["width"] <= 390
    plain.get_by_label("Note").first.fill("Ansvaret är oklart")
    plain.get_by_role("button", name="Keep the note").first.click()
    expect(plain.get_by_text("Ansvaret är oklart")).to_be_visible()
    assert [(note.text, note.by) for note in MeetingNote.objects.all()] == [("Ansvaret är oklart", office)]
