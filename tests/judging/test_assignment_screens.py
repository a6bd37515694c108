"""The office shares entries: a plan it sees first, a file it tries first, and rules."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from judging.models import ApartRule, Assignment, NeededRule, Round
from judging.states import JurorState
from tests import make
from tests.staff import number_of_queries, said, text_of

pytestmark = pytest.mark.usefixtures("in_english")

WISHES = {
    "wanted": 2,
    "language_rule": "every",
    "balance": "on",
    "spread": ["kind", "region"],
    "moving": "keep",
    "move_cost": 0,
}


@pytest.fixture
def jurors(panel):
    names = ("Aino", "Bo", "Carla")
    return [make.juror(panel, make.user(role="Juror", first_name=name, last_name="Oja")) for name in names]


@pytest.fixture
def entries(campaign):
    return [make.entry(state="accepted", campaign=campaign) for _ in range(3)]


def at(panel, place="") -> str:
    return f"/admin/judging/assignments/{panel.pk}/{place}"


def given() -> set[tuple]:
    return set(Assignment.objects.values_list("juror", "entry"))


def make_own(entry, office):
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[office]))


# --- automatic ----------------------------------------------------------------------------------
def test_a_plan_is_seen_and_then_applied(desk, panel, jurors, entries):
    page = desk.post(at(panel, "automatic/"), WISHES)
    text = text_of(page)
    assert "6 assignments are added, 0 are taken away. By what you asked for, no plan is better." in text
    assert "Every entry gets 2 jurors, and every rule is kept." in text
    assert [(load.now, load.planned, load.share) for load in page.context["proposal"].loads] == [
        (0, 2, 100)
    ] * 3
    assert given() == set()
    response = desk.post(at(panel, "automatic/"), {**WISHES, "mark": page.context["proposal"].mark})
    assert (response.url, said(response)) == (at(panel), ["Saved: 6 added, 0 removed."])
    assert (len(given()), Round.objects.get().jurors_per_entry) == (6, 2)


def test_a_plan_made_of_what_has_changed_is_shown_again_and_not_applied(desk, panel, jurors, entries):
    seen = desk.post(at(panel, "automatic/"), WISHES).context["proposal"].mark
    make.assignment(jurors[0], entries[0])
    response = desk.post(at(panel, "automatic/"), {**WISHES, "mark": seen})
    assert (said(response), len(response.context["proposal"].added), len(given())) == (
        ["Something has changed meanwhile, so nothing was done. This is the new plan."],
        5,
        1,
    )


def test_what_cannot_be_done_is_said_with_numbers(desk, panel, jurors, campaign):
    swedish = make.entry(state="accepted", campaign=campaign, language="sv")
    for juror, languages in zip(jurors, (["sv"], ["fi"], ["fi"]), strict=True):
        juror.languages = languages
        juror.save()
    make.needed(jurors[1], entry=swedish)
    assert desk.post(at(panel, "automatic/"), WISHES).context["proposal"].shortfalls == [
        f"{swedish.reference} must have Bo Oja, who does not read its language.",
        f"1 entry has too few eligible jurors who read Swedish: 1 instead of 2. ({swedish.reference})",
    ]


def test_moves_are_listed_with_their_reason(desk, panel, jurors, entries):
    make.assignment(jurors[0], entries[0])
    make.partner(entries[0], state="confirmed", organisation=make.organisation(people=[jurors[0].user]))
    page = desk.post(at(panel, "automatic/"), {**WISHES, "wanted": 1})
    assert [(one.juror, one.entry, one.reason) for one in page.context["proposal"].taken] == [
        (jurors[0], entries[0], "conflict of interest")
    ]
    assert "conflict of interest" in text_of(page)


def test_what_has_been_begun_against_a_rule_is_named(desk, panel, jurors, entries):
    for juror in jurors[:2]:
        make.ballot(make.assignment(juror, entries[0]), 1, 1)
    make.apart(*jurors[:2])
    reference = entries[0].reference
    assert desk.post(at(panel, "automatic/"), WISHES).context["proposal"].breaches == [
        f"{name} Oja must not sit together with another juror of the entry, but has begun to score and "
        f"therefore stays. ({reference})"
        for name in ("Aino", "Bo")
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"wanted": ""}, "wanted"),
        ({"wanted": 51}, "wanted"),
        ({"move_cost": -1}, "move_cost"),
        ({"language_rule": "some"}, "language_rule"),
        ({"spread": ["title"]}, "spread"),
    ],
)
def test_an_impossible_wish_is_told_at_its_field(change, field, desk, panel, jurors, entries):
    page = desk.post(at(panel, "automatic/"), {**WISHES, **change})
    assert (list(page.context["form"].errors), given()) == ([field], set())


def test_who_has_not_answered_is_counted_and_gets_nothing(desk, panel, jurors, entries):
    make.juror(panel, state=JurorState.INVITED)
    assert "1 invited person has not answered yet." in text_of(desk.get(at(panel, "automatic/")))
    page = desk.post(at(panel, "automatic/"), {**WISHES, "wanted": 4})
    assert len(page.context["proposal"].added) == 9


def test_without_jurors_there_is_nothing_to_ask_for(desk, panel, entries):
    page = desk.get(at(panel, "automatic/"))
    assert ("Nobody takes part in this panel yet." in text_of(page), b"See the plan" in page.content) == (
        True,
        False,
    )


def test_an_own_entry_of_the_office_is_in_no_plan_and_in_no_word(desk, office, panel, jurors, entries):
    make_own(entries[0], office)
    make.assignment(jurors[0], entries[0])
    page = desk.post(at(panel, "automatic/"), WISHES)
    assert {one.entry for one in page.context["proposal"].added} == set(entries[1:])
    assert [load.now for load in page.context["proposal"].loads] == [0, 0, 0]
    assert entries[0].reference not in page.content.decode()


# --- by file ------------------------------------------------------------------------------------
def sent(desk, panel, text, *, replaces="no"):
    content = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("plan.csv", content, content_type="text/csv")
    return desk.post(at(panel, "file/"), {"file": file, "replaces": replaces})


def rows(*pairs) -> str:
    lines = [f"{entry.reference},{juror.user.email}" for juror, entry in pairs]
    return "\n".join(["reference,juror_email", *lines])


def hidden(page) -> dict:
    """What the button of a dry run sends."""
    change = page.context["change"]
    return {
        "lines": change.handed_on,
        "replaces": "yes" if change.replaces else "no",
        "mark": change.mark,
    }


def errors(page) -> list[tuple]:
    return [(error.number, error.message) for error in page.context["change"].errors]


def test_a_file_is_tried_and_then_applied(desk, panel, jurors, entries):
    page = sent(desk, panel, rows((jurors[0], entries[0]), (jurors[1], entries[1])))
    assert "The file adds 2, takes away 0 and leaves 0 of its assignments as they are." in text_of(page)
    assert (errors(page), given()) == ([], set())
    response = desk.post(at(panel, "file/"), hidden(page))
    assert (response.url, said(response)) == (at(panel), ["Saved: 2 added, 0 removed."])
    assert given() == {(jurors[0].pk, entries[0].pk), (jurors[1].pk, entries[1].pk)}


def test_a_file_that_is_the_whole_plan_says_what_it_takes_away(desk, panel, jurors, entries):
    make.assignment(jurors[2], entries[2])
    page = sent(desk, panel, rows((jurors[0], entries[0])), replaces="yes")
    assert [(one.juror, one.entry) for one in page.context["change"].taken] == [(jurors[2], entries[2])]
    desk.post(at(panel, "file/"), hidden(page))
    assert given() == {(jurors[0].pk, entries[0].pk)}


def test_every_wrong_row_is_named_and_nothing_is_applied(desk, panel, jurors, entries, office, campaign):
    own, conflicted, decided = (make.entry(state="accepted", campaign=campaign) for _ in range(3))
    make_own(own, office)
    make.partner(conflicted, state="confirmed", organisation=make.organisation(people=[jurors[0].user]))
    make.decision(decided)
    make.apart(*jurors[:2])
    pairs = [
        (jurors[0], entries[0]),
        (jurors[1], entries[0]),
        (jurors[0], entries[0]),
        (jurors[0], conflicted),
        (jurors[0], own),
        (jurors[0], decided),
    ]
    page = sent(desk, panel, rows(*pairs) + f"\nKOTO-0,kuka@example.org\n{entries[1].reference},\n")
    assert errors(page) == [
        (3, "Aino Oja and Bo Oja must not judge the same entry."),
        (4, "The same as row 2."),
        (5, f"Aino Oja must not judge {conflicted.reference}: acts for a partner in it."),
        (6, f"The panel has no entry “{own.reference}”."),
        (7, f"{decided.reference} is decided, or not up for assessment any more."),
        (8, "The panel has no entry “KOTO-0”."),
        (8, "Nobody with the address “kuka@example.org” takes part in this panel."),
        (9, "Nobody with the address “” takes part in this panel."),
    ]
    assert "7 rows are wrong, so nothing can be applied." in text_of(page)
    desk.post(at(panel, "file/"), hidden(page))
    assert given() == set()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "The file is empty"),
        ("viite;osoite\n", "missing: reference, juror_email."),
        (b"reference,juror_email\n\xff\xfe", "The file is not in UTF-8."),
        ('reference,juror_email\n"KOTO', "Row 2 cannot be read."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(content, complaint, desk, panel, jurors):
    page = sent(desk, panel, content)
    (message,) = page.context["form"].errors["file"]
    assert (complaint.lower() in message.lower() or "empty" in message, page.context["change"]) == (
        True,
        None,
    )


def test_semicolons_byte_order_marks_and_capitals_do_not_matter(desk, panel, jurors, entries):
    line = f"{jurors[0].user.email.upper()};x;{entries[0].reference}"
    page = sent(desk, panel, f"\ufeffJuror_Email;nimi; Reference\r\n{line}\r\n;;\r\n")
    assert (errors(page), len(page.context["change"].added)) == ([], 1)


def test_a_file_is_not_applied_when_the_panel_has_changed(desk, panel, jurors, entries):
    form = hidden(sent(desk, panel, rows((jurors[0], entries[0]))))
    make.partner(entries[0], state="confirmed", organisation=make.organisation(people=[jurors[0].user]))
    page = desk.post(at(panel, "file/"), form)
    assert (said(page), [number for number, _ in errors(page)], given()) == (
        ["Something has changed meanwhile, so nothing was done. Look at it again."],
        [2],
        set(),
    )


@pytest.mark.parametrize("lines", ["", "2:1-1", "x", "2:9999999999999999999-1", "'"])
def test_a_made_up_dry_run_changes_nothing(lines, desk, panel, jurors, entries):
    desk.post(at(panel, "file/"), {"lines": lines, "replaces": "yes", "mark": "x"})
    assert given() == set()


def test_limits_and_shortages_are_said_but_forbid_nothing(desk, panel, jurors, entries):
    jurors[0].most_entries = 1
    jurors[0].save()
    page = sent(desk, panel, rows((jurors[0], entries[0]), (jurors[0], entries[1])))
    assert page.context["change"].notes == [
        "Aino Oja would have 2 entries and has room for 1.",
        "3 entries would have fewer than 3 jurors.",
    ]


def test_the_assignments_are_downloaded_without_formulas_and_come_back_as_they_are(
    desk, panel, campaign, office
):
    risky = make.juror(panel, make.user("+siirto@example.org", role="Juror", first_name="=SUM(A1)"))
    entry, own = (make.entry(state="accepted", campaign=campaign, title="@risk") for _ in range(2))
    make_own(own, office)
    make.ballot(make.assignment(risky, entry), 1, 1)
    make.assignment(risky, own)
    response = desk.get(at(panel, "plan.csv"))
    text = response.content.decode()
    assert list(csv.reader(io.StringIO(text))) == [
        ["reference", "juror_email", "juror", "title", "begun"],
        [entry.reference, "'+siirto@example.org", "'=SUM(A1)", "'@risk", "yes"],
    ]
    page = sent(desk, panel, text, replaces="yes")
    change = page.context["change"]
    assert (errors(page), change.added, change.taken, change.unchanged) == ([], [], [], 1)
    assert [row.data for row in ModelLogEntry.objects.filter(action="people.export")] == [
        {"list": "assignments", "format": "csv", "rows": 1}
    ]


# --- rules --------------------------------------------------------------------------------------
def test_rules_are_made_shown_and_removed(desk, panel, jurors, entries):
    place = at(panel, "rules/")
    desk.post(place, {"rule": "apart", "one": jurors[1].pk, "other": jurors[0].pk})
    one = {"about": "entry", "reference": entries[0].reference, "jurors": [jurors[2].pk]}
    desk.post(place, {"rule": "needed", **one})
    desk.post(place, {"rule": "needed", "about": "pledge", "jurors": [jurors[0].pk, jurors[1].pk]})
    text = text_of(desk.get(place))
    assert "Aino Oja – Bo Oja" in text
    assert f"{entries[0].reference}: Carla Oja" in text
    assert re.search(r"Pledge: (Aino Oja, Bo Oja|Bo Oja, Aino Oja)", text)
    for kind, rule in (
        ("apart", ApartRule.objects.get()),
        *(("needed", r) for r in NeededRule.objects.all()),
    ):
        desk.post(f"{place}{kind}/{rule.pk}/drop/")
    assert (ApartRule.objects.count(), NeededRule.objects.count()) == (0, 0)


def test_impossible_rules_are_told_at_their_field(desk, panel, jurors, office, entries):
    make_own(entries[0], office)
    place = at(panel, "rules/")
    same = desk.post(place, {"rule": "apart", "one": jurors[0].pk, "other": jurors[0].pk})
    nobody = desk.post(place, {"rule": "needed", "about": ""})
    own = {"about": "entry", "reference": entries[0].reference, "jurors": [jurors[0].pk]}
    hidden_one = desk.post(place, {"rule": "needed", **own})
    assert [
        same.context["apart"].non_field_errors(),
        list(nobody.context["needed"].errors),
        hidden_one.context["needed"].errors["reference"],
    ] == [
        ["Choose two different jurors."],
        ["jurors"],
        ["The panel has no entry with this reference."],
    ]
    assert (ApartRule.objects.count(), NeededRule.objects.count()) == (0, 0)


def test_rules_about_own_entries_and_of_other_panels_cannot_be_seen_or_removed(
    desk, panel, campaign, jurors, office, entries
):
    make_own(entries[0], office)
    hidden_one = make.needed(jurors[0], entry=entries[0])
    other = make.panel(campaign)
    foreign = make.apart(make.juror(other), make.juror(other))
    place = at(panel, "rules/")
    assert entries[0].reference not in desk.get(place).content.decode()
    answers = [
        desk.post(f"{place}{kind}/{pk}/drop/").status_code
        for kind, pk in (("needed", hidden_one.pk), ("apart", foreign.pk), ("other", 1))
    ]
    assert (answers, ApartRule.objects.count(), NeededRule.objects.count()) == ([404] * 3, 1, 1)


def test_screens_cost_the_same_for_one_and_for_three(desk, panel, campaign):
    def grow(number):
        for _ in range(number):
            juror = make.juror(panel)
            entry = make.entry(state="accepted", campaign=campaign)
            make.assignment(juror, entry)
            make.needed(juror, entry=entry)
            make.apart(juror, make.juror(panel))
        places = ("rules/", "automatic/", "file/", "plan.csv")
        desk.get(at(panel, "rules/"))
        return [number_of_queries(desk, at(panel, place)) for place in places]

    assert grow(1) == grow(2)
