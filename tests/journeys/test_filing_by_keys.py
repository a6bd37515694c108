"""Filing an entry and answering as its partner, with keys alone."""

import pytest

from people.models import Letter, Purpose
from pledges.models import Entry, Partner
from tests import make, make_pages
from tests.addresses import english
from tests.journeys.keyboard import press, reach
from tests.journeys.scene import link_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call():
    for purpose in Purpose:
        make.consent_text(purpose)
    call = make.campaign()
    make.theme(call)
    make_pages.campaign_pages(call)
    return call


def type_into(page, place, text):
    reach(page, place)
    page.keyboard.type(text)


def choose(page, place, key):
    """An option of a list by its first letters, as one does with the keyboard."""
    reach(page, place)
    page.keyboard.type(key)


def go_on(page, button, arrived):
    press(page, page.get_by_role("button", name=button))
    page.get_by_role("heading", name=arrived).first.wait_for()


def come_in(page, call):
    page.open(english("pledges:start", call.slug))
    type_into(page, page.get_by_label("E-mail address"), "aino@example.org")
    press(page, page.get_by_role("button", name="Send me a code"))
    page.get_by_label("Code").wait_for()
    code = Letter.objects.get(kind="login_code").subject.split()[-1]
    type_into(page, page.get_by_label("Code"), code)
    go_on(page, "Continue", "Begin")


def write(page):
    press(page, page.get_by_role("radio", name="Pledge"), "ArrowDown")
    assert page.get_by_role("radio", name="Initiative").is_checked()
    type_into(page, page.get_by_label("Name of the organisation"), "Kielikahvila ry")
    choose(page, page.get_by_label("Kind of organisation"), "Association")
    press(page, page.get_by_role("button", name="Begin to write"))
    page.locator("#id_title").wait_for()
    type_into(page, page.locator("#id_title"), "Kielikahvila")
    type_into(page, page.locator("#id_summary"), "Kahvia ja kieliä.")
    type_into(page, page.locator("#id_description"), "Joka torstai.")
    press(page, page.get_by_role("checkbox", name="Work"), "Space")
    go_on(page, "Save and continue", "Partners of this entry")


def invite(page):
    press(page, page.get_by_role("button", name="describe the organisation yourself"))
    page.get_by_label("E-mail address of the person to ask").wait_for()
    type_into(page, page.get_by_label("Name of the organisation"), "Kirjasto")
    choose(page, page.get_by_label("Kind of organisation"), "Municipality")
    type_into(page, page.get_by_role("textbox", name="Role", exact=True), "Tilat")
    type_into(page, page.get_by_label("E-mail address of the person to ask"), "k@example.org")
    press(page, page.get_by_role("button", name="Send the invitation"))
    page.get_by_text("The invitation is on its way.").wait_for()


def test_with_keys_alone_an_entry_is_filed_and_its_partner_answers(page, call):
    come_in(page, call)
    write(page)
    invite(page)
    press(page, page.get_by_role("link", name="Continue to the next step"))
    page.get_by_role("heading", name="Goals and questions").wait_for()
    go_on(page, "Save and continue", "Permissions")
    press(page, page.get_by_role("checkbox").first, "Space")
    type_into(page, page.get_by_role("textbox", name="Contact person", exact=True), "Aino Salo")
    go_on(page, "Save and continue", "Check")
    go_on(page, "Send the initiative", "Receipt")
    entry = Entry.objects.get()
    assert (entry.state, entry.kind, entry.title, entry.description) == (
        "submitted",
        "initiative",
        "Kielikahvila",
        "Joka torstai.",
    )
    page.context.clear_cookies()
    page.open(link_in("invitation"))
    press(page, page.locator("input[name=may_use_name]"), "Space")
    go_on(page, "Confirm", "Thank you: you are a partner")
    partner = Partner.objects.get()
    assert (partner.state, partner.may_use_name, partner.role) == ("confirmed", True, "Tilat")
