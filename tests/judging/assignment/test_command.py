"""`python -m judging.assignment`: what it prints, what it leaves, and that it needs no settings."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from judging.assignment.__main__ import main

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "docs" / "examples" / "assignment.json"
SMALL = {
    "jurors_per_entry": 2,
    "entries": [{"id": 17}],
    "jurors": [{"id": 1}, {"id": 2}],
    "assigned": [{"juror": 1, "entry": 17}],
}


@pytest.fixture
def run(tmp_path, capsys):
    def run(problem, *options):
        place = tmp_path / "problem.json"
        place.write_text(problem if isinstance(problem, str) else json.dumps(problem), encoding="utf-8")
        code = main([str(place), *options])
        out, err = capsys.readouterr()
        return code, out, err.replace(str(place), "problem.json")

    return run


def test_a_plan_is_printed_as_json(run):
    code, out, err = run(SMALL)
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "complete": True,
        "proven": True,
        "seats": [
            {"entry": 17, "juror": 1, "status": "kept"},
            {"entry": 17, "juror": 2, "status": "new"},
        ],
        "moves": [],
        "loads": [{"juror": 1, "entries": 1}, {"juror": 2, "entries": 1}],
        "goals": [
            {"goal": "unmet", "of": [], "value": 0, "proven": True},
            {"goal": "moves", "of": [], "value": 0, "proven": True},
            {"goal": "empty", "of": [], "value": 0, "proven": True},
            {"goal": "uneven_empty", "of": [], "value": 0, "proven": True},
            {"goal": "imbalance", "of": [], "value": 2.0, "proven": True},
            {"goal": "uneven_spread", "of": ["kind"], "value": 2.0, "proven": True},
            {"goal": "uneven_spread", "of": ["kind", "region"], "value": 2.0, "proven": True},
            {"goal": "uneven_spread", "of": ["kind", "region", "languages"], "value": 2.0, "proven": True},
        ],
        "shortfalls": [],
        "breaches": [],
    }


def test_or_as_csv(run):
    assert run(SMALL, "--csv") == (0, "entry,juror,status\n17,1,kept\n17,2,new\n", "")


def test_what_cannot_be_done_is_explained_and_leaves_1(run):
    code, out, _ = run({**SMALL, "jurors_per_entry": 3})
    assert (code, json.loads(out)["shortfalls"]) == (
        1,
        [
            {
                "what": "too_few_jurors",
                "entries": [17],
                "missing": 1,
                "languages": [],
                "readers": 2,
                "eligible": 2,
                "wanted": 3,
                "text": "1 entry: only 2 eligible, 3 wanted",
            }
        ],
    )


@pytest.mark.parametrize(
    ("problem", "complaint"),
    [
        ({**SMALL, "jurors": [{"id": 2}]}, "problem.json: assigned[0]: there is no juror 1\n"),
        ('{"entries": [\n{"id": 1},]}', "problem.json: line 2, column 11: Expecting value\n"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_leaves_2(run, problem, complaint):
    assert run(problem) == (2, "", complaint)


def test_a_file_that_is_not_there_leaves_2(capsys):
    assert (main(["/nowhere.json"]), "No such file" in capsys.readouterr().err) == (2, True)


def test_time_that_runs_out_leaves_4(run):
    assert run({**SMALL, "seconds": 1e-9}) == (4, "", "problem.json: no plan within 1e-09 seconds\n")


def test_a_seed_draws_among_plans_that_are_as_good(run):
    problem = {"jurors_per_entry": 1, "entries": [{"id": n} for n in range(6)], "jurors": SMALL["jurors"]}
    plans = {run(problem, "--csv", "--seed", str(seed))[1] for seed in range(5)}
    assert (len(plans) > 1, run(problem, "--csv", "--seed", "0")[1] in plans) == (True, True)


def test_the_example_runs_in_a_shell_without_any_settings():
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "LUPAUS"))}
    done = subprocess.run(
        [sys.executable, "-m", "judging.assignment", EXAMPLE],
        cwd=ROOT,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)
    assert (done.returncode, done.stderr, found["complete"], found["proven"]) == (1, "", False, True)
    assert [one["text"] for one in found["shortfalls"]] == [
        "entry KOTO-0005: must-have juror berg has a conflict of interest",
        "1 entry in sv: only 2 eligible, 3 wanted",
        "1 entry: of 3 eligible jurors only 2 may sit together, 3 wanted",
    ]


def test_no_part_of_it_imports_django():
    code = "import sys, judging.assignment.__main__; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
