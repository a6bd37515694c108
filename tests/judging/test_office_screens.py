"""The jury office: who sits, who has what, how far they are – and nothing about its own entries."""

import pytest

from judging.models import Assignment, Juror, Round
from people.models import User
from tests import make
from tests.staff import number_of_queries, said, text_of

pytestmark = pytest.mark.usefixtures("in_english")


def seats(panel) -> str:
    return f"/admin/judging/jurors/{panel.pk}/"


def table(panel) -> str:
    return f"/admin/judging/assignments/{panel.pk}/"


def make_own(entry, office):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[office]))


# --- jurors -------------------------------------------------------------------------------------
def test_jurors_are_added_by_their_addresses(desk, panel, letters):
    desk.post(seats(panel), {"emails": "yksi@example.org\nKaksi@example.org, yksi@example.org"})
    assert sorted(panel.jurors.values_list("user__email", flat=True)) == [
        "kaksi@example.org",
        "yksi@example.org",
    ]
    assert sorted(letters()) == [
        ("juror_invited", "kaksi@example.org"),
        ("juror_invited", "yksi@example.org"),
    ]


def test_one_wrong_address_adds_nobody(desk, panel):
    make.user("suljettu@example.org", is_active=False)
    response = desk.post(seats(panel), {"emails": "yksi@example.org ei-osoite suljettu@example.org"})
    assert response.context["form"].errors == {
        "emails": ["“ei-osoite” is not an e-mail address.", "The account of suljettu@example.org is closed."]
    }
    assert (Juror.objects.count(), User.objects.filter(email="yksi@example.org").count()) == (0, 0)


def test_a_juror_is_withdrawn_and_brought_back(desk, juror):
    states = []
    for change in ("withdraw", "bring_back", "nonsense"):
        desk.post(f"{seats(juror.panel)}seat/{juror.pk}/", {"change": change})
        states.append(Juror.objects.get().state)
    assert states == ["withdrawn", "accepted", "accepted"]


def progress(response) -> tuple:
    rows = [(j.given, j.final, j.drafts, j.not_begun) for j in response.context["jurors"]]
    return response.context["final"], response.context["given"], rows


def test_the_office_sees_how_far_each_juror_is(desk, panel, campaign):
    busy, idle = make.juror(panel), make.juror(panel)
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(3)]
    final, draft, _untouched = (make.assignment(busy, entry) for entry in entries)
    make.assignment(idle, entries[0])
    make.ballot(final, 3, 3)
    make.ballot(draft, 1, None, final=False)
    assert progress(desk.get(seats(panel))) == (1, 4, [(3, 1, 1, 1), (1, 0, 0, 1)])


def test_an_own_entry_is_not_counted(desk, office, assignment, panel, campaign):
    make.ballot(assignment, 3, 3)
    make.assignment(assignment.juror, make.entry(state="accepted", campaign=campaign))
    make_own(assignment.entry, office)
    assert progress(desk.get(seats(panel))) == (0, 1, [(1, 0, 0, 1)])


# --- assignments --------------------------------------------------------------------------------
def box(juror, entry) -> str:
    return f"{juror.pk}-{entry.pk}"


def cells(response) -> dict:
    return {
        (cell.juror.pk, cell.entry.pk): (
            cell.assigned,
            cell.can_change,
            cell.finding and cell.finding.conflict,
        )
        for row in response.context["rows"]
        for cell in row.cells
    }


def test_the_table_shows_who_has_what_and_who_must_not(desk, panel, campaign):
    one, two = make.juror(panel), make.juror(panel)
    entry, scored = (make.entry(state="accepted", campaign=campaign) for _ in range(2))
    make.assignment(one, entry)
    make.ballot(make.assignment(two, scored), 1, 1)
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[two.user]))
    response = desk.get(table(panel))
    assert cells(response) == {
        (one.pk, entry.pk): (True, True, None),
        (two.pk, entry.pk): (False, False, "partner"),
        (one.pk, scored.pk): (False, True, None),
        (two.pk, scored.pk): (True, False, None),
    }
    assert [(row.assigned, row.final, row.missing) for row in response.context["rows"]] == [
        (1, 0, 2),
        (1, 1, 2),
    ]
    assert "Conflict: acts for a partner in it" in text_of(response)


def test_ticking_assigns_and_unticking_takes_away(desk, panel, campaign):
    one, two = make.juror(panel), make.juror(panel)
    entry = make.entry(state="accepted", campaign=campaign)
    make.assignment(one, entry)
    response = desk.post(table(panel), {"was": box(one, entry), "box": [box(two, entry)]})
    assert list(Assignment.objects.values_list("juror", flat=True)) == [two.pk]
    assert said(response) == ["Saved: 1 added, 1 removed."]


def test_what_a_colleague_assigned_meanwhile_stays(desk, panel, campaign):
    one, two = make.juror(panel), make.juror(panel)
    entry = make.entry(state="accepted", campaign=campaign)
    make.assignment(one, entry)
    desk.post(table(panel), {"was": "", "box": [box(two, entry)]})
    assert sorted(Assignment.objects.values_list("juror", flat=True)) == [one.pk, two.pk]


def test_what_is_impossible_is_said_and_nonsense_is_ignored(desk, panel, juror, entry):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[juror.user]))
    response = desk.post(
        table(panel), {"was": "x 1-2-3", "box": [box(juror, entry), "a-b", "'", "9" * 30 + "-1"]}
    )
    assert said(response) == [
        "Saved: 0 added, 0 removed.",
        "1 change was not possible: the juror has begun to score, or must not.",
    ]


def test_filters_leave_what_was_asked_for(desk, panel, campaign, juror):
    work = make.theme(campaign)
    pledge = make.entry(state="accepted", campaign=campaign, themes=[work])
    initiative = make.entry(state="accepted", campaign=campaign, kind="initiative")
    Round.objects.update(jurors_per_entry=1)
    make.assignment(juror, initiative)

    def left(query):
        return [row.entry.pk for row in desk.get(f"{table(panel)}?{query}").context["rows"]]

    assert [left(q) for q in ("", f"theme={work.pk}", "kind=initiative", "short=on", "theme=0")] == [
        [pledge.pk, initiative.pk],
        [pledge.pk],
        [initiative.pk],
        [pledge.pk],
        [pledge.pk, initiative.pk],
    ]


def test_an_own_entry_has_no_row_and_is_not_short(desk, office, panel, juror, entry):
    make_own(entry, office)
    response = desk.get(table(panel))
    assert (response.context["rows"], response.context["short"]) == ([], [])
    assert entry.title not in response.content.decode()


def test_a_page_of_the_table_has_fewer_fields_than_a_form_may_have(desk, panel, campaign, settings):
    for _ in range(20):
        make.juror(panel)
    for _ in range(16):
        make.entry(state="accepted", campaign=campaign)
    boxes = sum(len(row.cells) for row in desk.get(table(panel)).context["rows"])
    assert (boxes, boxes < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS) == (300, True)


def test_the_table_costs_the_same_for_three_and_for_nine(desk, panel, campaign):
    def grow(number):
        for _ in range(number):
            entry = make.entry(state="accepted", campaign=campaign, themes=[make.theme(campaign)])
            make.ballot(make.assignment(make.juror(panel), entry), 1, 1)
        desk.get(table(panel))
        return number_of_queries(desk, table(panel)), number_of_queries(desk, seats(panel))

    assert grow(3) == grow(6)


# --- menu, first screen -------------------------------------------------------------------------
def test_without_a_jury_the_menu_leads_to_its_making(desk):
    found = [desk.get(f"/admin/judging/{name}/").url for name in ("assignments", "ranking", "decisions")]
    assert found == ["/admin/judging/rounds/"] * 3


def test_the_menu_leads_to_the_newest_campaign(desk, panel, campaign):
    found = [desk.get(f"/admin/judging/{name}/").url for name in ("assignments", "ranking", "decisions")]
    assert found == [
        table(panel),
        f"/admin/judging/ranking/{campaign.slug}/",
        f"/admin/judging/decisions/{campaign.slug}/",
    ]


def test_the_first_screen_says_what_the_office_has_to_do(desk, panel, assignment):
    text = text_of(desk.get("/admin/"))
    assert "1 entry is short of jurors: Jury" in text
    assert "0 of 1 ballots are final: Jury until " in text


def test_the_first_screen_says_what_a_juror_has_to_do(client, juror, assignment):
    client.force_login(juror.user)
    client.cookies["django_language"] = "en"
    make.ballot(assignment, 1, 1, final=False)
    text = text_of(client.get("/admin/"))
    assert "0 of 1 scored: Partnership campaign until " in text
    assert " – 20 days left" in text
