"""The main story in a real browser, on a desktop and a phone: axe finds nothing, nothing scrolls sideways."""

import pytest
from django.urls import reverse
from django.utils import translation

from judging.models import Ballot
from pledges.models import Entry
from pledges.states import State
from tests.journeys import scene
from tests.journeys.test_main_story import accept_at_the_desk, confirm_as_partner, decide_and_award
from tests.journeys.walker import Walker


@pytest.fixture
def stage(page):
    with translation.override("en"):
        yield scene.build()


def look(page, name):
    assert (name, page.looked_at(name, 390, 1280)) == (name, [])


def sign_in(page, email):
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    code = scene.Letter.objects.filter(to=email, kind="login_code").latest("pk").subject.split()[-1]
    look(page, "sign-in-code")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continue").click()


def fill_in_and_send(page, stage):
    page.open(f"/en/sign-in/?next={reverse('pledges:start', args=[stage.campaign.slug])}")
    look(page, "sign-in")
    sign_in(page, "aino@example.org")
    look(page, "start")
    page.get_by_role("radio", name="Initiative").check()
    page.get_by_label("Name of the organisation").fill("Kielikahvila ry")
    page.get_by_label("Kind of organisation").select_option("association")
    page.get_by_role("button", name="Begin to write").click()
    look(page, "form-about")
    page.locator("#id_title").fill("Kielikahvila jokaiseen kirjastoon")
    page.locator("#id_summary").fill("Avaamme kielikahvilan viiteen kirjastoon.")
    page.get_by_role("textbox", name="Description", exact=True).fill("Vapaaehtoiset ohjaavat.")
    page.get_by_role("checkbox", name="Work").check()
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Find an organisation").fill("Kaupunginkirjasto")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="It is not there: describe the organisation yourself").click()
    page.get_by_role("button", name="Send the invitation").click()
    look(page, "form-partners-with-errors")
    page.get_by_label("Kind of organisation").select_option("municipality")
    page.get_by_label("E-mail address of the person to ask").fill("kirjasto@example.org")
    page.get_by_role("textbox", name="Role", exact=True).fill("Tarjoaa tilat")
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_role("link", name="Continue to the next step").click()
    page.get_by_label("What is new?").fill("Kahvilat ovat avoimia kaikille.")
    page.get_by_role("button", name="Save and continue").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("textbox", name="Contact person", exact=True).fill("Aino Salo")
    look(page, "form-permissions")
    page.get_by_role("button", name="Save and continue").click()
    look(page, "form-check")
    page.get_by_role("button", name="Send the initiative").click()
    look(page, "receipt")


def score(page, client, stage, email):
    page.context.clear_cookies()
    page.sign_in(client, stage.panel.jurors.get(user__email=email).user)
    page.open(reverse("judging:my_entries"))
    page.get_by_role("link", name="Look through the organisations").click()
    page.get_by_role("button", name="Affirm").wait_for()
    if email.startswith("juror1"):
        look(page, "juror-conflicts")
    page.get_by_role("button", name="Affirm").click()
    page.get_by_role("link", name="KOTO-2015-0001").first.wait_for()
    if email.startswith("juror1"):
        look(page, "juror-list")
    page.get_by_role("link", name="KOTO-2015-0001").first.click()
    page.locator("#id_is_final").wait_for()  # a click does not wait for the page it leads to
    for level in page.get_by_role("radio", name="Erinomainen").all():
        level.check(force=True)
    page.locator("#id_is_final").check(force=True)
    if email.startswith("juror1"):
        look(page, "juror-score")
    page.locator("button[name=next]").click()
    page.locator(".judging-progress").wait_for()


def test_the_story_from_the_first_code_to_the_programme_on_screen(page, client, stage):
    fill_in_and_send(page, stage)
    entry = Entry.objects.get()
    assert (entry.state, entry.reference) == (State.SUBMITTED, "KOTO-2015-0001")
    page.open(reverse("pledges:my_entries"))
    look(page, "my-entries")

    page.context.clear_cookies()
    page.open(scene.link_in("invitation"))
    look(page, "partner-answer")
    confirm_as_partner()
    accept_at_the_desk(entry)
    for name, address in {
        "home": "/en/",
        "campaign": "/en/partnership-campaign/",
        "gallery": "/en/partnership-campaign/entries/",
        "entry": f"/en/partnership-campaign/entries/{entry.reference}/",
        "entry-fi": f"/fi/kumppanuuskampanja/{translated('entries/', 'fi')}{entry.reference}/",
        "entry-sv": f"/sv/samarbetskampanj/{translated('entries/', 'sv')}{entry.reference}/",
    }.items():
        assert page.open(address) == 200
        look(page, name)

    office = Walker()
    office.sign_in("office@example.org")
    office.open(reverse("judging:automatic", args=[stage.panel.pk]))
    office.press("See the plan", wanted="3").press("Apply this plan")
    for email in ("juror1@example.org", "juror2@example.org", "juror3@example.org"):
        score(page, client, stage, email)
    assert list(Ballot.objects.values_list("total", "is_final")) == [(100_000_000, True)] * 3

    decide_and_award(stage, entry)
    stage.close_and_announce()
    page.context.clear_cookies()
    page.sign_in(client, scene.make.User.objects.get(email="office@example.org"))
    page.open(reverse("judging:release", args=[stage.campaign.slug]))
    look(page, "release")
    page.locator("button.serious").click()
    page.locator("button.serious").wait_for(state="detached")
    page.open("/en/partnership-campaign/programme/")
    look(page, "programme")
    assert page.get_by_text("Kielikahvila jokaiseen kirjastoon").count() > 0


def translated(part, language) -> str:
    with translation.override(language):
        return translation.gettext(part)
