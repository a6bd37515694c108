"""The script that saves while somebody types, in a real browser: nothing typed is ever lost."""

import time

import pytest

from people.models import Letter
from pledges import actions
from pledges.models import Entry
from tests import make
from tests.addresses import english
from tests.pledges.test_screens import next_page, press

COPIES = "Object.keys(localStorage).filter(key => key.startsWith('lupaus:')).length"


@pytest.fixture
def author(db):
    return make.user("maija@example.org", language="en")


@pytest.fixture
def entry(author):
    return make.entry(author=author, language="fi", title="Vanha", summary="Vanha tiivistelmä")


@pytest.fixture
def tab(page, client, author, entry):
    page.sign_in(client, author)
    page.open(address(entry))
    return page


def address(entry, step="about") -> str:
    return english("pledges:edit", entry.uuid, step)


def write(tab, words, field="summary"):
    tab.locator(f"#id_{field}").fill(words)


def until(tab, says, *, seconds=20):
    """Wait until something is so; the browser goes on meanwhile."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if says():
            return True
        tab.wait_for_timeout(100)
    return says()


def is_saved(tab, words, field="summary", step="about"):
    """In the database, and the browser needs its copy no more."""
    saved = until(tab, lambda: getattr(Entry.objects.get(), field) == words)
    return saved and until(tab, lambda: tab.evaluate(COPIES) == 0)


def notice(tab, what):
    return tab.locator(f"[data-autosave-says={what}]")


def status(tab) -> str:
    return tab.locator("[data-autosave-status]").inner_text()


# --- without a connection -------------------------------------------------------------------------
def test_what_is_typed_offline_is_saved_when_the_connection_is_back(tab):
    tab.context.set_offline(True)
    write(tab, "Junassa kirjoitettu")
    notice(tab, "offline").wait_for()
    assert (status(tab), tab.evaluate(COPIES)) == ("Not saved yet", 1)
    write(tab, "Junassa kirjoitettu ja korjattu")
    press_offline(tab)
    tab.context.set_offline(False)
    assert is_saved(tab, "Junassa kirjoitettu ja korjattu")
    assert until(tab, lambda: status(tab).startswith("Saved "))
    assert notice(tab, "offline").is_hidden()


def press_offline(tab):
    """A press of Save does not lead away to a page that says that there is no connection."""
    tab.get_by_role("button", name="Save and stay").click()
    tab.wait_for_timeout(300)
    assert tab.locator("#id_summary").is_visible()


def test_what_was_typed_in_a_tab_that_died_offline_is_back_when_the_step_is_opened_again(tab, entry):
    tab.context.set_offline(True)
    write(tab, "Kaatunut selain")
    tab.locator("#id_title_sv").evaluate("field => (field.closest('details').open = true)")
    write(tab, "Svensk titel", "title_sv")
    notice(tab, "offline").wait_for()
    fresh = tab.context.new_page()
    tab.page.close()
    tab.context.set_offline(False)
    fresh.wait_for_timeout(500)  # whatever the tab sent as its last words arrives now, or never
    fresh.goto(tab.site + address(entry))
    assert until(fresh, lambda: fresh.locator("#id_summary").input_value() == "Kaatunut selain")
    assert until(fresh, lambda: Entry.objects.get().summary == "Kaatunut selain")
    assert until(fresh, lambda: fresh.evaluate(COPIES) == 0)
    assert entry.translations.get().title == "Svensk titel"


def test_a_server_that_stumbles_is_asked_again(tab):
    answers = iter([503, 500])

    def stumble(route):
        code = next(answers, None) if route.request.method == "POST" else None
        return route.fulfill(status=code, body="") if code else route.fallback()

    tab.page.route("**/edit/**", stumble)
    write(tab, "Kolmas kerta")
    assert is_saved(tab, "Kolmas kerta")


def test_an_answer_that_is_lost_on_its_way_makes_no_conflict_with_oneself(tab):
    lost = iter([True])

    def lose(route):
        if route.request.method == "POST" and next(lost, False):
            route.fetch()
            return route.abort()
        return route.fallback()

    tab.page.route("**/edit/**", lose)
    write(tab, "Perille asti")
    assert until(tab, lambda: Entry.objects.get().version == 2)
    write(tab, "Perille asti ja pitemmälle")
    assert is_saved(tab, "Perille asti ja pitemmälle")
    assert notice(tab, "stale").is_hidden()


# --- signed out ---------------------------------------------------------------------------------
def end_session(tab):
    kept = [cookie for cookie in tab.context.cookies() if cookie["name"] != "sessionid"]
    tab.context.clear_cookies()
    tab.context.add_cookies(kept)


def test_one_click_leads_from_an_ended_session_back_to_the_step_with_the_text(tab, entry, author):
    end_session(tab)
    write(tab, "Pitkä työ")
    notice(tab, "signed-out").wait_for()
    write(tab, "Pitkä työ, jota jatkettiin")
    with next_page(tab):
        tab.get_by_role("link", name="Sign in and go on").click()
    tab.get_by_label("E-mail address").fill(author.email)
    press(tab, "Send me a code")
    tab.get_by_label("Code").fill(Letter.objects.latest("pk").subject.split()[-1])
    press(tab, "Continue")
    assert tab.url == tab.site + address(entry)
    assert tab.locator("#id_summary").input_value() == "Pitkä työ, jota jatkettiin"
    assert is_saved(tab, "Pitkä työ, jota jatkettiin")


def test_signing_in_in_another_tab_is_enough(tab, client, author):
    end_session(tab)
    write(tab, "Kaksi välilehteä")
    notice(tab, "signed-out").wait_for()
    other = tab.context.new_page()
    other.goto(f"{tab.site}{english('account_login')}")
    other.get_by_label("E-mail address").fill(author.email)
    other.get_by_role("button", name="Send me a code").click()
    other.get_by_label("Code").fill(Letter.objects.latest("pk").subject.split()[-1])
    other.get_by_role("button", name="Continue").click()
    other.get_by_role("heading", name="My entries").wait_for()
    write(tab, "Kaksi välilehteä ja uusi istunto")
    assert is_saved(tab, "Kaksi välilehteä ja uusi istunto")
    assert notice(tab, "signed-out").is_hidden()


# --- two writers ----------------------------------------------------------------------------------
def test_when_somebody_else_has_saved_it_stops_and_leads_to_both_texts(tab, entry):
    actions.save_draft(entry, entry.version, {"summary": "Heidän"}, by=None)
    write(tab, "Minun")
    notice(tab, "stale").wait_for()
    write(tab, "Minun, jatkettu")
    tab.wait_for_timeout(2500)
    assert (Entry.objects.get().summary, tab.evaluate(COPIES)) == ("Heidän", 1)
    with next_page(tab):
        tab.get_by_role("button", name="Compare the two").click()
    tab.get_by_role("group", name="Summary").get_by_label("Mine").check()
    press(tab, "Save what I chose")
    assert is_saved(tab, "Minun, jatkettu")
    assert notice(tab, "restored").is_hidden()


def test_an_entry_that_was_sent_meanwhile_shows_what_was_typed(tab, entry, author):
    actions.submit(entry, by=author)
    write(tab, "Myöhässä")
    notice(tab, "stale").wait_for()
    with next_page(tab):
        tab.get_by_role("button", name="Compare the two").click()
    assert tab.get_by_text("Myöhässä").is_visible()
    assert Entry.objects.get().summary == "Vanha tiivistelmä"


# --- what it saves and says -------------------------------------------------------------------
def test_leaving_the_page_at_once_saves_what_was_just_typed(tab, entry):
    write(tab, "Viime hetkellä")
    tab.get_by_role("link", name="My entries", exact=True).first.click()
    assert until(tab, lambda: Entry.objects.get().summary == "Viime hetkellä")
    tab.open(address(entry))
    assert (tab.locator("#id_summary").input_value(), tab.evaluate(COPIES)) == ("Viime hetkellä", 0)


def test_a_press_of_the_button_needs_no_copy_afterwards(tab):
    write(tab, "Napista")
    press(tab, "Save and stay")
    assert is_saved(tab, "Napista")


def test_what_cannot_be_saved_as_it_is_says_which_field_to_check_and_is_kept(tab):
    write(tab, "x" * 401)
    assert until(tab, lambda: status(tab) == "Not saved yet. Please check: Summary")
    assert tab.locator(".saved").count() == 0  # what is not saved does not look as if it were
    assert tab.evaluate(COPIES) == 1
    assert tab.locator("#id_summary_limit").inner_text() == "Too many characters: 1"
    write(tab, " a\u0308\U0001f469 ")
    assert until(tab, lambda: tab.locator("#id_summary_limit").inner_text() == "Characters left: 398")
    assert is_saved(tab, "\u00e4\U0001f469")
    assert tab.locator(".saved").count() == 1


def test_personal_data_in_a_public_text_is_pointed_out_while_somebody_types(tab):
    write(tab, "Soita 040 123 4567")
    hint = tab.locator("#id_summary_hint")
    hint.wait_for()
    assert hint.inner_text() == (
        "This text mentions: phone number 040 123 4567. Everybody will be able to read that."
    )
    write(tab, "Soita meille")
    hint.wait_for(state="hidden")


def test_measures_save_themselves_once_however_often(tab, entry):
    tab.open(address(entry, "details"))
    write(tab, "Työpaikat", "measure-0-label")
    assert until(tab, lambda: [one.label for one in entry.measures.all()] == ["Työpaikat"])
    write(tab, "24", "measure-0-target")
    assert until(tab, lambda: [one.target for one in entry.measures.all()] == [24])
    press(tab, "Add another measure")
    assert tab.locator("fieldset.measure-row").count() == 2
    write(tab, "Kurssit", "measure-1-label")
    press(tab, "Remove measure 1")
    assert [one.label for one in entry.measures.all()] == ["Kurssit"]


@pytest.mark.parametrize("what", ["offline", "signed-out", "stale", "restored"])
def test_what_it_has_to_say_is_accessible_and_fits_the_phone(tab, what):
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        notice(tab, what).evaluate("place => (place.hidden = false)")
        tab.screenshot(f"autosave-{what}-{width}")
        assert (tab.axe_violations(), tab.scrolls_sideways()) == ([], False)
