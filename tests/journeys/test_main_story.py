"""The main story through plain HTTP: from the first code to the programme page, without any script."""

import pytest
from django.urls import reverse
from django.utils import translation

from judging.models import Award, Decision
from pledges.models import Entry, Submission
from pledges.states import PartnerState, State
from tests.journeys import scene
from tests.journeys.walker import Walker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(transactional_db):
    with translation.override("en"):
        yield scene.build()


def file_an_initiative(stage) -> Entry:
    """A newcomer signs in, registers an association, writes, invites a partner, permits and sends."""
    walker = Walker()
    walker.sign_in("aino@example.org", then=reverse("pledges:start", args=[stage.campaign.slug]))
    walker.press(
        "Begin to write",
        **{"kind": "initiative", "new-name": "Kielikahvila ry", "new-kind": "association"},
    )
    entry = Entry.objects.get()
    walker.press(
        "Save and continue",
        title="Kielikahvila jokaiseen kirjastoon",
        summary="Avaamme kielikahvilan viiteen kirjastoon.",
        description="Vapaaehtoiset ohjaavat, kirjasto tarjoaa tilat.",
        themes=[stage.theme.pk],
    )
    assert walker.heading == "Partners"
    walker.press("Search", q="Kaupunginkirjasto")
    walker.press("It is not there: describe the organisation yourself", q="Kaupunginkirjasto")
    walker.press(
        "Send the invitation",
        name="Kaupunginkirjasto",
        kind="municipality",
        email="kirjasto@example.org",
        role="Tarjoaa tilat",
        contribution="Salit ja kahvin",
    )
    walker.follow("Continue to the next step")
    walker.press("Save and continue", **{f"question_{stage.question.pk}": "Kahvilat ovat avoimia kaikille."})
    walker.press(
        "Save and continue",
        publish_text_1="on",
        publish_organisation_1="on",
        contact_name="Aino Salo",
        contact_email="aino@example.org",
    )
    assert walker.heading == "Check and send"
    walker.press("Send the initiative")
    assert "Thank you! We have received it, and a receipt is on its way by e-mail." in walker.texts(
        ".notice p"
    )
    entry.refresh_from_db()
    assert (entry.state, entry.reference) == (State.SUBMITTED, "KOTO-2015-0001")
    return entry


def confirm_as_partner():
    """The invited partner answers from the letter, without an account; the link then works no more."""
    walker, link = Walker(), scene.link_in("invitation")
    walker.open(link)
    walker.press("Confirm", note="Mielellämme mukana.", may_use_name="on")
    assert walker.heading == "Thank you: you are a partner"
    walker.open(link, status=410)


def accept_at_the_desk(entry):
    walker = Walker()
    walker.sign_in("screener@example.org")
    walker.open(reverse("entries:entry", args=[entry.pk]))
    walker.press("Accept")
    entry.refresh_from_db()
    assert entry.state == State.ACCEPTED


def score_as(email, levels):
    walker = Walker()
    walker.sign_in(email, then=reverse("judging:my_entries"))
    walker.open(reverse("judging:my_entries"))
    walker.follow("Look through the organisations").press("Affirm")
    walker.follow("KOTO-2015-0001")
    names = [field["name"] for field in walker.page.select("input[type=radio][name^=criterion_]")]
    chosen = dict(zip(dict.fromkeys(names), levels, strict=True))
    walker.press("Save and next", is_final="on", comment="Toteuttamiskelpoinen.", **chosen)


def decide_and_award(stage, entry):
    walker = Walker()
    walker.sign_in("office@example.org")
    walker.open(reverse("judging:entry", args=[entry.pk]))
    walker.press("Save", outcome="selected", grounds="Avoin kaikille ja helppo levittää.")
    walker.open(reverse("judging:entry", args=[entry.pk]))
    walker.press("Give the award", name_0="Vuoden aloite", grounds_0="Se tuo ihmiset yhteen.")
    return walker


def test_an_initiative_goes_from_the_first_code_to_the_programme(stage):
    entry = file_an_initiative(stage)
    assert Submission.objects.count() == 1
    confirm_as_partner()
    assert entry.partners.get().state == PartnerState.CONFIRMED

    visitor = Walker()
    visitor.open(f"/en/partnership-campaign/entries/{entry.reference}/", status=404)
    accept_at_the_desk(entry)
    visitor.open(f"/en/partnership-campaign/entries/{entry.reference}/")
    assert visitor.heading == "Kielikahvila jokaiseen kirjastoon"
    assert visitor.texts(".partners strong") == ["Kaupunginkirjasto"]

    office = Walker()
    office.sign_in("office@example.org")
    office.open(reverse("judging:assignments", args=[stage.panel.pk]))
    office.follow("Assign automatically").press("See the plan", wanted="3").press("Apply this plan")
    for email, levels in {
        "juror1@example.org": (3, 3),
        "juror2@example.org": (3, 0),
        "juror3@example.org": ("", 3),
    }.items():
        score_as(email, levels)

    office = decide_and_award(stage, entry)
    decision = Decision.objects.get()
    # 100, 50 and – one criterion left unanswered, which is not zero – 100.
    assert decision.standing == {
        "round": stage.panel.round_id,
        "mean": pytest.approx(250 / 3),
        "ballots": 3,
        "rank": 1,
        "of": 1,
    }
    programme = visitor.open("/en/partnership-campaign/programme/")
    assert "Kielikahvila jokaiseen kirjastoon" not in programme.page.get_text()

    stage.close_and_announce()
    office.open(reverse("judging:release", args=[stage.campaign.slug]))
    office.press("Release 1 decision and send the letters")
    entry.refresh_from_db()
    assert (entry.state, Award.objects.announced().count()) == (State.SELECTED, 1)
    visitor.open("/en/partnership-campaign/programme/")
    assert "Kielikahvila jokaiseen kirjastoon" in visitor.page.get_text()
    assert "Vuoden aloite" in visitor.page.get_text()

    assert sorted(scene.letters()) == sorted(
        [
            ("invitation", "kirjasto@example.org"),
            ("partnership", "kirjasto@example.org"),
            ("receipt", "aino@example.org"),
            ("partner_answered", "aino@example.org"),
            ("accepted", "aino@example.org"),
            *[("ballots_ready", f"juror{number}@example.org") for number in (1, 2, 3)],
            ("decision_selected", "aino@example.org"),
            ("award", "aino@example.org"),
        ]
    )


def test_withdrawing_the_permission_takes_the_entry_from_the_public_at_once(stage):
    entry = file_an_initiative(stage)
    accept_at_the_desk(entry)
    visitor = Walker().open(f"/en/partnership-campaign/entries/{entry.reference}/")
    author = Walker()
    author.sign_in("aino@example.org", then=reverse("pledges:entry_status", args=[entry.uuid]))
    author.open(reverse("pledges:entry_status", args=[entry.uuid])).press("Withdraw this permission")
    assert "The permission is withdrawn. This takes effect at once." in author.texts(".notice p")
    visitor.open(f"/en/partnership-campaign/entries/{entry.reference}/", status=410)
    visitor.open("/en/partnership-campaign/entries/")
    assert visitor.texts(".entry-card h3") == []
    entry.refresh_from_db()
    assert entry.state == State.ACCEPTED  # it stays assessable
