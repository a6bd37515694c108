"""A rehearsal: everything as in earnest, nothing public, nothing sent, and nothing left of it in the end."""

import threading
import time

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from campaign.models import Campaign
from cms.models import CampaignPage
from judging import actions, passing, rehearsals, seats
from judging.models import Assignment, Ballot, Juror, Round
from judging.permissions import scoring_is_open
from judging.standings import standings
from people import outbox
from people.models import Letter, Organisation, Purpose, User
from pledges.models import Entry
from tests import invariants, make
from tests.staff import said, text_of
from tests.together import together


@pytest.fixture
def source(campaign):
    """A campaign with practice, scoring and a final round."""
    make.theme(campaign)
    make.judging_round(campaign, is_calibration=True, name=make.words("Harjoitus"))
    for name, fields in {
        "Pisteytys": {"jurors_per_entry": 2},
        "Loppukierros": {"entrance": "passed"},
    }.items():
        this = make.judging_round(campaign, name=make.words(name), **fields)
        make.panel(campaign, round=this)
    make.panel(campaign, round=campaign.rounds.get(is_calibration=True))
    return campaign


@pytest.fixture
def rehearsal(source, office):
    with translation.override("en"):
        return rehearsals.rehearse(source, 6, by=office)


def real(rehearsal, name) -> Round:
    return next(this for this in rehearsal.rounds.all() if str(this) == name)


def rows() -> dict[str, int]:
    """How many rows each of our tables has."""
    ours = ("people", "campaign", "pledges", "judging")
    counted = [model for app in ours for model in apps.get_app_config(app).get_models()]
    return {model.__name__: model.objects.count() for model in counted}


# --- what it is ---------------------------------------------------------------------------------
def test_it_has_the_rounds_with_invented_entries_and_jurors_some_of_whom_have_scored(
    rehearsal, source, office
):
    assert (rehearsal.rehearsal_of, str(rehearsal)) == (source, "Rehearsal 1: Partnership campaign")
    assert [str(this) for this in rehearsal.rounds.order_by("order")] == [
        "Harjoitus",
        "Pisteytys",
        "Loppukierros",
    ]
    assert all(scoring_is_open(this) for this in rehearsal.rounds.all())
    assert list(rehearsal.entries.values_list("state", flat=True)) == ["accepted"] * 6
    assert set(rehearsal.entries.values_list("kind", "language")) == {
        *(("pledge", code) for code in ("fi", "sv", "en")),
        *(("initiative", code) for code in ("fi", "sv", "en")),
    } & set(rehearsal.entries.values_list("kind", "language"))
    assert real(rehearsal, "Harjoitus").picked.count() == 2
    scored = standings(real(rehearsal, "Pisteytys"))
    assert (len(scored), 1 <= sum(one.ballots for one in scored) <= 12) == (6, True)
    assert standings(real(rehearsal, "Loppukierros")) == []
    own = Juror.objects.filter(user=office, panel__round__campaign=rehearsal)
    assert set(own.values_list("state", flat=True)) == {"invited"}
    assert own.count() == 3
    logged = ModelLogEntry.objects.for_instance(source).get()
    assert (logged.action, logged.user) == ("judging.campaign.rehearse", office)


def test_everything_invented_says_so(rehearsal):
    titles = [*rehearsal.entries.values_list("title", flat=True)]
    assert all(title.startswith(("Invented: ", "Keksitty", "Påhittad")) for title in titles)
    filed_by = Organisation.objects.filter(entries__campaign=rehearsal)
    assert sorted(filed_by[0].name.data) == ["en", "fi", "sv"]
    emails = [*rehearsal.entries.values_list("contact_email", flat=True)]
    emails += User.objects.filter(last_name__startswith="juror").values_list("email", flat=True)
    assert {email.rpartition("@")[2] for email in emails} == {"rehearsal.invalid"}


def test_it_can_be_rehearsed_to_the_end(rehearsal, office):
    first, final = real(rehearsal, "Pisteytys"), real(rehearsal, "Loppukierros")
    assert passing.mark_best(first, 2, by=office)  # of six, chance may have let one be scored
    entry = Entry.objects.get(pk=standings(final)[0].entry)
    juror = final.panels.get().jurors.get(user=office)
    office = User.objects.get(pk=office.pk)  # a juror as well by now
    seats.accept(juror, languages=["fi"], by=office)
    make.ballot(make.assignment(juror, entry), 3, 3)
    actions.decide(entry, "selected", "Kokeeksi", by=office)
    assert actions.release(rehearsal, by=office) == 1
    assert Letter.objects.filter(kind="decision_selected").get().state == "captured"


# --- what it is not -----------------------------------------------------------------------------
def test_no_letter_of_it_is_ever_sent(rehearsal, source, office, mailoutbox):
    written = Letter.objects.filter(captured_for=rehearsal.slug)
    assert set(written.values_list("kind", flat=True)) == {
        *("receipt", "accepted", "juror_invited", "ballots_ready"),
    }
    assert office.email in written.values_list("to", flat=True)
    assert Letter.objects.exclude(captured_for=rehearsal.slug).filter(kind="juror_invited").count() == 0
    assert {letter.state for letter in written} == {"captured"}
    Letter.objects.filter(captured_for="").update(sent_at=timezone.now(), tries=1)
    assert (outbox.send_due(1000), mailoutbox) == (0, [])


def test_a_letter_to_somebody_invented_never_leaves_whatever_it_is_about(rehearsal):
    person = User.objects.filter(email__endswith="@rehearsal.invalid").first()
    letter = outbox.queue_text(
        kind="login_code", to=person.email, subject="Koodi", body="123456", language="fi"
    )
    assert (letter.state, Letter.objects.waiting().filter(pk=letter.pk).exists()) == ("captured", False)


@pytest.mark.breaks_promises
def test_nothing_of_it_is_public_even_if_everybody_permitted_it_and_the_time_had_come(rehearsal, client):
    for entry in rehearsal.entries.all():
        for purpose in Purpose:
            make.permission(entry, purpose)
    Campaign.objects.update(publishes_at=timezone.now())
    assert Entry.objects.public().count() == 0
    assert (Entry.objects.received().filter(campaign=rehearsal).count(), Campaign.objects.open().count()) == (
        0,
        0,
    )
    entry = rehearsal.entries.first()
    found = []
    for language in ("fi", "sv", "en"):
        with translation.override(language):
            found.append(client.get(reverse("pledges:start", args=[rehearsal.slug])).status_code)
    assert found == [404] * 3
    assert client.get("/sitemap.xml").content.decode().count(entry.reference) == 0


def test_staff_neither_list_nor_download_its_entries(rehearsal, client):
    client.force_login(make.user(role="Coordinator"))
    for address in ("/admin/entries/", "/admin/entries/?export=csv"):
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert rehearsal.entries.first().reference not in body.decode()


def test_its_campaign_has_no_public_page(rehearsal):
    with pytest.raises(ValidationError) as refused:
        CampaignPage(title="Harjoitus", slug="harjoitus", campaign=rehearsal).clean()
    assert refused.value.message_dict == {"campaign": ["A rehearsal has no public page."]}


def test_the_office_is_not_told_that_a_rehearsal_is_short_of_jurors(rehearsal, desk):
    text = text_of(desk.get("/admin/"))
    assert text.count("ballots are final") == 3  # of the three panels that are real
    assert "short of jurors" not in text


# --- the end ------------------------------------------------------------------------------------
def test_one_press_leaves_nothing_of_it(source, office):
    before = rows()
    logged = ModelLogEntry.objects.count()
    made = rehearsals.rehearse(source, 6, by=office)
    test_it_can_be_rehearsed_to_the_end(made, office)
    assert invariants.check() == []

    rehearsals.discard(made, by=office)

    assert rows() == before
    # Begun and ended; the role that came with the office's own seat is gone as well.
    assert ModelLogEntry.objects.count() == logged + 2
    assert Group.objects.get(name="Juror") not in office.groups.all()


def test_an_invented_person_named_in_the_log_is_emptied_and_stays(rehearsal, office):
    juror = Juror.objects.filter(user__email__endswith="@rehearsal.invalid").first()
    ModelLogEntry.objects.update(user=juror.user)
    other = ModelLogEntry.objects.for_instance(rehearsal.rehearsal_of)
    assert other.count() == 1
    rehearsals.discard(rehearsal, by=office)
    juror.user.refresh_from_db()
    assert (juror.user.last_name, juror.user.forgotten_at is not None) == ("", True)


def test_a_colleague_who_was_invited_stays_as_they_were(rehearsal, office):
    colleague = make.user("kollega@example.org", first_name="Kaisa")
    juror = seats.invite(rehearsal.rounds.first().panels.get(), colleague.email, by=office)
    seats.accept(juror, by=colleague)
    rehearsals.discard(rehearsal, by=office)
    colleague.refresh_from_db()
    assert (colleague.first_name, colleague.jurorships.count()) == ("Kaisa", 0)
    assert list(colleague.groups.all()) == []


def test_a_colleague_who_was_a_juror_before_or_is_one_elsewhere_stays_one(rehearsal, source, office):
    before = make.user("ennen@example.org", role="Juror")
    elsewhere = make.user("muualla@example.org")
    panel = rehearsal.rounds.first().panels.get()
    for person in (before, elsewhere):
        seats.invite(panel, person.email, by=office)
    seats.invite(source.rounds.first().panels.get(), elsewhere.email, by=office)
    rehearsals.discard(rehearsal, by=office)
    assert [list(one.groups.values_list("name", flat=True)) for one in (before, elsewhere)] == [["Juror"]] * 2


def test_a_real_campaign_is_never_thrown_away(source, office):
    with pytest.raises(rehearsals.NotToRehearse):
        rehearsals.discard(source, by=office)


def test_a_second_one_stands_beside_the_first_and_none_is_rehearsed_itself(rehearsal, source, office):
    second = rehearsals.rehearse(source, 2, by=office)
    assert second.slug == f"{source.slug}-rehearsal-2"
    rehearsals.discard(rehearsal, by=office)
    assert Ballot.objects.filter(assignment__entry__campaign=second).exists()
    for wrong in (second, make.campaign()):
        with pytest.raises(rehearsals.NotToRehearse):
            rehearsals.rehearse(wrong, 2, by=office)


@pytest.mark.parametrize("role", [None, "Juror", "Coordinator"])
def test_only_the_jury_office_rehearses(role, rehearsal, source):
    person = make.user(role=role)
    for act in (
        lambda: rehearsals.rehearse(source, 2, by=person),
        lambda: rehearsals.discard(rehearsal, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


# --- the screens --------------------------------------------------------------------------------
def test_it_is_begun_read_and_thrown_away_on_the_screen(desk, source):
    response = desk.post("/admin/judging/rehearsals/", {"campaign": source.pk, "entries": 4})
    made = Campaign.objects.rehearsals().get()
    assert (response.url, said(response)) == (
        "/admin/judging/rehearsals/",
        ["“Rehearsal 1: Partnership campaign” is ready."],
    )
    letters = text_of(desk.get(f"/admin/judging/rehearsals/{made.slug}/letters/"))
    assert "An invitation to the jury of Rehearsal 1" in letters
    assert "Jurors" in text_of(desk.get("/admin/judging/rehearsals/"))
    panel = real(made, "Pisteytys").panels.get()
    mark = "This is a rehearsal: entries and jurors are invented"
    assert mark in text_of(desk.get(f"/admin/judging/jurors/{panel.pk}/"))
    assert mark in text_of(desk.get(f"/admin/judging/assignments/{panel.pk}/"))
    discard = f"/admin/judging/rehearsals/{made.slug}/discard/"
    asked = text_of(desk.get(discard))
    numbers = {"Invented entries": 4, "Ballots": Ballot.objects.filter(round__campaign=made).count()}
    numbers["Captured letters"] = Letter.objects.captured().filter(captured_for=made.slug).count()
    assert [f"{label}: {number}" in asked for label, number in numbers.items()] == [True] * 3
    assert Campaign.objects.rehearsals().count() == 1
    desk.post(discard)
    assert Campaign.objects.rehearsals().count() == 0


def test_too_many_entries_are_refused_in_words(desk, source):
    response = desk.post("/admin/judging/rehearsals/", {"campaign": source.pk, "entries": 61})
    assert list(response.context["form"].errors) == ["entries"]


def test_a_real_campaign_has_no_page_of_captured_letters(desk, source):
    assert desk.get(f"/admin/judging/rehearsals/{source.slug}/letters/").status_code == 404
    assert desk.post(f"/admin/judging/rehearsals/{source.slug}/discard/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_whoever_scores_in_the_same_moment_finishes_before_it_goes():
    office = make.user(role="Jury office")
    source = make.campaign(**make.closed())
    make.panel(source, jurors_per_entry=2)
    rehearsal = rehearsals.rehearse(source, 2, by=office)
    given = Assignment.objects.filter(entry__campaign=rehearsal, ballot__isnull=True).first()
    given = given or make.assignment(
        make.juror(rehearsal.rounds.get().panels.get()), rehearsal.entries.order_by("pk").first()
    )
    saved = threading.Event()

    def score():
        with transaction.atomic():
            criteria = actions.criteria_for(given).values()
            actions.cast(given, dict.fromkeys(criteria, 1), comment="", final=True, version=0, by=None)
            saved.set()
            time.sleep(0.5)
        return "saved"

    def discard():
        saved.wait(30)
        return rehearsals.discard(rehearsal, by=office)

    assert together(score, discard) == ["saved", None]
    assert (Campaign.objects.rehearsals().count(), Ballot.objects.count()) == (0, 0)
