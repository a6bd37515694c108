"""Every other form and list of the jury office and of jurors, as axe sees it; a round made without script.

Rounds stand in Wagtail's own form. Axe finds nothing in Wagtail's frame either, so nothing is excused here.
"""

from django.urls import reverse
from playwright.sync_api import expect

from judging import recusals
from judging.models import Round
from tests import make
from tests.judging.test_results_in_chromium import jury  # noqa: F401

NEW = "/admin/judging/rounds/new/"
# What of fields, and of the title on top, is out of sight: Wagtail cuts it off instead of scrolling.
BEYOND = """() => [...document.querySelectorAll(
        '.w-field, .w-field :is(input, textarea, select), .w-breadcrumbs li:last-child a')]
    .filter(one => {
        const box = one.getBoundingClientRect();
        return box.width && (box.left < 0 || box.right > innerWidth + 1);
    })
    .map(one => `beyond the edge: ${one.className} ${one.textContent.trim().slice(0, 40)}`)"""


def sign_in(page, client, person):
    person.language = "en"
    person.save()
    client.force_login(person)
    client.cookies["django_language"] = "en"
    page.sign_in(client, person)


def looked_at(page, name) -> list:
    found = []
    for width, way in ((1280, "ltr"), (390, "rtl")):
        found += page.looked_at(name, width, ways=[way]) + page.evaluate(BEYOND)
    return found


def seen(page, places) -> dict:
    """What is wrong on each screen: nothing, if all is well."""
    found = {}
    for name, address in places.items():
        assert page.open(address) == 200, address
        page.evaluate("document.querySelectorAll('.judging-page details').forEach(one => (one.open = true))")
        found[name] = looked_at(page, f"jury-{name}")
    return {name: faults for name, faults in found.items() if faults}


def test_rounds_are_accessible_empty_refused_with_another_row_and_filled_in(page, client, panel, office):
    sign_in(page, client, office)
    this = panel.round_id
    places = {
        "rounds": "/admin/judging/rounds/",
        "round": f"/admin/judging/rounds/edit/{this}/",
        "round-history": f"/admin/judging/rounds/history/{this}/",
        "round-delete": f"/admin/judging/rounds/delete/{this}/",
        "round-new": NEW,
    }
    assert seen(page, places) == {}
    page.get_by_role("button", name="Add criterion").click()
    expect(page.locator("[name=criteria-1-label_0]")).to_be_visible()
    assert looked_at(page, "jury-round-with-another-row") == []
    page.locator("[name=scoring_starts_at]").focus()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_text("could not be created due to errors")).to_be_visible()
    assert looked_at(page, "jury-round-refused") == []


def test_forms_of_the_office_are_accessible(page, client, panel, campaign, office, jury):  # noqa: F811
    sign_in(page, client, office)
    blind = make.panel(campaign, is_blind=True, entrance="picked")
    juror, entry = panel.jurors.first(), jury[0]
    recusal = recusals.recuse(panel.jurors.last(), jury[1], "Sisarukset", by=None)
    make.decision(jury[2])
    rounds = f"rounds/{panel.round_id}"
    paths = {
        "jurors": f"jurors/{panel.pk}",
        "seat": f"jurors/{panel.pk}/seat/{juror.pk}/limits",
        "panel-entries": f"jurors/{panel.pk}/entries",
        "passing": f"{rounds}/passing",
        "picking": f"rounds/{blind.round_id}/picking",
        "redactions": f"rounds/{blind.round_id}/redactions",
        "redaction": f"entries/{entry.pk}/redaction",
        "copy": f"{rounds}/copy",
        "rehearsals": "rehearsals",
        "decisions": f"decisions/{campaign.slug}",
        "release": f"decisions/{campaign.slug}/release",
        "entry": f"entries/{entry.pk}",
        "decided": f"entries/{jury[2].pk}",
        "recuse": f"entries/{entry.pk}/recuse/{juror.pk}",
        "lift": f"entries/{jury[1].pk}/lift/{recusal.pk}",
    }
    assert seen(page, {name: f"/admin/judging/{path}/" for name, path in paths.items()}) == {}


def test_forms_of_a_juror_are_accessible(page, client, panel, assignment):
    invited = make.juror(make.panel(panel.campaign), assignment.juror.user, state="invited")
    asked = make.juror(make.panel(panel.campaign), assignment.juror.user)
    make.assignment(asked, make.entry(state="accepted", campaign=panel.campaign))
    asked.affirmations.all().delete()
    sign_in(page, client, assignment.juror.user)
    places = {
        "invitation": reverse("judging:invitation", args=[invited.pk]),
        "decline": reverse("judging:decline", args=[invited.pk]),
        "affirm": reverse("judging:affirm", args=[asked.pk]),
        "conflict": reverse("judging:recuse", args=[assignment.pk]),
    }
    assert seen(page, places) == {}


def test_a_round_with_two_criteria_is_made_on_a_phone_without_script(plain, client, campaign, office):
    sign_in(plain, client, office)
    plain.open(NEW, width=390)
    plain.locator("[name=campaign]").select_option(str(campaign.pk))
    plain.locator("[name=name_2]").fill("Scoring")
    plain.locator("[name=scoring_starts_at]").fill("2026-01-01 08:00")
    plain.locator("[name=scoring_ends_at]").fill("2026-02-01 08:00")
    plain.locator("[name=panels-0-name_2]").fill("Jury")
    plain.get_by_role("button", name="Add criterion").click()  # the only such button: the other needs script
    for place, label in enumerate(("Courage", "Reach")):
        plain.locator(f"[name=criteria-{place}-label_2]").fill(label)
        plain.locator(f"[name=criteria-{place}-levels_en]").fill("Weak\nGood")
    plain.get_by_role("button", name="Create").click()
    plain.wait_for_url("**/admin/judging/rounds/")
    made = Round.objects.get()
    assert [str(one.label.data["en"]) for one in made.criteria.all()] == ["Courage", "Reach"]
