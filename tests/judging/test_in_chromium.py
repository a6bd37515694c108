"""A juror's evening in a real browser: with the keyboard alone, on a phone without script, offline."""

import re

import pytest
from playwright.sync_api import expect

from campaign.lifecycle import move
from judging import actions
from judging.models import Ballot, Criterion
from pledges.models import Entry
from tests import make
from tests.pledges.test_autosave import COPIES, end_session, notice, until

LIST = "/admin/judging/"
MEANINGS = {
    "fi": "Hakemuksesta näkee, mitä muuttuu ja kenelle, ja se on uskottavaa.",
    "sv": "Av bidraget framgår vad som förändras och för vem, och det är trovärdigt.",
    "en": "The entry shows what will change and for whom, and it is believable.",
}


@pytest.fixture
def two(juror, campaign):
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(2)]
    return [make.assignment(juror, entry) for entry in entries]


def ballots() -> list[tuple]:
    stored = Ballot.objects.order_by("pk")
    return [(sorted(b.scores.values_list("level", flat=True)), b.comment, b.is_final) for b in stored]


def sign_in(client, user, language="en"):
    user.language = language
    user.save()
    client.force_login(user)
    client.cookies["django_language"] = language


@pytest.fixture
def tab(page, client, juror, two):
    sign_in(client, juror.user)
    page.sign_in(client, juror.user)
    page.open(LIST)
    return page


def status(tab) -> str:
    return tab.locator("[data-autosave-status]").inner_text()


# --- by keyboard --------------------------------------------------------------------------------
def test_an_evening_needs_no_mouse(tab):
    tab.get_by_role("link", name="Begin scoring").press("Enter")
    tab.get_by_role("radio", name="Not answered").first.focus()
    tab.keyboard.press("ArrowUp")  # the highest level
    tab.keyboard.press("Tab")  # the next criterion, where "not answered" stands
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("Tab")  # private notes
    tab.keyboard.press("Tab")
    tab.keyboard.type("Selkeä")
    tab.keyboard.press("Tab")  # feedback
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("final ballot saved.")).to_be_visible()
    assert ballots() == [([2, 3], "Selkeä", True)]
    assert re.search(r"/admin/judging/score/\d+/$", tab.url)


def test_numbers_choose_levels_and_one_shortcut_saves_and_goes_on(tab):
    tab.get_by_role("link", name="Begin scoring").press("Enter")
    first = tab.url
    tab.get_by_role("radio", name="Not answered").first.focus()
    tab.keyboard.press("3")
    tab.keyboard.press("Tab")
    tab.keyboard.press("1")
    tab.keyboard.press("9")  # no such level
    tab.get_by_label("This ballot is final").check()
    tab.get_by_label("Comment to the jury").focus()
    tab.keyboard.type("10 nuorta, 3 kuntaa")
    tab.keyboard.press("Control+Enter")
    expect(tab.get_by_text("final ballot saved.")).to_be_visible()
    assert (ballots(), tab.url == first) == ([([1, 3], "10 nuorta, 3 kuntaa", True)], False)
    tab.keyboard.press("Escape")
    tab.get_by_role("radio", name="Not answered").first.focus()
    for key in ("0", "Tab", "Tab", "2"):  # past one's earlier scores on the first criterion
        tab.keyboard.press(key)
    tab.get_by_label("This ballot is final").check()
    tab.keyboard.press("Control+Enter")
    expect(tab.get_by_text("You have scored all your entries.")).to_be_visible()
    assert ballots()[1:] == [([0, 2], "", True)]


def test_the_keys_are_explained_where_they_work(tab):
    tab.get_by_role("link", name="Begin scoring").press("Enter")
    tab.wait_for_url("**/score/**")  # to the end, where scripts have taken the keys over
    tab.get_by_text("Scoring by keyboard").press("Enter")
    expect(tab.get_by_text("save and go to the next entry, also while you write")).to_be_visible()


# --- without script -----------------------------------------------------------------------------
@pytest.fixture
def phone(plain, client, juror, two):
    sign_in(client, juror.user)
    plain.sign_in(client, juror.user)
    plain.open(LIST, width=390)
    return plain


def test_a_juror_scores_on_a_phone_without_script(phone):
    phone.get_by_role("link", name="Begin scoring").click()
    assert phone.get_by_text("Scoring by keyboard").is_hidden()
    phone.get_by_text("Erinomainen").first.click()
    phone.get_by_label("Comment to the jury").fill("Ilman skriptiä")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_text("Total 100.0")).to_be_visible()
    assert ballots() == [([3], "Ilman skriptiä", False)]
    phone.get_by_text("Kohtalainen").nth(1).click()
    phone.get_by_label("This ballot is final").check()
    phone.get_by_role("button", name="Save and next").click()
    phone.locator("summary", has_text="Your earlier scores").first.click()
    expect(phone.get_by_role("term").filter(has_text="Erinomainen")).to_be_visible()
    assert ballots() == [([1, 3], "Ilman skriptiä", True)]


def test_on_a_phone_a_ballot_that_is_not_finished_says_so_at_once(phone):
    phone.get_by_role("link", name="Begin scoring").click()
    phone.get_by_label("This ballot is final").check()
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_text("The ballot is not final yet.")).to_be_in_viewport()
    expect(phone.get_by_text("Answer at least one criterion")).to_have_count(2)
    phone.get_by_role("link", name="This ballot is final:").click()
    expect(phone.get_by_label("This ballot is final")).to_be_in_viewport()
    assert ballots() == [([], "", False)]


def test_after_a_message_the_button_of_the_menu_covers_nothing_of_the_ballot(tab):
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.get_by_role("link", name="Begin scoring").click()
    tab.get_by_role("button", name="Save and next").click()
    expect(tab.get_by_text("draft saved.")).to_be_visible()
    assert tab.get_by_role("button", name="Toggle sidebar").bounding_box()["y"] == 0


def test_without_script_a_change_of_the_entry_is_read_and_confirmed(phone, two, live_server):
    make.ballot(two[0], 2, 2)
    change(two[0].entry)
    phone.reload()
    phone.get_by_role("row").filter(has_text="Changed since you judged it").get_by_role("link").first.click()
    expect(phone.get_by_role("heading", name="The entry has changed since you judged it")).to_be_visible()
    phone.get_by_role("button", name="I have read the change").click()
    expect(phone.get_by_role("heading", name="The entry has changed since you judged it")).to_be_hidden()
    assert Ballot.objects.get().submission.number == 2


def change(entry):
    entry.refresh_from_db()
    move(entry, "returned", by=None)
    summary = "Palkkaamme sata nuorta ja kymmenen ohjaajaa kahdessa kunnassa."
    Entry.objects.filter(pk=entry.pk).update(summary=summary)
    entry.refresh_from_db()
    make.submission(entry)
    move(entry, "accepted", by=None)


# --- saved while somebody types -------------------------------------------------------------------
@pytest.fixture
def ballot(tab):
    tab.get_by_role("link", name="Begin scoring").click()
    tab.get_by_label("Comment to the jury").wait_for()
    return tab


def is_saved(tab, comment) -> bool:
    saved = until(tab, lambda: Ballot.objects.filter(comment=comment).exists())
    return saved and until(tab, lambda: tab.evaluate(COPIES) == 0)


def write(tab, words):
    tab.get_by_label("Comment to the jury").fill(words)


def test_what_is_chosen_and_typed_saves_itself(ballot):
    ballot.get_by_text("Erinomainen").first.click()
    write(ballot, "Itsestään")
    assert is_saved(ballot, "Itsestään")
    assert until(ballot, lambda: re.match(r"Saved \d\d:\d\d – draft", status(ballot)))
    expect(ballot.get_by_text("Total 100.0 of 100 – answered weight 1 of 2")).to_be_visible()
    assert ballots() == [([3], "Itsestään", False)]


def test_what_is_typed_offline_is_saved_when_the_connection_is_back(ballot):
    ballot.context.set_offline(True)
    write(ballot, "Junassa")
    notice(ballot, "offline").wait_for()
    assert (status(ballot), ballot.evaluate(COPIES)) == ("Not saved yet", 1)
    ballot.context.set_offline(False)
    assert is_saved(ballot, "Junassa")
    assert notice(ballot, "offline").is_hidden()


def test_a_session_that_ends_loses_nothing(ballot, client, juror):
    end_session(ballot)
    write(ballot, "Pitkä työ")
    notice(ballot, "signed-out").wait_for()
    assert (
        ballot.get_by_role("link", name="Sign in and go on")
        .get_attribute("href")
        .endswith(f"?next={ballot.url.removeprefix(ballot.site)}")
    )
    client.logout()
    ballot.sign_in(client, juror.user)
    ballot.reload()
    assert ballot.get_by_label("Comment to the jury").input_value() == "Pitkä työ"
    assert is_saved(ballot, "Pitkä työ")


def test_another_window_stops_it_and_both_are_shown(ballot, two):
    pk = int(ballot.url.rstrip("/").rsplit("/", 1)[1])
    assignment = next(one for one in two if one.pk == pk)
    actions.cast(assignment, {}, comment="Toinen ikkuna", final=False, version=0, by=None)
    write(ballot, "Tämä ikkuna")
    notice(ballot, "stale").wait_for()
    ballot.get_by_role("button", name="Save", exact=True).click()
    expect(ballot.get_by_role("row", name="Comment to the jury")).to_contain_text("Toinen ikkuna")
    assert ballot.get_by_label("Comment to the jury").input_value() == "Tämä ikkuna"
    write(ballot, "Tämä ikkuna, jatkettu")
    ballot.wait_for_timeout(2500)
    assert Ballot.objects.get().comment == "Toinen ikkuna"  # only a press replaces it
    ballot.get_by_role("button", name="Save", exact=True).click()
    assert is_saved(ballot, "Tämä ikkuna, jatkettu")


def test_a_press_of_the_button_needs_no_copy_afterwards(ballot):
    write(ballot, "Napista")
    ballot.get_by_role("button", name="Save and next").click()
    expect(ballot.get_by_text("draft saved.")).to_be_visible()
    assert is_saved(ballot, "Napista")
    assert ballot.get_by_label("Comment to the jury").input_value() == ""


# --- how it looks -------------------------------------------------------------------------------
@pytest.fixture
def long_evening(juror, campaign):
    """A list with everything on it, and an entry that has changed since it was judged."""
    guidance = make.words(*(f"{MEANINGS[code]} {MEANINGS[code]}" for code in ("fi", "sv", "en")))
    labels = [("Vaikuttavuus", "Genomslag", "Impact"), ("Toteutettavuus", "Genomförbarhet", "Feasibility")]
    levels = [
        {"label": dict(zip(("fi", "sv", "en"), words, strict=True)), "text": MEANINGS}
        for words in (
            ("Heikko", "Svag", "Weak"),
            ("Kohtalainen", "Nöjaktig", "Fair"),
            ("Hyvä", "God", "Good"),
            ("Erinomainen", "Utmärkt", "Excellent"),
        )
    ]
    for one, label in zip(juror.panel.round.criteria.all(), labels, strict=True):
        more = {"guidance": guidance, "levels": levels, "label": make.words(*label)}
        more |= {"allows_not_applicable": True, "allows_cannot_judge": True, "weight": one.pk % 3 + 1}
        Criterion.objects.filter(pk=one.pk).update(**more)
    theme = make.theme(campaign)
    entries = [
        make.entry(state="accepted", campaign=campaign, themes=[theme], title=f"{title} {number}")
        for number in range(3)
        for title in ("Jokaiselle nuorelle kesätyö ja ohjaaja", "Kielikahvila joka kylään")
    ]
    given = [make.assignment(juror, entry) for entry in entries]
    for place, one in enumerate(given[:4]):
        make.ballot(one, place % 4, "cannot_judge" if place == 2 else 3 - place, final=place != 3)
    change(entries[0])
    return given


def looked_at(page, name, width) -> tuple:
    """What axe finds on the whole screen, and whether it is too wide.

    Wagtail's pages scroll inside, and the buttons that stay in sight would lie over something: so the
    window is made as tall as the page.
    """
    page.evaluate("document.querySelectorAll('.judging-page details').forEach(one => (one.open = true))")
    page.set_viewport_size({"width": width, "height": 6000})
    end = page.evaluate("document.querySelector('.judging-page').getBoundingClientRect().bottom")
    page.set_viewport_size({"width": width, "height": int(end) + 40})
    page.screenshot(name)
    return page.axe_violations(), page.scrolls_sideways()


@pytest.mark.parametrize("width", [390, 1280])
def test_list_and_ballot_are_accessible_and_fit(width, page, client, juror, long_evening):
    sign_in(client, juror.user, "fi")
    page.sign_in(client, juror.user)
    found = []
    for name, address in {"list": LIST, "ballot": f"{LIST}score/{long_evening[0].pk}/"}.items():
        page.open(address, width=width)
        found += [(name, *looked_at(page, f"juror-{name}-{width}", width))]
    assert found == [("list", [], False), ("ballot", [], False)]


@pytest.mark.parametrize("width", [390, 1280])
def test_from_right_to_left_nothing_overlaps_or_sticks_out(width, page, client, juror, long_evening):
    sign_in(client, juror.user)
    page.sign_in(client, juror.user)
    found = []
    for name, address in {"list": LIST, "ballot": f"{LIST}score/{long_evening[0].pk}/"}.items():
        page.open(address, width=width)
        page.evaluate("document.documentElement.dir = 'rtl'")
        found += [(name, *looked_at(page, f"juror-{name}-rtl-{width}", width))]
    assert found == [("list", [], False), ("ballot", [], False)]


@pytest.mark.parametrize("what", ["offline", "signed-out", "stale", "restored"])
def test_what_the_script_has_to_say_is_accessible_and_fits_the_phone(ballot, what):
    for width in (390, 1280):
        ballot.set_viewport_size({"width": width, "height": 900})
        notice(ballot, what).evaluate("place => (place.hidden = false)")
        ballot.screenshot(f"ballot-{what}-{width}")
        assert (ballot.axe_violations(), ballot.scrolls_sideways()) == ([], False)
