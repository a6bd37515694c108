"""The worked example of docs/judging-method.md is what the command prints and the formulas give."""

import re
from pathlib import Path

import numpy as np
import pytest

from judging.adjusting.ballot_file import read_ballots
from judging.adjusting.command import main
from judging.adjusting.components import reml
from judging.adjusting.sides import cross, sides

PAGE = (Path(__file__).resolve().parents[3] / "docs/judging-method.md").read_text(encoding="utf-8")
BALLOTS, PRINTED = re.findall(r"```(?:csv)?\n(entry,.*?)```", PAGE, re.DOTALL)


def test_the_example_prints_what_the_page_says(tmp_path, capsys):
    place = tmp_path / "ballots.csv"
    place.write_text(BALLOTS, encoding="utf-8")
    main([str(place), "--top", "2"])
    printed, expected = (
        [re.split("[,\n]", line) for line in text.splitlines()] for text in (capsys.readouterr().out, PRINTED)
    )
    assert [row[:6] for row in printed] == [row[:6] for row in expected]
    numbers, written = (np.array([row[1:] for row in rows[1:]], float) for rows in (printed, expected))
    # The last digits may differ between machines.
    np.testing.assert_allclose(numbers, written, atol=0.002)


def test_the_example_reckoned_by_hand_is_right():
    ballots = read_ballots(BALLOTS.encode())
    table = np.full((6, 3), np.nan)
    table[ballots.entry, ballots.juror] = ballots.score
    crossing, _ = cross(ballots.entry, ballots.juror, ballots.score)
    variances = reml(crossing, *sides(crossing, entries_outside=True), {}, within=1e-6)
    merit, habit = variances[0] / variances[2], variances[1] / variances[2]
    share, mean = 2 * merit / (1 + 2 * merit), ballots.score.mean()
    met = np.array([[4, 2, 2], [2, 4, 2], [2, 2, 4]])
    matrix = np.diag([4, 4, 4]) - met * share / 2
    left = np.nan_to_num(table - mean - share * (np.nanmean(table, axis=1, keepdims=True) - mean))
    habits = np.linalg.solve(matrix + np.eye(3) / habit, left.sum(axis=0))
    library = mean + share * (64 - mean - habits[:2].mean())
    said = [*np.sqrt(variances), merit, habit, mean, *np.abs(habits), habits[:2].mean(), library]
    for number in said:
        assert f"{abs(number):.2f}" in PAGE
    assert f"{share:.3f}" == "0.967"
    assert f"{matrix[0, 0]:.3f}" == "2.067"
    assert library == pytest.approx(70.02, abs=0.005)
