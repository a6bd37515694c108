"""The way from round to round: who comes in, who passes, who decides that, and who sees it."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from judging import actions, passing
from judging.dossier import dossier
from judging.models import Panel, Passage, Round
from judging.permissions import readable_assignments
from judging.progress import jurors_progress, panel_progress
from judging.standings import furthest_standings, panel_entries, round_entries, standings
from pledges.actions import withdraw
from tests import make
from tests.staff import said, text_of


@pytest.fixture
def ranked(panel, campaign):
    """Four entries of a first round: 100, 67 and 67 points, and one without ballots."""
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(4)]
    for entry, level in zip(entries, (3, 2, 2), strict=False):
        make.ballot(make.assignment(make.juror(panel), entry), level, level)
    return entries


@pytest.fixture
def final(campaign, panel):
    return make.judging_round(campaign, entrance="passed", name=make.words("Loppukierros", en="Final"))


def passed(this) -> list[int]:
    return sorted(Passage.objects.of(this).values_list("entry", flat=True))


def inside(this, **more) -> list[int]:
    return list(round_entries(this, **more).order_by("pk").values_list("pk", flat=True))


def keys(*entries) -> list[int]:
    return [entry.pk for entry in entries]


def own(entry, person):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[person]))


# --- who comes in -------------------------------------------------------------------------------
def test_each_rule_lets_in_what_it_says(campaign, panel, ranked):
    first, second, third, last = ranked
    make.entry(state="submitted", campaign=campaign)
    make.entry(state="accepted")
    passing.mark(panel.round, keys(second, last), by=None)
    rounds = {
        rule: make.judging_round(campaign, entrance=rule, order=2) for rule in ("all", "passed", "picked")
    }
    rounds["picked"].picked.add(third)
    best = {n: make.judging_round(campaign, entrance="best", best=n, order=2) for n in (1, 2)}
    for this in (*rounds.values(), *best.values()):
        # Each alone behind the first one.
        Round.objects.exclude(pk__in=[panel.round_id, this.pk]).update(order=9)
        Round.objects.filter(pk=this.pk).update(order=2)
        this.refresh_from_db()
    assert {rule: inside(this) for rule, this in rounds.items()} == {
        "all": keys(*ranked),
        "passed": keys(second, last),
        "picked": keys(third),
    }
    assert {n: inside(this) for n, this in best.items()} == {1: keys(first), 2: keys(first, second, third)}


def test_panels_part_a_round_by_kind_theme_and_language(campaign):
    theme = make.theme(campaign)
    this = make.judging_round(campaign)
    made = {
        "pledge": make.entry(state="accepted", campaign=campaign),
        "initiative": make.entry(state="accepted", campaign=campaign, kind="initiative"),
        "theme": make.entry(state="accepted", campaign=campaign, themes=[theme], language="sv"),
    }
    by = {"kind": {"kind": "initiative"}, "language": {"languages": ["sv"]}, "theme": {}}
    panels = {name: Panel.objects.create(round=this, name=name, **fields) for name, fields in by.items()}
    panels["theme"].themes.add(theme)
    found = {name: list(panel_entries(panel)) for name, panel in panels.items()}
    assert found == {
        "kind": [made["initiative"]],
        "language": [made["theme"]],
        "theme": [made["theme"]],
    }
    assert inside(this) == keys(made["initiative"], made["theme"])


def test_what_a_juror_has_stays_in_the_round_whatever_the_rule_says_later(panel, entry, assignment):
    Round.objects.update(entrance="picked")
    panel.round.refresh_from_db()
    assert (inside(panel.round), list(panel_entries(panel))) == ([entry.pk], [entry])


def test_an_entry_outside_the_round_is_not_assigned(final, campaign, ranked, office):
    panel = make.panel(campaign, round=final)
    juror = make.juror(panel)
    first, second, *_rest = ranked
    passing.mark(final.before(), keys(first), by=office)
    actions.assign(juror, first, by=office)
    with pytest.raises(actions.IllegalMove):
        actions.assign(juror, second, by=office)


def test_a_withdrawn_entry_is_in_no_round(final, ranked):
    first = ranked[0]
    passing.mark(final.before(), keys(first), by=None)
    withdraw(first, by=None)
    assert inside(final) == []


def test_an_entry_stands_where_it_came_furthest(final, campaign, ranked, panel):
    first, second, third, last = ranked
    passing.mark(panel.round, keys(second, third), by=None)
    finalists = make.panel(campaign, round=final)
    make.ballot(make.assignment(make.juror(finalists), third), *[0] * 2)
    placed = [(this and this.pk, one.entry, one.rank) for this, one in furthest_standings(campaign)]
    assert placed == [
        (final.pk, third.pk, 1),
        (panel.round_id, first.pk, 1),
        (panel.round_id, second.pk, 2),
        (None, last.pk, None),
    ]


def test_the_further_rounds_cost_the_same_for_two_and_for_eight(
    campaign, panel, ranked, final, django_assert_num_queries
):
    make.panel(campaign, round=final)
    passing.mark(panel.round, keys(ranked[0]), by=None)
    with django_assert_num_queries(5):
        standings(final)
    for _ in range(6):
        entry = make.entry(state="accepted", campaign=campaign, themes=[make.theme(campaign)])
        make.ballot(make.assignment(make.juror(panel), entry), 1, 1)
        passing.mark(panel.round, keys(entry), by=None)
    with django_assert_num_queries(5):
        standings(final)


# --- passing ------------------------------------------------------------------------------------
def test_marks_are_made_once_and_written_in_the_log_of_the_round(panel, ranked, office):
    first, second, *_rest = ranked
    this = panel.round
    numbers = [passing.mark(this, keys(first, second), by=office) for _ in range(2)]
    assert (numbers, passed(this)) == ([2, 0], keys(first, second))
    assert [passage.by for passage in Passage.objects.all()] == [office, office]
    (logged,) = ModelLogEntry.objects.for_instance(this)
    assert (logged.action, logged.user, logged.data) == (
        "judging.round.pass",
        office,
        {"entries": keys(first, second)},
    )
    assert passing.unmark(this, keys(first), by=office) == (1, 0)
    assert passed(this) == keys(second)


def test_the_best_and_those_from_a_mean_on_pass_and_ties_pass_together(panel, ranked, office):
    first, second, third, _last = ranked
    this = panel.round
    assert passing.mark_best(this, 2, by=office) == 3
    passing.unmark(this, passed(this), by=office)
    assert (passing.mark_from(this, 66.7, by=office), passing.mark_from(this, 66.6, by=office)) == (1, 2)
    assert passed(this) == keys(first, second, third)
    how = [
        log.data.get("best") or log.data.get("at_least") for log in ModelLogEntry.objects.for_instance(this)
    ]
    assert sorted(filter(None, how)) == [2, 66.6, 66.7]


def test_who_is_already_judged_later_stays_passed(final, campaign, panel, ranked, office):
    first, second, *_rest = ranked
    passing.mark(panel.round, keys(first, second), by=office)
    make.assignment(make.juror(make.panel(campaign, round=final)), first)
    assert passing.unmark(panel.round, keys(first, second), by=office) == (1, 1)
    assert passed(panel.round) == keys(first)


def test_nobody_passes_practice(campaign, entry, office):
    practice = make.judging_round(campaign, is_calibration=True)
    practice.picked.add(entry)
    with pytest.raises(passing.NotForPractice):
        passing.mark(practice, [entry.pk], by=office)


@pytest.mark.parametrize("role", [None, "Juror", "Coordinator", "Screener"])
def test_only_the_jury_office_lets_pass_and_picks(role, panel, ranked):
    person = make.user(role=role)
    for act in (
        lambda: passing.mark(panel.round, keys(*ranked), by=person),
        lambda: passing.unmark(panel.round, keys(*ranked), by=person),
        lambda: passing.mark_best(panel.round, 2, by=person),
        lambda: passing.mark_from(panel.round, 10, by=person),
        lambda: passing.pick(panel.round, keys(*ranked), [], by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert passed(panel.round) == []


def test_nobody_marks_or_sees_an_entry_of_their_own_and_the_cut_tells_nothing(desk, panel, ranked, office):
    first, second, third, _last = ranked
    own(first, office)
    this = panel.round
    assert passing.mark(this, keys(first), by=office) == 0
    assert passing.mark_best(this, 1, by=office) == 2  # the best of those they see
    assert passed(this) == keys(second, third)
    passing.mark(this, keys(first), by=None)
    assert passing.unmark(this, keys(first), by=office) == (0, 0)
    assert passing.pick(this, keys(first), [], by=office) == (0, 0)
    for name in ("passing", "picking"):
        text = text_of(desk.get(f"/admin/judging/rounds/{this.pk}/{name}/"))
        assert (first.title in text, second.title in text) == (False, True)
    assert "2 entries have passed." in text_of(desk.get(f"/admin/judging/rounds/{this.pk}/passing/"))


# --- the screens --------------------------------------------------------------------------------
def test_passing_by_hand_on_the_screen(desk, panel, ranked):
    first, second, *_rest = ranked
    address = f"/admin/judging/rounds/{panel.round_id}/passing/"
    response = desk.post(address, {"was": "", "box": [first.pk, second.pk, "x", "-1"]})
    assert (said(response), passed(panel.round)) == (["Saved: 2 added, 0 removed."], keys(first, second))
    # What a colleague marked meanwhile stays.
    desk.post(address, {"was": f"{first.pk}", "box": []})
    assert passed(panel.round) == keys(second)
    assert "1 entry has passed." in text_of(desk.get(address))


@pytest.mark.parametrize(
    ("door", "sent", "answer", "number"),
    [
        ("best", {"number": 2}, "3 more entries have passed.", 3),
        ("from", {"points": "99.5"}, "1 more entry has passed.", 1),
    ],
)
def test_passing_by_result_on_the_screen(door, sent, answer, number, desk, panel, ranked):
    address = f"/admin/judging/rounds/{panel.round_id}/passing/"
    response = desk.post(f"{address}{door}/", sent)
    assert (said(response), response.url, len(passed(panel.round))) == ([answer], address, number)


@pytest.mark.parametrize(
    ("door", "name", "typed", "answer"),
    [
        ("best", "number", "0", "Say how many of the best pass, as a number."),
        ("best", "number", "", "Say how many of the best pass, as a number."),
        ("from", "points", "101", "Give the mean as a number between 0 and 100."),
        ("from", "points", "paljon", "Give the mean as a number between 0 and 100."),
    ],
)
def test_a_number_that_cannot_be_used_stays_and_the_error_stands_at_it(
    door, name, typed, answer, desk, panel, ranked
):
    shown = desk.post(f"/admin/judging/rounds/{panel.round_id}/passing/{door}/", {name: typed}, follow=True)
    form = shown.context["best" if door == "best" else "at_least"]
    assert (form[name].value(), form.errors, passed(panel.round)) == (typed, {name: [answer]}, [])
    assert text_of(shown).count(answer) == 1


def test_practice_has_no_screen_for_passing(desk, campaign):
    practice = make.judging_round(campaign, is_calibration=True)
    assert desk.get(f"/admin/judging/rounds/{practice.pk}/passing/").status_code == 404


def test_entries_are_picked_and_put_back_on_the_screen(desk, campaign, ranked):
    this = make.judging_round(campaign, entrance="picked")
    first, second, third, _last = ranked
    this.picked.add(third)
    address = f"/admin/judging/rounds/{this.pk}/picking/"
    response = desk.post(address, {"was": f"{third.pk}", "box": [first.pk, second.pk]})
    assert (said(response), inside(this)) == (["Saved: 2 added, 1 removed."], keys(first, second))
    found = desk.get(address, {"q": second.reference}).context["page"].object_list
    assert keys(*found) == keys(second)


def test_no_juror_and_no_submitter_learns_who_has_passed(client, panel, ranked, final):
    first = ranked[0]
    given = panel.jurors.first().assignments.get()
    juror = given.juror.user
    author = make.user()
    first.organisation.representatives.create(user=author, role="owner")
    addresses = {juror: ["/admin/judging/", f"/admin/judging/score/{given.pk}/"], author: ["/en/my-entries/"]}

    def pages():
        found = []
        for person, own_addresses in addresses.items():
            client.force_login(person)
            found += [text_of(client.get(address)) for address in own_addresses]
        return found

    pages()
    before = pages()
    passing.mark(panel.round, keys(*ranked), by=None)
    assert pages() == before
    assert readable_assignments(juror).count() == 1


# --- panels -------------------------------------------------------------------------------------
def test_the_office_chooses_which_entries_a_panel_takes(desk, panel, campaign):
    theme = make.theme(campaign)
    foreign = make.theme(make.campaign())
    address = f"/admin/judging/jurors/{panel.pk}/entries/"
    wrong = desk.post(address, {"kind": "", "themes": [foreign.pk]})
    assert list(wrong.context["form"].errors) == ["themes"]
    desk.post(address, {"kind": "pledge", "themes": [theme.pk], "languages": ["sv"]})
    panel.refresh_from_db()
    assert (panel.kind, list(panel.themes.all()), panel.languages) == ("pledge", [theme], ["sv"])
    logged = ModelLogEntry.objects.for_instance(panel).get(action="judging.panel.choose_entries")
    assert logged.data == {"kind": "pledge", "themes": [theme.slug], "languages": ["sv"]}


def test_the_office_sees_a_seat_and_changes_its_limits(desk, panel, entry):
    juror = make.juror(panel, languages=["fi"], most_entries=3)
    juror.ties.create(organisation=entry.organisation, reason="Hallituksessa")
    address = f"/admin/judging/jurors/{panel.pk}/seat/{juror.pk}/limits/"
    assert "Hallituksessa" in text_of(desk.get(address))
    desk.post(address, {"most_entries": "", "languages": ["fi", "sv"]})
    juror.refresh_from_db()
    assert (juror.most_entries, juror.languages) == (None, ["fi", "sv"])


# --- the best of a round, to somebody with an entry of their own -----------------------------------
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_the_best_tell_nobody_whether_their_own_entry_is_one_of_them(place, campaign, panel, office):
    """Whether it is the best, the last of the best, or not one of them: they see the best but one."""
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(4)]
    for entry, level in zip(entries, (3, 2, 1), strict=False):
        make.ballot(make.assignment(make.juror(panel), entry), level, level)
    final = make.panel(campaign, entrance="best", best=2)
    juror = make.juror(final)
    for entry in round_entries(final.round):
        make.ballot(make.assignment(juror, entry), 1, 1)
    own(entries[place], office)
    first, second, *_rest = [entry for entry in entries if entry != entries[place]]
    assert {
        "round": inside(final.round, viewer=office),
        "panel": keys(*panel_entries(final, viewer=office)),
        "ranking": [(one.entry, one.rank, one.of) for one in standings(final.round, viewer=office)],
        "progress": panel_progress(final, viewer=office),
        "juror": [one.given for one in jurors_progress(final, viewer=office)],
        "dossier": [len(dossier(entry, viewer=office).ballots) for entry in (first, second)],
    } == {
        "round": keys(first),
        "panel": keys(first),
        "ranking": [(first.pk, 1, 1)],
        "progress": (1, 1),
        "juror": [1],
        "dossier": [2, 1],
    }


def test_whoever_has_no_entry_of_their_own_sees_all_the_best(campaign, ranked, office):
    final = make.judging_round(campaign, entrance="best", best=2)
    assert inside(final, viewer=office) == inside(final) == keys(*ranked[:3])
