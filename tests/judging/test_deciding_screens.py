"""Ranking, dossier, decisions and their release on the screens of the jury office."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from judging import actions, seats
from judging.models import Award, Decision, Recusal
from tests import make
from tests.bench_data import fill
from tests.staff import number_of_queries, said, text_of

SELECTED, NOT_SELECTED = Decision.Outcome.SELECTED, Decision.Outcome.NOT_SELECTED


@pytest.fixture
def three(panel, campaign):
    """Entries with the totals 100, 50 and none."""
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(3)]
    make.ballot(make.assignment(make.juror(panel), entries[0]), 3, 3, comment="Loistava")
    make.ballot(make.assignment(make.juror(panel), entries[1]), 3, 0)
    return entries


def ranking(campaign) -> str:
    return f"/admin/judging/ranking/{campaign.slug}/"


def decisions(campaign) -> str:
    return f"/admin/judging/decisions/{campaign.slug}/"


def dossier(entry) -> str:
    return f"/admin/judging/entries/{entry.pk}/"


def own(entry, office):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[office]))


# --- ranking ------------------------------------------------------------------------------------
def ranked(response) -> list[tuple]:
    return [(row.rank, row.pk, row.mean, row.ballots) for row in response.context["object_list"]]


def test_the_ranking_lists_the_best_first_and_those_without_ballots_last(desk, three, campaign):
    first, second, third = three
    assert ranked(desk.get(ranking(campaign))) == [
        (1, first.pk, 100.0, 1),
        (2, second.pk, 50.0, 1),
        (None, third.pk, None, 0),
    ]


def test_an_own_entry_is_on_no_screen_of_the_office(desk, office, three, campaign):
    first, second, third = three
    own(first, office)
    assert ranked(desk.get(ranking(campaign))) == [(1, second.pk, 50.0, 1), (None, third.pk, None, 0)]
    assert [row.pk for row in desk.get(decisions(campaign)).context["page"]] == [second.pk, third.pk]
    assert desk.get(dossier(first)).status_code == 404
    table = desk.get(f"{ranking(campaign)}?export=csv").getvalue().decode()
    assert [entry.reference in table for entry in three] == [False, True, True]


def test_an_own_entry_is_neither_decided_nor_awarded(desk, office, three):
    own(three[0], office)
    answers = [
        desk.post(dossier(three[0]), {"outcome": SELECTED, "grounds": "Selkeä", "seen": ""}),
        desk.post(f"{dossier(three[0])}award/", {"name_0": "Palkinto"}),
    ]
    assert ([answer.status_code for answer in answers], Decision.objects.count()) == ([404, 404], 0)


HEADINGS = [
    "Rank",
    "Reference number",
    "Title",
    "Organisation",
    "Kind",
    "Themes",
    "Mean",
    "Answered, per cent",
    "Ballots",
    "Spread",
    "Decision",
    "Round",
]


@pytest.fixture
def dangerous(panel, campaign):
    theme = make.theme(campaign, label=make.words("+1", "+1", "+1"))
    organisation = make.organisation(name=make.words("@SUM(A1)"))
    entry = make.entry(
        state="accepted",
        campaign=campaign,
        title='=HYPERLINK("http://evil.example")',
        organisation=organisation,
        themes=[theme],
    )
    make.ballot(make.assignment(make.juror(panel), entry), 3, 0)
    return entry


def test_the_ranking_as_csv_runs_no_formula(desk, dangerous, campaign):
    rows = list(csv.reader(StringIO(desk.get(f"{ranking(campaign)}?export=csv").getvalue().decode())))
    title, organisation = '\'=HYPERLINK("http://evil.example")', "'@SUM(A1)"
    assert rows == [
        HEADINGS,
        [
            "1",
            dangerous.reference,
            title,
            organisation,
            "Pledge",
            "+1",
            "50.0",
            "100.0",
            "1",
            "0.0",
            "",
            "Scoring",
        ],
    ]


def test_the_ranking_is_read_round_by_round_or_as_far_as_each_entry_came(desk, panel, campaign):
    entries = [make.entry(state="accepted", campaign=campaign) for _ in range(2)]
    for entry, level in zip(entries, (3, 2), strict=True):
        make.ballot(make.assignment(make.juror(panel), entry), level, level)
    final = make.panel(campaign, name=make.words("Loppuraati"), entrance="best", best=2)
    make.ballot(make.assignment(make.juror(final), entries[1]), 1, 1)

    def ranked(query):
        rows = desk.get(f"{ranking(campaign)}{query}").context["object_list"]
        return [(row.pk, row.rank, row.round.pk if row.round else None) for row in rows]

    first, second = (entry.pk for entry in entries)
    assert {
        query: ranked(query)
        for query in ("", f"?round={panel.round_id}", f"?round={final.round_id}", "?round=x")
    } == {
        "": [(second, 1, final.round_id), (first, 1, panel.round_id)],
        f"?round={panel.round_id}": [(first, 1, panel.round_id), (second, 2, panel.round_id)],
        f"?round={final.round_id}": [(second, 1, final.round_id), (first, None, final.round_id)],
        "?round=x": [(second, 1, final.round_id), (first, 1, panel.round_id)],
    }


def test_the_ranking_as_xlsx_holds_text_and_no_formula(desk, dangerous, campaign):
    response = desk.get(f"{ranking(campaign)}?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    cells = list(sheet.iter_rows())
    assert [cell.value for cell in cells[0]] == HEADINGS
    assert [(cell.value, cell.data_type) for cell in cells[1]][:4] == [
        (1, "n"),
        (dangerous.reference, "s"),
        ('=HYPERLINK("http://evil.example")', "s"),
        ("@SUM(A1)", "s"),
    ]


# --- the dossier --------------------------------------------------------------------------------
def test_the_office_reads_ballots_with_levels_and_comments(desk, three):
    response = desk.get(dossier(three[0]))
    row = response.context["dossier"].ballots[0]
    assert [(str(criterion), level) for criterion, level in row.answers] == [
        ("Kriteeri 1", "Erinomainen"),
        ("Kriteeri 2", "Erinomainen"),
    ]
    assert (row.counts, row.why_not, row.ballot.comment) == (True, "", "Loistava")
    assert "Rank 1 of 2 – mean 100.0, spread 0.0" in text_of(response)


def test_a_ballot_that_does_not_count_says_why(desk, office, assignment):
    make.ballot(assignment, 1, 1)
    actions_of_the_jury = desk.get(dossier(assignment.entry)).context["dossier"].ballots[0]
    seats.withdraw(assignment.juror, by=None)
    left = desk.get(dossier(assignment.entry)).context["dossier"].ballots[0]
    assert [(row.counts, row.why_not) for row in (actions_of_the_jury, left)] == [
        (True, ""),
        (False, "has withdrawn from the jury"),
    ]


def test_the_office_recuses_a_juror_with_a_reason(desk, assignment, entry):
    make.ballot(assignment, 1, 1)
    desk.post(f"{dossier(entry)}recuse/{assignment.juror.pk}/", {"reason": "Sisarukset"})
    assert list(Recusal.objects.values_list("juror", "reason")) == [(assignment.juror.pk, "Sisarukset")]
    assert "Sisarukset" in text_of(desk.get(dossier(entry)))


# --- deciding -----------------------------------------------------------------------------------
def test_a_decision_is_recorded_with_its_grounds(desk, three, office):
    response = desk.post(dossier(three[1]), {"outcome": SELECTED, "grounds": "Selkeä", "seen": ""})
    assert (response.url, list(Decision.objects.values_list("entry", "outcome", "grounds", "by"))) == (
        dossier(three[1]),
        [(three[1].pk, SELECTED, "Selkeä", office.pk)],
    )


def test_a_decision_without_grounds_is_not_recorded(desk, three):
    response = desk.post(dossier(three[1]), {"outcome": SELECTED, "grounds": " ", "seen": ""})
    assert response.context["form"].errors == {"grounds": ["This field is required."]}
    assert Decision.objects.count() == 0


def test_save_and_next_goes_down_the_ranking_to_what_is_undecided(desk, three, campaign):
    first, second, third = three
    make.decision(second)
    data = {"outcome": SELECTED, "grounds": "Selkeä", "seen": "", "next": "1"}
    assert [desk.post(dossier(entry), data).url for entry in (first, third)] == [
        dossier(third),
        decisions(campaign),
    ]


def test_a_colleagues_decision_is_not_replaced_unseen(desk, three):
    colleague = make.user(role="Jury office", first_name="Kaisa", last_name="Kollega")
    actions.decide(three[0], NOT_SELECTED, "Ei vielä", by=colleague)
    data = {"outcome": SELECTED, "grounds": "Selkeä", "seen": ""}
    response = desk.post(dossier(three[0]), data)
    form = response.context["form"]
    assert form.non_field_errors() == [
        "Kaisa Kollega has recorded another decision meanwhile: Not selected – “Ei vielä”. "
        "Save again to replace it."
    ]
    assert (form["grounds"].value(), Decision.objects.get().outcome) == ("Selkeä", NOT_SELECTED)
    desk.post(dossier(three[0]), data | {"seen": form["seen"].value()})
    assert Decision.objects.get().outcome == SELECTED


def test_an_award_is_given_in_every_language_and_taken_back(desk, three, office):
    actions.decide(three[0], SELECTED, "Selkeä", by=office)
    names = {"name_0": "Vuoden lupaus", "name_1": "Årets löfte", "name_2": "Pledge of the year"}
    desk.post(f"{dossier(three[0])}award/", names | {"grounds_0": "Rohkea", "grounds_1": "", "grounds_2": ""})
    given = Award.objects.get()
    assert given.name.data == {"fi": "Vuoden lupaus", "sv": "Årets löfte", "en": "Pledge of the year"}
    desk.post(f"{dossier(three[0])}award/{given.pk}/")
    assert Award.objects.count() == 0


def test_an_award_needs_a_selected_entry_and_a_name(desk, three, office):
    address = f"{dossier(three[0])}award/"
    response = desk.post(address, {"name_0": "Palkinto", "grounds_0": "Rohkea"})
    assert said(response) == ["Only an entry selected for the programme can be awarded."]
    actions.decide(three[0], SELECTED, "Selkeä", by=office)
    response = desk.post(address, {"name_0": "", "grounds_0": "Rohkea"})
    assert (response.context["award_form"].errors, Award.objects.count()) == (
        {"name": ["This field is required."]},
        0,
    )


def test_an_awarded_entry_says_why_it_is_not_decided_otherwise(desk, three, office):
    decision = actions.decide(three[0], SELECTED, "Selkeä", by=office)
    actions.award(three[0], "Palkinto", "Rohkea", by=office)
    data = {"outcome": NOT_SELECTED, "grounds": "Ei", "seen": decision.at.isoformat()}
    response = desk.post(dossier(three[0]), data)
    assert said(response) == ["The entry has an award. Take the award back before you decide otherwise."]
    assert Decision.objects.get().outcome == SELECTED


@pytest.mark.breaks_promises  # entries by the thousand have no past
def test_the_list_of_decisions_asks_the_same_of_ten_entries_and_of_a_thousand(desk, office):
    def costs(number):
        campaign = make.campaign(**make.closed())
        make.panel(campaign)
        entries = fill(campaign, [make.organisation() for _ in range(5)], range(1, number * 4 // 3 + 2))
        entries = [entry for entry in entries if entry.state == "accepted"]
        decided = entries[::2]
        Decision.objects.bulk_create(
            Decision(entry=one, outcome=SELECTED, grounds="Selkeä", standing={}, by=office) for one in decided
        )
        found = desk.get(decisions(campaign)).context
        assert (found["waiting"], found["undecided"]) == (len(decided), len(entries) - len(decided))
        return number_of_queries(desk, decisions(campaign)), len(entries), len(found["page"])

    (few, ten, shown), (many, thousand, of_many) = costs(10), costs(1000)
    assert (10 <= ten <= shown < 20, thousand >= 1000, of_many, many) == (True, True, 50, few)


def test_the_list_is_read_page_by_page_and_found_again_where_one_was(desk, three, campaign, monkeypatch):
    monkeypatch.setattr("judging.views.deciding.PER_PAGE", 2)
    keys = [entry.pk for entry in three]

    def listed(query=""):
        return [row.pk for row in desk.get(decisions(campaign) + query).context["page"]]

    assert [listed(), listed("?p=2"), listed("?p=9")] == [keys[:2], keys[2:], keys[2:]]
    back = desk.get(dossier(three[2])).context["breadcrumbs_items"][1]["url"]
    assert back == f"{decisions(campaign)}?from={keys[2]}#entry-{keys[2]}"
    assert [listed(f"?from={pk}") for pk in (keys[2], keys[0], "x")] == [keys[2:], keys[:2], keys[:2]]
    assert listed(f"?from={keys[2]}&p=1") == keys[:2]


def test_the_frozen_rank_is_hidden_from_who_has_an_own_entry(desk, three, office):
    actions.decide(three[1], SELECTED, "Selkeä", by=office)
    texts = [text_of(desk.get(dossier(three[1])))]
    own(three[0], office)
    texts.append(text_of(desk.get(dossier(three[1]))))
    assert ["Rank at the decision: 2 of 2" in text for text in texts] == [True, False]
