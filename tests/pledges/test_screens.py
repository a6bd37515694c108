"""The submitter's and the partner's screens in a real browser: at both widths, for everybody, to the end."""

from contextlib import contextmanager

import pytest

from people.models import Organisation, Purpose
from pledges import actions
from pledges.models import Entry, Partner
from tests import make, pictures
from tests.addresses import english

WIDTHS = (1280, 390)


@pytest.fixture
def author(db):
    return make.user("maija@example.org", first_name="Maija", last_name="Malli", language="en")


@pytest.fixture
def call(db):
    made = make.campaign(slug="kampanja")
    make.theme(made)
    make.target_group(made)
    make.question(made, required=True, label=make.words("Mitä uutta?"), help_text=make.words("Kerro."))
    for purpose in Purpose:
        make.consent_text(purpose)
    return made


@pytest.fixture
def tab(page, client, author):
    page.sign_in(client, author)
    return page


def look(tab, address: str) -> list:
    """What is wrong with a screen: to axe on a phone, and what does not fit at either width."""
    found = []
    for width in WIDTHS:
        tab.open(address, width=width)
        found += [f"scrolls sideways at {width}"] if tab.scrolls_sideways() else []
    return found + tab.axe_violations()


@contextmanager
def next_page(tab):
    """Wait until the page that an action asks for is there."""
    tab.evaluate("document.documentElement.dataset.old = ''")
    yield
    tab.locator("html:not([data-old])").wait_for()
    tab.wait_for_load_state()


def press(tab, button: str):
    with next_page(tab):
        tab.get_by_role("button", name=button).click()


@pytest.mark.parametrize("step", ["about", "partners", "details", "permissions", "check"])
def test_every_step_is_accessible_and_fits_the_phone(tab, author, call, step):
    entry = make.entry(author=author, campaign=call, summary="x" * 300)
    make.partner(entry)
    make.partner(entry, state="confirmed")
    assert look(tab, english("pledges:edit", entry.uuid, step)) == []


@pytest.mark.parametrize("state", ["draft", "returned", "accepted", "withdrawn"])
def test_the_entrys_own_page_is_accessible_and_fits_the_phone(tab, author, call, state):
    entry = make.entry(author=author, campaign=call, state=state, published=state == "accepted")
    assert look(tab, english("pledges:entry_status", entry.uuid)) == []


def test_the_other_screens_are_accessible_and_fit_the_phone(tab, author, call):
    entry = make.entry(author=author, campaign=call, title="Sanahirviö" * 12)
    closed = make.campaign(slug="mennyt", **make.closed())
    late = make.entry(author=author, campaign=closed)
    addresses = [
        english("pledges:my_entries"),
        english("pledges:start", "kampanja"),
        english("pledges:start", "mennyt"),
        english("pledges:edit", late.uuid, "check"),
        english("pledges:withdraw", entry.uuid),
        english("organisation", entry.organisation.uuid),
        english("pledges:partner_answer", make.partner(entry).key),
        english("pledges:partner_answer", "00000000-0000-0000-0000-000000000000"),
        english("pledges:partner_thanks", "confirm"),
        english("account"),
        english("my_data"),
        english("erase_me"),
    ]
    assert {address: faults for address in addresses if (faults := look(tab, address))} == {}


def test_errors_and_conflicts_are_accessible_and_take_the_focus(tab, author, call):
    entry = make.entry(author=author, campaign=call)
    tab.open(english("pledges:edit", entry.uuid, "about"), width=390)
    tab.locator("#id_title").fill("ä" * 121)
    press(tab, "Save and continue")
    assert tab.evaluate("document.activeElement.className") == "notice danger error-summary"
    assert tab.axe_violations() == []
    tab.get_by_role("link", name="Title: Ensure").click()
    assert tab.evaluate("location.hash") == "#id_title"

    actions.save_draft(entry, entry.version, {"title": "Nopean"}, by=author)
    tab.locator("#id_title").fill("Hitaan")
    press(tab, "Save and continue")
    assert tab.evaluate("document.activeElement.innerText").startswith("Somebody saved this page")
    assert tab.looked_at("differences", *WIDTHS) == []
    tab.get_by_role("group", name="Title").get_by_label("Mine").check()
    press(tab, "Save what I chose")
    assert Entry.objects.get(pk=entry.pk).title == "Hitaan"


def test_from_nothing_to_a_receipt(tab, author, call, tmp_path):
    (tmp_path / "kuva.jpg").write_bytes(pictures.encoded())
    tab.open(english("pledges:my_entries"))
    with next_page(tab):
        tab.get_by_role("link", name="Begin a new entry").click()
    tab.get_by_label("Initiative").check()
    tab.get_by_label("Name of the organisation").fill("Naapurit ry")
    tab.get_by_label("Kind of organisation").select_option("association")
    press(tab, "Begin to write")

    tab.locator("#id_title").fill("Kielikahvila")
    with next_page(tab):
        tab.locator("#id_title").press("Enter")  # saves and stays
    assert tab.locator("#id_title").input_value() == "Kielikahvila"
    tab.locator("#id_summary").fill("Kahvia ja kieliä.")
    tab.locator("#id_description").fill("Joka torstai.\n\nKaikille.")
    tab.get_by_label("Work").check()
    tab.get_by_label("Picture", exact=False).first.set_input_files(tmp_path / "kuva.jpg")
    tab.get_by_label("What the picture shows").fill("Kuppi")
    press(tab, "Goals and questions")  # a line of the progress list saves too

    tab.get_by_label("Mitä uutta?").fill("Kaikki.")
    press(tab, "Save and continue")
    tab.get_by_label("Saa julkaista").first.check()
    press(tab, "Save and continue")
    press(tab, "Send the initiative")

    entry = Entry.objects.get(organisation__representatives__user=author)
    assert (entry.state, entry.title, entry.description, bool(entry.image), str(entry.organisation)) == (
        "submitted",
        "Kielikahvila",
        "Joka torstai.\n\nKaikille.",
        True,
        "Naapurit ry",
    )
    assert tab.get_by_text(entry.reference, exact=True).is_visible()
    assert tab.get_by_text(entry.submissions.get().digest).is_visible()


def test_a_partner_answers_in_its_browser_without_an_account(page, author, call):
    partner = make.partner(make.entry(author=author, campaign=call))
    page.open(english("pledges:partner_answer", partner.key), width=390)
    page.get_by_role("textbox", name="Role", exact=True).fill("Keittiö")
    press(page, "Confirm")
    assert page.get_by_role("heading", name="Thank you: you are a partner").is_visible()
    partner.refresh_from_db()
    assert (partner.state, partner.role) == ("corrected", "Keittiö")
    assert page.context.cookies() == []


def test_the_steps_work_by_keyboard_alone(tab, author, call):
    entry = make.entry(author=author, campaign=call, title="")
    tab.open(english("pledges:edit", entry.uuid, "about"))
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.id") == "id_title":
            break
    tab.keyboard.type("Näppäimillä")
    with next_page(tab):
        tab.keyboard.press("Enter")
    assert Entry.objects.get(pk=entry.pk).title == "Näppäimillä"


def test_screens_hold_where_no_organisation_exists_yet(page, client, call):
    page.sign_in(client, make.user())
    assert look(page, english("pledges:start", "kampanja")) + look(page, english("pledges:my_entries")) == []
    assert (Organisation.objects.count(), Partner.objects.count()) == (1, 0)


def test_a_step_saves_itself_while_somebody_types_and_a_press_does_not_collide_with_it(tab, author, call):
    entry = make.entry(author=author, campaign=call)
    tab.open(english("pledges:edit", entry.uuid, "about"))
    tab.locator("#id_summary").fill("Tallentuu itsestään.")
    for _ in range(100):
        tab.wait_for_timeout(100)
        if tab.locator("[name=version]").input_value() == "2":
            break
    assert Entry.objects.get(pk=entry.pk).summary == "Tallentuu itsestään."
    assert tab.locator("[data-autosave-status]").inner_text().startswith("Saved ")
    tab.locator("#id_summary").fill("Ja napista.")
    press(tab, "Save and continue")
    assert Entry.objects.get(pk=entry.pk).summary == "Ja napista."
