"""checks.md Z16: the jury office of campaign A meets nothing of the jury of campaign B."""

import pytest
from django.core.exceptions import PermissionDenied

from campaign.models import Campaign
from judging import actions, copying, passing, recusals, rehearsals, rules, seats, sharing
from judging.models import Assignment, Criterion, Juror, Panel, Passage, Round
from judging.seating import Wishes
from tests import make
from tests.judging.test_rubric import fields
from tests.staff import number_of_queries, text_of

pytestmark = pytest.mark.django_db

PANEL_OF_B = {"panels-INITIAL_FORMS": 1, "panels-0-name_0": "Vaihdettu"}


@pytest.fixture
def b():
    """Another campaign with a jury at work."""
    campaign = make.campaign(**make.closed(title=make.words("Vieras", en="Foreign"), slug="vieras"))
    panel = make.panel(campaign, name=make.words("Vieras raati"))
    seat = make.juror(panel)
    for _ in range(2):
        entry = make.entry(state="accepted", campaign=campaign)
        make.assignment(seat, entry)
    return panel


@pytest.fixture
def desk(client, office, panel):
    make.reach(office, panel.campaign)
    client.force_login(office)
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def foreign(b):
    return b.campaign.entries.order_by("pk").first()


def test_lists_menus_and_forms_offer_nothing_of_it(desk, panel, b, entry):
    slug = panel.campaign.slug
    paths = ["judging/rounds/", "judging/rounds/?export=csv", "judging/rounds/new/", "judging/rehearsals/"]
    paths += [f"judging/assignments/{panel.pk}/", f"judging/ranking/{slug}/", f"judging/decisions/{slug}/"]
    paths += [f"judging/rounds/{panel.round_id}/copy/", f"judging/jurors/{panel.pk}/", ""]

    for path in paths:
        answer = desk.get(f"/admin/{path}")
        text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.text
        assert (answer.status_code, "Vieras" in text, "Foreign" in text) == (200, False, False), path


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("assignments", "assignments/{panel}/"),
        ("ranking", "ranking/{slug}/"),
        ("decisions", "decisions/{slug}/"),
    ],
)
def test_the_menu_leads_to_the_newest_that_is_in_reach(name, path, desk, panel, b):
    Campaign.objects.filter(pk=b.campaign.pk).update(opens_at=panel.campaign.opens_at.replace(year=2026))

    address = path.format(panel=panel.pk, slug=panel.campaign.slug)
    assert desk.get(f"/admin/judging/{name}/").url == f"/admin/judging/{address}"


def test_no_round_is_made_in_it_moved_into_it_copied_or_rehearsed(desk, panel, b):
    foreign = b.campaign.pk
    this = panel.round
    answers = [
        desk.post("/admin/judging/rounds/new/", fields(b.campaign, {})),
        desk.post(f"/admin/judging/rounds/edit/{this.pk}/", fields(b.campaign, {})),
        desk.post(f"/admin/judging/rounds/{this.pk}/copy/", {"campaign": foreign}),
        desk.post("/admin/judging/rehearsals/", {"campaign": foreign, "entries": 2}),
    ]

    assert ["campaign" in answer.context["form"].errors for answer in answers] == [True] * 4
    assert list(Round.objects.order_by("pk").values_list("campaign", flat=True)) == [
        panel.campaign.pk,
        foreign,
    ]


def test_criteria_and_panels_of_its_rounds_stay_whatever_numbers_a_form_of_ours_names(desk, panel, b):
    criterion = b.round.criteria.first()
    sent = fields(panel.campaign, {"id": criterion.pk, "label_0": "Vaihdettu"}, **PANEL_OF_B)

    for more in ({}, {"criteria-0-DELETE": "on", "panels-0-DELETE": "on"}):
        desk.post(f"/admin/judging/rounds/edit/{panel.round_id}/", sent | {"panels-0-id": b.pk} | more)

    now = Criterion.objects.get(pk=criterion.pk)
    assert (now.round_id, now.label.data["fi"]) == (b.round_id, criterion.label.data["fi"])
    kept = Panel.objects.get(pk=b.pk)
    assert (kept.round_id, kept.name.data["fi"]) == (b.round_id, "Vieras raati")


def test_seats_entries_and_rules_of_it_are_out_of_the_reach_of_our_screens(desk, panel, b, entry, foreign):
    seat, own = b.jurors.get(), make.juror(panel)
    apart = make.apart(seat, make.juror(b))
    make.decision(foreign)
    award = make.award(foreign, name=make.words("Palkinto"))
    boxes = [f"{seat.pk}-{entry.pk}", f"{own.pk}-{foreign.pk}", f"{seat.pk}-{foreign.pk}"]
    before = list(Assignment.objects.order_by("pk").values_list("juror", "entry"))
    start = "/admin/judging"

    answers = [
        desk.post(f"{start}/jurors/{panel.pk}/seat/{seat.pk}/", {"change": "withdraw"}),
        desk.post(f"{start}/jurors/{panel.pk}/seat/{seat.pk}/limits/", {"most_entries": 1}),
        desk.post(f"{start}/assignments/{panel.pk}/rules/apart/{apart.pk}/drop/"),
        desk.post(f"{start}/entries/{entry.pk}/award/{award.pk}/"),
        desk.post(f"{start}/entries/{entry.pk}/recuse/{seat.pk}/", {"reason": "x"}),
    ]
    assert [answer.status_code for answer in answers] == [404] * 5
    desk.post(f"{start}/assignments/{panel.pk}/", {"box": boxes, "was": ""})
    desk.post(f"{start}/assignments/{panel.pk}/", {"was": " ".join(boxes)})
    desk.post(f"{start}/rounds/{panel.round_id}/picking/", {"box": [foreign.pk]})
    desk.post(f"{start}/rounds/{panel.round_id}/passing/", {"box": [foreign.pk]})
    desk.post(f"{start}/assignments/{panel.pk}/rules/", {"rule": "apart", "one": seat.pk, "other": own.pk})

    assert list(Assignment.objects.order_by("pk").values_list("juror", "entry")) == before
    assert (Passage.objects.count(), list(panel.round.picked.all())) == (0, [])
    assert Juror.objects.get(pk=seat.pk).takes_part


def test_actions_ask_themselves(office, panel, b, foreign):
    make.reach(office, panel.campaign)
    this, seat, words = b.round, b.jurors.get(), make.words("x")
    recusal = recusals.recuse(seat, b.campaign.entries.last(), "x", by=None)
    make.decision(foreign)
    given = make.award(foreign)
    rehearsal = make.campaign(rehearsal_of=b.campaign)
    lines = {"replaces": False, "mark": "", "by": office}
    for act in (
        lambda: seats.invite(b, "new@example.org", by=office),
        lambda: seats.set_limits(seat, languages=[], most_entries=1, by=office),
        lambda: seats.choose_entries(b, kind="", themes=[], languages=[], by=office),
        lambda: seats.withdraw(seat, by=office),
        lambda: seats.bring_back(seat, by=office),
        lambda: seats.unassign(seat.assignments.first(), by=office),
        lambda: seats.reassign(b, [], [], by=office),
        lambda: sharing.propose(b, Wishes(wanted=1), by=office),
        lambda: sharing.carry_out_file(b, [], **lines),
        lambda: rules.keep_apart(seat, seat, by=office),
        lambda: rules.require(b, [seat], by=office),
        lambda: rules.require(panel, [seat], entry=foreign, by=office),
        lambda: rules.drop_rule(b, make.apart(seat, make.juror(b)), by=office),
        lambda: passing.mark(this, [], by=office),
        lambda: passing.unmark(this, [], by=office),
        lambda: passing.pick(this, [], [], by=office),
        lambda: copying.copy_round(this, panel.campaign, by=office),
        lambda: copying.copy_round(panel.round, b.campaign, by=office),
        lambda: rehearsals.rehearse(b.campaign, 2, by=office),
        lambda: rehearsals.discard(rehearsal, by=office),
        lambda: recusals.recuse(seat, foreign, "x", by=office),
        lambda: recusals.lift(recusal, "x", by=office),
        lambda: actions.assign(seat, foreign, by=office),
        lambda: actions.recalculate(this, by=office),
        lambda: actions.decide(foreign, "selected", "x", by=office),
        lambda: actions.award(foreign, words, words, by=office),
        lambda: actions.take_back(given, by=office),
        lambda: actions.release(b.campaign, by=office),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_rehearsal_that_they_begin_is_in_their_reach_at_once(desk, panel):
    desk.post("/admin/judging/rehearsals/", {"campaign": panel.campaign.pk, "entries": 2})
    made = Campaign.objects.rehearsals().get()

    assert str(made) in text_of(desk.get("/admin/judging/rehearsals/"))
    assert desk.get(f"/admin/judging/ranking/{made.slug}/").status_code == 200
    desk.post(f"/admin/judging/rehearsals/{made.slug}/discard/")
    assert not Campaign.objects.rehearsals().exists()


def test_a_juror_who_is_limited_elsewhere_as_staff_scores_as_before(client, juror, assignment):
    make.reach(juror.user, make.campaign())
    client.force_login(juror.user)

    assert client.get(f"/admin/judging/score/{assignment.pk}/").status_code == 200


def test_screens_of_a_limited_office_cost_one_query_more(client, office, panel, entry):
    client.force_login(office)
    slug = panel.campaign.slug
    places = [f"assignments/{panel.pk}", f"jurors/{panel.pk}", f"ranking/{slug}", f"entries/{entry.pk}"]

    def costs():
        return [number_of_queries(client, f"/admin/judging/{place}/") for place in places]

    costs()
    free = costs()
    make.reach(office, panel.campaign, *(make.campaign() for _ in range(5)))

    assert [limited - before for limited, before in zip(costs(), free, strict=True)] == [1, 1, 1, 1]
