"""Accessibility in a real browser: the statement, the form, plain language and the desk, as axe sees them."""

import pytest
from django.urls import reverse
from django.utils import translation

from people import feedback
from people.models import Feedback
from tests import make, make_pages
from tests.addresses import english

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Maahanmuuttajanuorten työelämävalmennuskumppanuushankkeen"
BOTH = ("ltr", "rtl")
EASY = [("text", f"<h2>Otsikko</h2><p>{LONG} sivu on helppo.</p>")]


def test_statement_form_and_plain_pages_satisfy_axe_on_every_screen_and_in_both_directions(page):
    hosts = make_pages.campaign_pages(plain_body=EASY)
    guide = make_pages.content(hosts["en"], slug="ohje", title=LONG, plain_body=EASY)
    with translation.override("en"):
        plain = [one.plain_address for one in (hosts["en"], guide)]
    names = ("accessibility_statement", "accessibility_feedback", "accessibility_feedback_thanks")
    seen = {}
    for address in (*map(english, names), *plain, "/en/partnership-campaign/ohje/"):
        page.open(address)
        seen[address] = page.looked_at(address.strip("/").replace("/", "-"), 1280, 320, ways=BOTH)
    assert {address: found for address, found in seen.items() if found} == {}


def test_somebody_gives_feedback_from_a_page_by_keyboard_without_script(plain):
    make_pages.campaign_pages()
    plain.open("/en/partnership-campaign/", width=390)
    plain.get_by_role("link", name="Feedback on accessibility").press("Enter")
    assert plain.get_by_label("On which page?").input_value() == "/en/partnership-campaign/"
    plain.get_by_label("Your e-mail address").fill("ei osoite")
    plain.get_by_role("button", name="Send").press("Enter")
    assert plain.get_by_role("alert").get_by_role("link").count() == 2
    assert plain.get_by_label("Your e-mail address").input_value() == "ei osoite"
    plain.get_by_label("What was difficult").fill("Kontrasti on heikko.")
    plain.get_by_label("Your e-mail address").fill("lukija@example.org")
    plain.get_by_role("button", name="Send").press("Enter")
    plain.wait_for_selector("h1:has-text('Thank you for your feedback')")
    one = Feedback.objects.get()
    assert (one.text, one.page, one.email) == (
        "Kontrasti on heikko.",
        "/en/partnership-campaign/",
        "lukija@example.org",
    )


def test_the_form_with_its_faults_satisfies_axe(page):
    make_pages.site()
    page.open(english("accessibility_feedback"))
    page.get_by_role("button", name="Send").click()
    assert page.looked_at("feedback-faults", 1280, 320, ways=BOTH) == []
    assert page.evaluate("document.activeElement.className").startswith("notice danger")


def test_staff_answer_on_a_desk_and_on_a_phone(page, client):
    one = feedback.receive(text=f"{LONG}\n\nTeksti", email="", page="/fi/", language="fi")
    editor = make.user(role="Editor", language="en")
    client.cookies["django_language"] = "en"
    page.sign_in(client, editor)
    seen = {}
    for name, arguments in {"feedback:index": [], "feedback:read": [one.pk]}.items():
        page.open(reverse(name, args=arguments))
        seen[name] = page.looked_at(name.replace(":", "-"), 1280, 320, ways=BOTH)
    assert seen == {"feedback:index": [], "feedback:read": []}
    page.set_viewport_size({"width": 390, "height": 900})
    page.locator("[name=answer]").fill("Korjattu.")
    page.get_by_role("button", name="Mark as answered otherwise").click()
    page.wait_for_url("**/accessibility-feedback/")
    one.refresh_from_db()
    assert (one.how, one.answer, one.answered_by) == ("otherwise", "Korjattu.", editor)
