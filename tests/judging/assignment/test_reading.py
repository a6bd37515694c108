"""Problems as JSON: what is read, and how what is wrong is named."""

import pytest

from judging.assignment import Entry, Juror, LanguageRule, Need, Problem
from judging.assignment.reading import read
from judging.assignment.wrong import WrongProblem


def data(**changes) -> dict:
    return {"entries": [{"id": 1}, {"id": "b"}], "jurors": [{"id": 7}, {"id": 8}], **changes}


def test_everything_is_read():
    problem = read(
        {
            "jurors_per_entry": 2,
            "entries": [
                {"id": 1, "languages": ["fi", "sv"], "kind": "pledge", "region": "Lappi", "size": "big"},
                {"id": "b", "jurors": 5},
            ],
            "jurors": [
                {"id": 7, "languages": ["fi"], "limit": 4, "tags": ["chair"]},
                {"id": 8, "available": False},
            ],
            "conflicts": [{"juror": 7, "entry": 1}],
            "apart": [[7, 8]],
            "needed": [{"entry": 1, "juror": 8}, {"tag": "chair"}],
            "assigned": [{"juror": 8, "entry": 1, "fixed": True}, {"juror": 8, "entry": "b"}],
            "language_rule": "one",
            "balance": False,
            "spread": ["size"],
            "move_cost": 2,
            "seed": 5,
            "seconds": 1.5,
        }
    )
    assert problem == Problem(
        entries=(
            Entry(1, 2, ("fi", "sv"), {"kind": "pledge", "region": "Lappi", "size": "big"}),
            Entry("b", 5, (), {"kind": "", "region": "", "size": ""}),
        ),
        jurors=(Juror(7, ("fi",), 4, frozenset({"chair"})), Juror(8, available=False)),
        conflicts=frozenset({(7, 1)}),
        apart=frozenset({(7, 8)}),
        needs=(Need(1, juror=8), Need(1, tag="chair"), Need("b", tag="chair")),
        assigned={(8, 1): True, (8, "b"): False},
        language_rule=LanguageRule.ONE,
        balance=False,
        spread=("size",),
        move_cost=2,
        seed=5,
        seconds=1.5,
    )


def test_what_is_not_said_has_a_meaning():
    nothing = {"kind": "", "region": ""}
    assert read(data()) == Problem(
        (Entry(1, 3, about=nothing), Entry("b", 3, about=nothing)), (Juror(7), Juror(8))
    )


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"entries": {}}, 'the problem: "entries" must be a list'),
        ({"entries": [{"id": 1}, 5]}, "entries[1] must be an object"),
        ({"entries": [{"id": 1}, {"languages": []}]}, 'entries[1]: "id" must be a number or a text'),
        ({"entries": [{"id": 1}, {"id": 1}]}, "entries[1]: the id 1 is there twice"),
        ({"entries": [{"id": 1, "langauges": ["fi"]}]}, 'entries[0]: "langauges" is not known here'),
        ({"entries": [{"id": 1, "languages": "fi"}]}, 'entries[0]: "languages" must be a list of texts'),
        ({"entries": [{"id": 1, "kind": 5}]}, 'entries[0]: "kind" must be a text'),
        (
            {"entries": [{"id": 1, "jurors": -1}]},
            'entries[0]: "jurors" must be a whole number between 0 and 10000',
        ),
        (
            {"jurors": [{"id": 7, "limit": 2.5}]},
            'jurors[0]: "limit" must be a whole number between 0 and 10000',
        ),
        ({"jurors": [{"id": 7, "available": "yes"}]}, 'jurors[0]: "available" must be true or false'),
        ({"jurors": [{"id": True}]}, 'jurors[0]: "id" must be a number or a text'),
        ({"conflicts": [{"juror": 7, "entry": 2}]}, "conflicts[0]: there is no entry 2"),
        ({"conflicts": [{"juror": 7}]}, 'conflicts[0]: "entry" must be a number or a text'),
        ({"conflicts": [{"juror": 7, "entry": 1, "why": "x"}]}, 'conflicts[0]: "why" is not known here'),
        ({"apart": [[7, 8], [7, 9]]}, "apart[1]: there is no juror 9"),
        ({"apart": [[7, 7]]}, "apart[0] must be a list of two different jurors"),
        ({"apart": 5}, 'the problem: "apart" must be a list'),
        ({"needed": [{"entry": 1}]}, 'needed[0]: either "juror" or "tag" must be given'),
        (
            {"needed": [{"entry": 1, "juror": 7, "tag": "x"}]},
            'needed[0]: either "juror" or "tag" must be given',
        ),
        ({"needed": [{"entry": 1, "tag": "chair"}]}, "needed[0]: no juror has the tag 'chair'"),
        ({"assigned": [{"juror": "7", "entry": 1}]}, "assigned[0]: there is no juror '7'"),
        (
            {"assigned": [{"juror": 7, "entry": 1}, {"juror": 7, "entry": 1}]},
            "assigned[1]: the same juror and entry are there twice",
        ),
        ({"language_rule": "some"}, 'the problem: "language_rule" must be "every", "one" or "ignore"'),
        ({"language_rule": []}, 'the problem: "language_rule" must be "every", "one" or "ignore"'),
        ({"move_cost": -1}, 'the problem: "move_cost" must be a whole number between 0 and 10000'),
        ({"seconds": 0}, 'the problem: "seconds" must be a number above 0, at most 10000'),
        ({"wanted": 3}, 'the problem: "wanted" is not known here'),
    ],
)
def test_what_is_wrong_is_named_with_its_place(changes, complaint):
    with pytest.raises(WrongProblem) as wrong:
        read(data(**changes))
    assert str(wrong.value) == complaint


@pytest.mark.parametrize("wrong", [None, [], "x", 5])
def test_a_problem_is_an_object(wrong):
    with pytest.raises(WrongProblem, match="the problem must be an object"):
        read(wrong)
