"""`python -m judging.ranking`, as somebody outside the product runs it."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from judging.adjusting.command import main
from judging.adjusting.printing import HEADING

ROOT = Path(__file__).resolve().parents[3]
BALLOTS = """\
entry,juror,score
Äidinkieli,Aino,60
Äidinkieli,Bo,70
Kirjasto,Aino,50
Kirjasto,Cecilia,80
Puisto,Bo,90
Puisto,Cecilia,95
Tori,Aino,
"""


def run(*arguments, text=BALLOTS, folder):
    """What the command answers from another folder, in a bare environment, without Django's settings."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "judging.ranking", *arguments],
        input=text.encode(),
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "LC_ALL": "C", "PATH": os.environ["PATH"]},
        capture_output=True,
        check=False,
    )


def rows(output: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output)))


@pytest.fixture
def ballots(tmp_path):
    place = tmp_path / "ballots.csv"
    place.write_text(BALLOTS, encoding="utf-8")
    return str(place)


def test_it_runs_from_any_folder_and_on_standard_input(tmp_path, ballots):
    from_file, from_input = run(ballots, folder=tmp_path), run("-", folder=tmp_path)
    assert (from_file.returncode, from_file.stderr) == (0, b"")
    assert from_file.stdout == from_input.stdout
    printed = from_file.stdout.decode()
    assert printed.splitlines()[0] == HEADING
    assert [row["entry"] for row in rows(printed)] == ["Puisto", "Äidinkieli", "Kirjasto", "Tori"]


def test_errors_name_the_file_and_the_row_and_end_with_two(tmp_path):
    refused = run("-", text=BALLOTS + "Tori,Bo,nil\n", folder=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert refused.stderr == b"error: standard input: row 9: score nil is not a number\n"
    missing = run("none.csv", folder=tmp_path)
    assert (missing.returncode, missing.stderr) == (2, b"error: none.csv: No such file or directory\n")


def test_it_stops_when_its_reader_has_seen_enough(tmp_path):
    many = "entry,juror,score\n" + "".join(
        f"E{n},J{n % 7 + turn},{n % 11}\n" for n in range(9000) for turn in (0, 1)
    )
    place = tmp_path / "many.csv"
    place.write_text(many)
    command = f"'{sys.executable}' -m judging.ranking many.csv | head -1"
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    piped = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (piped.stdout, piped.stderr) == (HEADING + "\n", "")


def test_the_facts_of_each_entry_are_printed_beside_its_estimates(ballots, capsys):
    assert main([ballots, "--trim", "1"]) == 0
    first, *_, last = rows(capsys.readouterr().out)
    facts = {name: first[name] for name in ("ballots", "mean", "median", "spread", "trimmed", "rank")}
    assert facts == {
        "ballots": "2",
        "mean": "92.5",
        "median": "92.5",
        "spread": "5",
        "trimmed": "92.5",
        "rank": "1",
    }
    assert float(first["low"]) <= float(first["adjusted"]) <= float(first["high"])
    nothing = dict.fromkeys(HEADING.split(","), "")
    assert last == nothing | {"entry": "Tori", "ballots": "0"}


def test_the_seed_decides_the_draws_and_nothing_else(ballots, capsys):
    def printed(*options):
        main([ballots, *options])
        return capsys.readouterr().out

    assert printed() == printed("--seed", "2015") == printed("--top", "1")
    other = rows(printed("--seed", "7"))
    assert [row["adjusted"] for row in other] == [row["adjusted"] for row in rows(printed())]
    assert [row["low"] for row in other] != [row["low"] for row in rows(printed())]


def test_a_top_of_everybody_holds_everybody(ballots, capsys):
    main([ballots, "--top", "99"])
    assert [row["top_share"] for row in rows(capsys.readouterr().out)] == ["1.0000"] * 3 + [""]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (
            "E1,A,1\nE1,B,2\nE2,C,3\nE2,D,4\n",
            "2 parts that share no juror, not even by way of other entries: E1 and E2",
        ),
        ("E1,A,1\nE2,A,2\nE2,A2,3\nE1,A2,4\n", ""),
        ("E1,A,1\nE2,A,2\n", "all ballots come from one juror"),
        ("E1,A,1\nE2,A,2\n", "no entry has two ballots"),
    ],
)
def test_what_makes_a_ranking_unsure_is_said_on_the_side(text, warning, tmp_path, capsys):
    place = tmp_path / "ballots.csv"
    place.write_text("entry,juror,score\n" + text)
    assert main([str(place)]) == 0
    said = capsys.readouterr().err
    assert (warning in said) if warning else said == ""


@pytest.mark.parametrize("wrong", [["--trim", "-1"], ["--top", "0"], ["--seed", "x"], ["--seed", "-1"], []])
def test_wrong_options_end_with_two(wrong, ballots, capsys):
    with pytest.raises(SystemExit) as ended:
        main([ballots, *wrong] if wrong else [])
    assert ended.value.code == 2
    assert "usage: python -m judging.ranking" in capsys.readouterr().err


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e12])
def test_estimates_are_printed_as_precisely_as_their_scale_needs(scale, tmp_path, capsys):
    place = tmp_path / "ballots.csv"
    scores = [("E1", "A", 1), ("E1", "B", 2), ("E2", "A", 3), ("E2", "B", 5)]
    lines = [f"{entry},{juror},{score * scale!r}" for entry, juror, score in scores]
    place.write_text("\n".join(["entry,juror,score", *lines]))
    main([str(place)])
    printed = [float(row["adjusted"]) / scale for row in rows(capsys.readouterr().out)]
    assert printed == pytest.approx([3.6, 1.9], abs=0.5)
    assert printed[0] != printed[1]


def test_neither_django_nor_scipy_is_loaded(tmp_path):
    code = (
        "import sys; import judging.adjusting.command; print('django' in sys.modules, 'scipy' in sys.modules)"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "False False\n"
