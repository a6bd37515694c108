"""A round is copied from last year: criteria, rights and panels, on the new campaign's calendar."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from judging.copying import OF_CRITERION, OF_PANEL, OF_ROUND, copy_round
from judging.models import Assignment, Criterion, Juror, Panel, Round
from people.models import Letter
from tests import make
from tests.staff import said

# What belongs to the original alone, or is set for the copy itself.
NOT_COPIED = {
    Round: {"id", "campaign", "order", "scoring_starts_at", "scoring_ends_at", "picked"},
    Criterion: {"id", "round"},
    Panel: {"id", "round", "themes"},
}


@pytest.fixture
def last_year(db):
    campaign = make.campaign(
        opens_at=make.moment("2031-03-01 06:00:00"),
        closes_at=make.moment("2031-03-20 21:59:59"),  # 23:59:59 in winter
        announces_at=make.moment("2031-05-01 06:00:00"),
    )
    this = make.judging_round(
        campaign,
        name=make.words("Loppukierros"),
        scoring_starts_at=make.moment("2031-03-25 06:00:00"),
        scoring_ends_at=make.moment("2031-04-10 20:59:00"),  # 23:59 in summer
        is_blind=True,
        entrance="best",
        best=12,
        sees_ballots="after_own",
        sees_comments="always",
        submitter_may_edit=True,
        jurors_per_entry=4,
    )
    panel = make.panel(campaign, round=this, name=make.words("Ruotsinkieliset"))
    panel.kind, panel.languages = "pledge", ["sv"]
    panel.save()
    panel.themes.add(make.theme(campaign, slug="tyo"), make.theme(campaign, slug="vanha"))
    this.picked.add(make.entry(state="accepted", campaign=campaign))
    make.assignment(make.juror(panel), make.entry(state="accepted", campaign=campaign))
    return this


@pytest.fixture
def this_year(db):
    campaign = make.campaign(
        opens_at=make.moment("2032-10-01 05:00:00"),
        closes_at=make.moment("2032-10-20 20:59:59"),  # in summer time again
        announces_at=make.moment("2032-12-15 06:00:00"),
    )
    make.theme(campaign, slug="tyo")
    return campaign


@pytest.mark.parametrize(
    ("model", "copied"), [(Round, OF_ROUND), (Criterion, OF_CRITERION), (Panel, OF_PANEL)]
)
def test_every_field_is_copied_or_left_on_purpose(model, copied):
    fields = {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}
    assert set(copied) == fields - NOT_COPIED[model]


def test_a_copy_has_the_same_rules_criteria_and_panels_and_nothing_that_was_judged(
    last_year, this_year, office
):
    made = copy_round(last_year, this_year, by=office)
    assert {field: getattr(made, field) for field in OF_ROUND} == {
        field: getattr(last_year, field) for field in OF_ROUND
    }
    assert [[getattr(one, field) for field in OF_CRITERION] for one in made.criteria.all()] == [
        [getattr(one, field) for field in OF_CRITERION] for one in last_year.criteria.all()
    ]
    (panel,) = made.panels.all()
    assert (str(panel), panel.kind, panel.languages) == ("Ruotsinkieliset", "pledge", ["sv"])
    assert list(panel.themes.all()) == [this_year.themes.get()]
    assert (made.picked.count(), panel.jurors.count()) == (0, 0)
    assert Assignment.objects.filter(juror__panel=panel).count() == 0
    logged = ModelLogEntry.objects.for_instance(made).get()
    assert (logged.action, logged.user, logged.data) == ("judging.round.copy", office, {"from": last_year.pk})


def test_its_moments_lie_as_far_from_closing_at_the_same_time_of_day(last_year, this_year, office):
    made = copy_round(last_year, this_year, by=office)
    # 5 and 21 days after closing, at 8:00 and at 23:59 by the clock on the wall, which is winter's then.
    assert (made.scoring_starts_at, made.scoring_ends_at) == (
        make.moment("2032-10-25 05:00:00"),
        make.moment("2032-11-10 21:59:00"),
    )


def test_a_copy_in_the_same_campaign_comes_last_with_the_same_moments(last_year, office):
    made = copy_round(last_year, last_year.campaign, by=office)
    assert (made.order, made.before()) == (2, last_year)
    assert made.scoring_ends_at == last_year.scoring_ends_at


def test_jurors_are_invited_anew_when_wanted(last_year, this_year, office):
    panel = last_year.panels.get()
    sits = panel.jurors.get()
    for state in ("invited", "declined", "withdrawn"):
        make.juror(panel, make.user(f"{state}@example.org", role="Juror"), state=state)
    make.juror(panel, make.user("closed@example.org", role="Juror", is_active=False))
    copy_round(last_year, this_year, with_jurors=True, by=office)
    invited = Juror.objects.filter(panel__round__campaign=this_year)
    assert set(invited.values_list("user__email", "state")) == {
        (sits.user.email, "invited"),
        ("invited@example.org", "invited"),
    }
    assert Letter.objects.filter(kind="juror_invited").count() == 2


@pytest.mark.parametrize("role", [None, "Juror", "Coordinator"])
def test_only_the_jury_office_copies(role, last_year, this_year):
    with pytest.raises(PermissionDenied):
        copy_round(last_year, this_year, by=make.user(role=role))


def test_a_round_is_copied_by_one_form(client, last_year, this_year, office):
    client.force_login(office)
    client.cookies["django_language"] = "en"
    address = f"/admin/judging/rounds/{last_year.pk}/copy/"
    offered = client.get(address).context["form"].fields["campaign"].queryset
    assert list(offered) == [this_year, last_year.campaign]  # the newest stands first, chosen already
    response = client.post(address, {"campaign": this_year.pk, "with_jurors": "on"})
    made = this_year.rounds.get()
    assert response.url == f"/admin/judging/rounds/edit/{made.pk}/"
    assert said(response)[0].startswith("“Loppukierros” is now a round of Partnership campaign.")
    assert made.panels.get().jurors.count() == 1
    assert made.scoring_starts_at > timezone.now() + timedelta(days=300)
