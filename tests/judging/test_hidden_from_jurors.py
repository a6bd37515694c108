"""What a juror must not know does not come out by order, by counting, by the way it is refused, or by asking.

Checks Z06, Z08–Z12 and Z20 of jurors; the access matrix walks the addresses themselves.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from judging import recusals, seats
from judging.models import Juror
from judging.progress import jurors_progress, own_work, panel_progress
from judging.ranked import ranked_entries
from judging.table import AssignmentTable
from pledges.states import TAKING_PART
from tests import make
from tests.addresses import routes
from tests.staff import number_of_queries

LIST = "/admin/judging/"


def plain(response) -> str:
    """A page without what is new in every answer."""
    text = re.sub(r'csrfmiddlewaretoken" value="\w+"|nonce-?="?[\w+/=-]+|"csrf\w*": "\w+"', "", response.text)
    return re.sub(r'"CSRF_TOKEN": "\w+"|csrf[\w-]*="?\w+', "", text)


# --- Z08: order and filters ---------------------------------------------------------------------
HIDDEN_FIELDS = [
    "total", "mean", "decision", "ballot__total", "assignments__ballot__total", "organisation__name",
    "created_by__email", "screening_note", "juror__user__email", "contact_email",
]  # fmt: skip
KEYS = ["ordering", "order_by", "o", "sort", "q", "filter", "search", "fields", "expand"]


@pytest.mark.parametrize("field", HIDDEN_FIELDS)
def test_no_order_or_filter_by_a_hidden_field_changes_a_jurors_list(field, evening, juror, campaign):
    for total in (3, 0, 2):
        made = make.assignment(juror, make.entry(state="accepted", campaign=campaign))
        make.ballot(make.assignment(make.juror(juror.panel), made.entry), total, total)
    order = [one.pk for one in evening.get(LIST).context["works"][0].assignments]
    for value in (field, f"-{field}", f"{field}__gt=1"):
        asked = dict.fromkeys(KEYS, value) | {field: 1, f"{field}__gte": 1}
        found = evening.get(LIST, asked).context["works"][0]
        assert [one.pk for one in found.assignments] == order, value


@pytest.mark.parametrize("address", ["/admin/entries/", "/admin/screening/"])
def test_no_list_of_staff_is_ordered_by_scores_or_decisions(address, client, campaign, panel):
    client.force_login(make.user(role="Coordinator"))
    for total in (0, 3):
        entry = make.entry(state="accepted", campaign=campaign)
        make.ballot(make.assignment(make.juror(panel), entry), total, total)
    make.decision(entry, outcome="not_selected")

    def order(**asked):
        page = client.get(address, asked)
        return [one.pk for one in page.context["object_list"]]

    for field in ("decision__outcome", "assignments__ballot__total", "awards", "passages"):
        assert order(ordering=field) == order(ordering=f"-{field}") == order(), field


# --- Z06, Z09, Z10: how it is refused -------------------------------------------------------------
def hidden(juror, campaign) -> dict[str, int]:
    """Assignments that a juror has or had, and must not find; and one that never was."""
    conflicted, recused, others, gone = (
        make.assignment(juror, make.entry(state="accepted", campaign=campaign)) for _ in range(4)
    )
    own = make.organisation(people=[juror.user])
    make.partner(conflicted.entry, state="confirmed", organisation=own)
    make.affirmation(juror, own)
    recusals.recuse(juror, recused.entry, "Oma", by=None)
    others.juror = make.juror(juror.panel)
    others.save()
    number = gone.pk
    gone.delete()
    return {"conflicted": conflicted.pk, "recused": recused.pk, "of another": others.pk, "none": number}


@pytest.mark.parametrize("door", ["", "conflict/", "picture/480.webp", "attachment/1/"])
def test_a_hidden_entry_is_refused_like_one_that_is_not_there(door, evening, juror, campaign):
    keys = hidden(juror, campaign)
    answers = {name: evening.get(f"{LIST}score/{pk}/{door}") for name, pk in keys.items()}
    alike = {
        name: (one.status_code, sorted(one.headers), plain(one).replace(f"/{keys[name]}/", "/n/"))
        for name, one in answers.items()
    }
    assert {name: one == alike["none"] for name, one in alike.items()} == dict.fromkeys(keys, True)
    assert alike["none"][0] == 404


def ballot(**more) -> dict:
    """What every way of saving sends; the second lacks a number without which nothing is valid."""
    return {"comment": "Arvaus", "version": "0", **more}


WAYS = {
    "read": lambda client, address: client.get(address),
    "say that one is involved": lambda client, address: client.get(f"{address}conflict/"),
    "send that": lambda client, address: client.post(f"{address}conflict/", {"reason": "Arvaus"}),
    "picture": lambda client, address: client.get(f"{address}picture/480.webp"),
    "attachment": lambda client, address: client.get(f"{address}attachment/1/"),
    "save": lambda client, address: client.post(address, ballot()),
    "save nonsense": lambda client, address: client.post(address, ballot(version="x")),
    "save while typing": lambda client, address: client.post(address, ballot(), headers={"X-Autosave": "1"}),
    "save nonsense while typing": lambda client, address: client.post(
        address, ballot(version="x"), headers={"X-Autosave": "1"}
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_entry_is_asked_about_in_the_very_words_of_one_that_is_not_there(
    way, evening, juror, campaign
):
    """The same statements with the same values do the same work and bring the same rows.

    So no answer can take longer, on any machine; a clock would say it less surely, and not every time. The
    key itself stands in one place only: as what each assignment that may be read is compared with.
    """

    def asked(pk) -> tuple:
        with CaptureQueriesContext(connection) as captured:
            answer = WAYS[way](evening, f"{LIST}score/{pk}/")
        # What differs by its nature: moments, names of savepoints, the address itself among redirects.
        new = rf"\d{{4}}-\d\d-\d\d[ T][\d:.+]+|SAVEPOINT \S+|(?<=/score/)\d+|(?<= = ){pk}(?=\)? THEN )"
        said = [re.sub(new, "…", one["sql"]) for one in captured]
        return said, answer.status_code, plain(answer).replace(f"/score/{pk}/", "/score/n/")

    keys = hidden(juror, campaign)
    make.assignment(juror, make.entry(state="accepted", campaign=campaign))
    asked(0)
    alike = {name: asked(pk) for name, pk in keys.items()}
    assert len(alike["none"][0]) > 1
    assert {name: one for name, one in alike.items() if one != alike["none"]} == {}


def test_a_list_costs_as_much_with_a_hidden_match_as_without(evening, juror, campaign):
    before = number_of_queries(evening, LIST)
    make.assignment(juror, make.entry(state="accepted", campaign=campaign, author=juror.user))
    assert number_of_queries(evening, LIST) == before


@pytest.mark.parametrize("way", WAYS)
def test_a_number_that_no_key_can_be_is_refused_like_one_that_is_none(way, evening, juror, campaign):
    make.assignment(juror, make.entry(state="accepted", campaign=campaign))
    answers = [WAYS[way](evening, f"{LIST}score/{pk}/").status_code for pk in (0, 2**63, 10**30)]
    assert answers == [answers[0]] * 3


# --- Z11: choosers --------------------------------------------------------------------------------
def test_no_chooser_opens_to_a_juror(evening, assignment):
    found = [
        "/" + re.sub(r"<[^>]+>", "1", re.sub(r"\(\?P<\w+>[^)]*\)|[\^$\\]", "1", route))
        for route, _name in routes()
        if "choose" in route and route.startswith("admin/")
    ]
    assert len(found) > 10
    opened = [address for address in found if evening.get(address).status_code == 200]
    assert opened == []


def test_jurors_hold_no_permission_on_pages_images_documents_or_snippets(juror):
    assert sorted(juror.user.get_all_permissions()) == ["judging.score_entry", "wagtailadmin.access_admin"]


# --- Z12: numbers ---------------------------------------------------------------------------------
def test_all_numbers_are_those_of_what_the_viewer_may_see(panel, campaign, office):
    """Against an oracle that knows the policy and nothing of the product's queries."""
    mine = make.organisation(people=[office])
    jurors, seen, ballots = [make.juror(panel) for _ in range(3)], [], {}
    ways = ["", "author", "submitter", "confirmed", "corrected", "invited", "declined", "withdrawn"]
    for number, way in enumerate(ways * 2):
        fields = {"author": {"author": office}, "submitter": {"organisation": mine}}.get(way, {})
        entry = make.entry(state="accepted", campaign=campaign, **fields)
        if way in ("confirmed", "corrected", "invited", "declined"):
            make.partner(entry, state=way, organisation=mine)
        for juror in jurors[: number % 4]:
            given = make.assignment(juror, entry)
            if juror != jurors[1]:
                make.ballot(given, number % 4, 1, final=juror == jurors[0])
        if way == "withdrawn":
            make.move(entry, "withdrawn", by=None)
        if way not in {"author", "submitter", "withdrawn", *TAKING_PART}:
            seen.append(entry.pk)
            ballots[entry.pk] = number % 4
    given = sum(ballots.values())
    final = sum(number > 0 for number in ballots.values())

    assert panel_progress(panel, viewer=office) == (final, given)
    rows = {
        one.pk: (one.given, one.final, one.drafts, one.not_begun)
        for one in jurors_progress(panel, viewer=office)
    }
    two, three = (sum(number > place for number in ballots.values()) for place in (1, 2))
    assert [rows[juror.pk] for juror in jurors] == [
        (final, final, 0, 0),
        (two, 0, 0, two),
        (three, 0, three, 0),
    ]
    table = AssignmentTable(panel, jurors, viewer=office)
    assert {row.entry.pk: row.assigned for row in table.rows(table.entries({}))} == ballots
    ranked = ranked_entries(campaign, viewer=office)
    assert sorted(row.pk for row in ranked) == seen
    assert {row.standing.of for row in ranked if row.rank} == {final}
    assert sorted(row.rank for row in ranked if row.rank)[0] == 1


def test_a_jurors_own_numbers_count_what_they_may_read(juror, campaign):
    for author in (None, juror.user, None):
        make.assignment(juror, make.entry(state="accepted", campaign=campaign, author=author))
    assert [work.total for work in own_work(juror.user)] == [2]


# --- Z20: what is taken away is gone at the next request --------------------------------------------
def lose_the_role(juror, assignment):
    juror.user.groups.clear()


def withdraw(juror, assignment):
    seats.withdraw(juror, by=None)


def unassign(juror, assignment):
    seats.unassign(assignment, by=None)


def be_recused(juror, assignment):
    recusals.recuse(juror, assignment.entry, "Oma", by=None)


def close_the_account(juror, assignment):
    juror.user.is_active = False
    juror.user.save()


@pytest.mark.parametrize("take_away", [lose_the_role, withdraw, unassign, be_recused, close_the_account])
def test_what_is_taken_away_is_gone_at_the_next_request(take_away, evening, juror, assignment):
    home = f"{LIST}score/{assignment.pk}/"
    assert evening.get(home).status_code == 200
    take_away(Juror.objects.get(pk=juror.pk), assignment)
    after = [evening.get(home).status_code, evening.post(home, {"version": 0}).status_code]
    assert 200 not in after
    assert assignment.entry.title not in evening.get(LIST).text
    assert not hasattr(assignment, "ballot")


def test_the_office_loses_its_rooms_at_the_next_request(client, office, entry, panel):
    client.force_login(office)
    home = f"/admin/judging/entries/{entry.pk}/"
    assert client.get(home).status_code == 200
    office.groups.clear()
    assert client.get(home).status_code in (302, 403)
