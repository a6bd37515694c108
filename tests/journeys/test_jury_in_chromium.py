"""A whole blind round in a real browser: the jury office and five jurors, one in conflict, one too late.

Axe finds nothing on any screen, and nothing scrolls sideways, on a desktop and on a phone.
"""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from campaign.models import Campaign
from judging.models import Assignment, Ballot, Decision, Juror, Recusal, Redaction, Round
from people.models import Letter, User
from tests import make
from tests.journeys.test_in_chromium import look

NAMES = ["Aino", "Bo", "Carla", "Dilnoza", "Eero"]


@pytest.fixture
def stage(page):
    with translation.override("en"):
        campaign = make.campaign(**make.closed())
        filed_by = [make.organisation(name=make.words(f"{name} ry")) for name in ("Kotikoivu", "Vesitorni")]
        for organisation in filed_by:
            make.entry(
                state="accepted",
                campaign=campaign,
                organisation=organisation,
                title=f"{organisation.name} avaa ovet",
                summary=f"{organisation.name}: ovet auki joka viikko.",
            )
        office = make.user("office@example.org", role="Jury office", language="en", first_name="Olli")
        yield campaign, filed_by, office


def become(page, client, person):
    page.goto(
        "about:blank"
    )  # what the page of the last person still asks for must not bring their cookie back
    client.force_login(person)
    client.cookies["django_language"] = "en"
    page.sign_in(client, person)


def look_again(page, address, name):
    """Without the message that is still fading in: axe would measure its colours half way."""
    page.open(address)
    look(page, name)


def set_the_round_up(page, campaign):
    page.open("/admin/judging/rounds/new/")
    now = timezone.localtime()
    page.locator("select[name=campaign]").select_option(str(campaign.pk))
    page.locator("[name=name_2]").fill("Scoring")
    for name, days in (("starts", -1), ("ends", 3)):
        at = (now + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")
        page.locator(f"[name=scoring_{name}_at]").fill(at)
        page.keyboard.press("Escape")
    page.get_by_label("Blind judging").check()
    page.locator("[name=panels-0-name_2]").fill("Jury")
    page.locator("[name=criteria-0-label_2]").fill("Courage")
    page.locator("[name=criteria-0-weight]").fill("2")
    page.locator("[name=criteria-0-levels_en]").fill("Weak\nFair\nGood")
    page.screenshot(
        "jury-round"
    )  # Wagtail's own form, whose small buttons axe finds too close here and there
    page.get_by_role("button", name="Create").click()
    expect(page.get_by_role("link", name="Redacted copies").first).to_be_visible()
    look_again(page, "/admin/judging/rounds/", "jury-rounds")


def invite(page, panel) -> list[Juror]:
    page.open(f"/admin/judging/jurors/{panel.pk}/")
    page.get_by_label("E-mail addresses").fill("\n".join(f"{name.lower()}@example.org" for name in NAMES))
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("5 people are invited.")).to_be_visible()
    look_again(page, f"/admin/judging/jurors/{panel.pk}/", "jury-jurors")
    for name in NAMES:
        User.objects.filter(email=f"{name.lower()}@example.org").update(first_name=name, language="en")
    return list(Juror.objects.select_related("user").order_by("pk"))


def accept(page, client, juror, *, is_first):
    become(page, client, juror.user)
    page.open(f"/admin/judging/invitation/{juror.pk}/")
    if is_first:
        look(page, "jury-invitation")
    page.locator("[name=languages][value=fi]").check()
    page.get_by_role("button", name="I take part").click()
    expect(page.get_by_text("You are now a member of the jury.")).to_be_visible()


def redact_by_hand(page, client, office, this):
    become(page, client, office)
    page.open(f"/admin/judging/rounds/{this.pk}/redactions/")
    expect(page.get_by_text("0 of 2 done")).to_be_visible()
    look(page, "jury-redactions")
    page.get_by_role("link", name="Kotikoivu").first.click()
    look(page, "jury-redaction")
    page.get_by_label("What jurors read Summary").fill("Ovet auki joka viikko.")
    page.get_by_role("button", name="Save: the copy is done").click()
    expect(page.get_by_text("This copy is done: jurors of blind rounds read it.")).to_be_visible()
    assert Redaction.objects.get().is_done is True


def assign(page, panel):
    page.open(f"/admin/judging/assignments/{panel.pk}/automatic/")
    page.get_by_label("Jurors per entry").fill("5")
    page.get_by_role("button", name="See the plan").click()
    look(page, "jury-plan")
    page.get_by_role("button", name="Apply this plan").click()
    expect(page.get_by_text("Saved: 10 added, 0 removed.")).to_be_visible()
    look_again(page, f"/admin/judging/assignments/{panel.pk}/", "jury-assignments")


def affirm(page, client, juror, involved=None):
    become(page, client, juror.user)
    page.open("/admin/judging/")
    page.get_by_role("link", name="Look through the organisations").click()
    if involved is not None:
        page.get_by_label(str(involved)).check()
        page.get_by_label("In what way you are involved").fill("My sister chairs it")
        look(page, "jury-affirm")
    page.get_by_role("button", name="Affirm").click()
    expect(page.get_by_role("link", name="Begin scoring")).to_be_visible()


def score(page, juror, level, *, is_first=False):
    for number in range(Assignment.objects.filter(juror=juror).count()):
        page.open("/admin/judging/")
        page.get_by_role("link", name="Begin scoring").or_(
            page.get_by_role("link", name="Go on scoring")
        ).click()
        if is_first and not number:
            look(page, "jury-score")
        text = page.locator("body").inner_text()
        assert "Kotikoivu" not in text
        assert "Vesitorni" not in text
        page.locator(f"input[type=radio][value='{level}']").first.check(force=True)
        page.get_by_label("This ballot is final").check()
        page.get_by_role("button", name="Save and next").click()
        expect(page.get_by_text("final ballot saved.")).to_be_visible()
    page.open("/admin/judging/")
    if is_first:
        look(page, "jury-list")


def be_late(page, this):
    page.open("/admin/judging/")
    page.get_by_role("link", name="Begin scoring").click()
    expect(page.get_by_role("button", name="Save and next")).to_be_visible()
    Round.objects.filter(pk=this.pk).update(scoring_ends_at=timezone.now() - timedelta(minutes=1))
    page.locator("input[type=radio][value='2']").first.check(force=True)
    page.get_by_label("Comment to the jury").fill("One minute late")
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("Your ballot could not be saved")).to_be_visible()
    expect(page.get_by_label("Comment to the jury")).to_have_value("One minute late")
    look(page, "jury-late")


def decide_and_release(page, client, office, campaign):
    become(page, client, office)
    page.open(f"/admin/judging/ranking/{campaign.slug}/")
    look(page, "jury-ranking")
    for entry in campaign.entries.order_by("pk"):
        page.open(f"/admin/judging/entries/{entry.pk}/")
        page.locator("input[name=outcome][value=selected]").check(force=True)
        page.locator("textarea[name=grounds]").fill("Clear and brave.")
        if not Decision.objects.exists():
            look(page, "jury-entry")
        page.get_by_role("button", name="Save", exact=True).first.click()
        expect(page.get_by_text("decision recorded.")).to_be_visible()
    Campaign.objects.filter(pk=campaign.pk).update(announces_at=timezone.now() - timedelta(minutes=1))
    page.open(f"/admin/judging/decisions/{campaign.slug}/")
    look(page, "jury-decisions")
    page.open(f"/admin/judging/decisions/{campaign.slug}/release/")
    look(page, "jury-release")
    page.get_by_role("button", name="Release 2 decisions").click()
    expect(page.get_by_text("2 decisions have been released.")).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_a_jury_of_five_goes_through_a_whole_round(page, client, stage):
    campaign, filed_by, office = stage
    become(page, client, office)
    set_the_round_up(page, campaign)
    this = Round.objects.get()
    jurors = invite(page, this.panels.get())
    for juror in jurors:
        accept(page, client, juror, is_first=juror == jurors[0])
    redact_by_hand(page, client, office, this)
    assign(page, this.panels.get())
    for juror in jurors:
        affirm(page, client, juror, filed_by[0] if juror == jurors[1] else None)
        if juror != jurors[4]:
            score(page, juror, NAMES.index(juror.user.first_name) % 3, is_first=juror == jurors[0])
    be_late(page, this)
    decide_and_release(page, client, office, campaign)

    conflict = Recusal.objects.get()
    assert (conflict.juror, conflict.entry.organisation, conflict.is_declared) == (
        jurors[1],
        filed_by[0],
        True,
    )
    assert Ballot.objects.counted().count() == 7  # two of three jurors, one of the fourth, none of the late
    assert sorted(Decision.objects.values_list("state", "standing__rank")) == [
        ("released", 1),
        ("released", 2),
    ]
    assert Letter.objects.filter(kind="decision_selected").count() == 2
