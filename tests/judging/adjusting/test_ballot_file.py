"""Files of ballots: what is read, and with which words everything else is refused."""

import pytest

from judging.adjusting.ballot_file import BadFile, read_ballots


def read(*lines, encoding="utf-8"):
    """Ballots of a file as (entry, juror, score), with the entries named in it."""
    found = read_ballots("\n".join(lines).encode(encoding))
    ballots = [
        (found.entries[entry], found.jurors[juror], score)
        for entry, juror, score in zip(found.entry, found.juror, found.score.tolist(), strict=True)
    ]
    return ballots, found.entries


def refusal(*lines, encoding="utf-8"):
    with pytest.raises(BadFile) as refused:
        read(*lines, encoding=encoding)
    return str(refused.value)


HEADING = "entry,juror,score"


# --- read ---------------------------------------------------------------------------------------
def test_a_row_is_a_ballot():
    ballots = [("E1", "Aino", 3.5), ("E2", "Aino", -1.0), ("E1", "Bo", 20.0)]
    assert read(HEADING, "E1,Aino,3.5", "E2,Aino,-1", "E1,Bo,2e1") == (ballots, ["E1", "E2"])


def test_an_empty_score_is_missing_and_not_zero():
    assert read(HEADING, "E1,Aino,", "E2,Aino,0") == ([("E2", "Aino", 0.0)], ["E1", "E2"])


def test_a_byte_order_mark_spaces_capitals_and_other_columns_are_no_matter():
    lines = ["Note, Score ,ENTRY,Juror,,", "x, 4 , E1 , Aino ,,", "", ",5,E2,Aino,,", "  ,,,,,"]
    assert read(*lines, encoding="utf-8-sig")[0] == [("E1", "Aino", 4.0), ("E2", "Aino", 5.0)]


@pytest.mark.parametrize("comma", [";", "\t"])
def test_columns_may_part_at_semicolons_or_tabs_and_numbers_then_have_a_comma(comma):
    lines = [HEADING, "Äiti,Åke,3¤5", "E2,Åke,4.5"]
    lines = [line.replace(",", comma).replace("¤", ",") for line in lines]
    assert read(*lines)[0] == [("Äiti", "Åke", 3.5), ("E2", "Åke", 4.5)]


def test_cells_in_quotes_may_hold_anything():
    assert read(HEADING, '"Yksi, ""kaksi""\nkolme",Aino,1')[1] == ['Yksi, "kaksi"\nkolme']


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_may_end_as_on_any_system(end):
    assert read(end.join([HEADING, "E1,Aino,1", ""]))[0] == [("E1", "Aino", 1.0)]


def test_a_score_is_the_weighted_mean_of_the_answered_criteria():
    lines = [
        "entry,juror,criterion,weight,score",
        "E1,Aino,effect,3,4",
        "E1,Aino,cost,1,2",
        "E2,Aino,effect,3,5",
        "E2,Aino,cost,1,",
        "E3,Aino,cost,1,",
    ]
    assert read(*lines) == ([("E1", "Aino", 3.5), ("E2", "Aino", 5.0)], ["E1", "E2", "E3"])


def test_without_weights_criteria_count_the_same():
    lines = ["entry,juror,criterion,score", "E1,Aino,effect,4", "E1,Aino,cost,2"]
    assert read(*lines)[0] == [("E1", "Aino", 3.0)]


# --- refused ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([""], "the file is empty"),
        (["", "  "], "the file is empty"),
        ([HEADING], "there is a heading and no ballot under it"),
        ([HEADING, "E1,Aino,"], "every score is empty"),
        (["entry,judge,score", "E1,Aino,1"], "row 1: no column juror; found: entry, judge, score"),
        (["a,b", "1,2"], "row 1: no column entry or juror or score; found: a, b"),
        ([HEADING + ",score", "E1,Aino,1,1"], "row 1: two columns are called score"),
        ([HEADING + ",weight", "E1,Aino,1,1"], "row 1: a column weight needs a column criterion beside it"),
        ([HEADING, "E1,Aino,1", "E2,Aino,five"], "row 3: score five is not a number"),
        ([HEADING, 'E1,Aino,"3,5"'], "row 2: score 3,5 is not a number"),
        ([HEADING, "E1,Aino,1_000"], "row 2: score 1_000 is not a number"),
        ([HEADING, "E1,Aino,１"], "row 2: score １ is not a number"),
        ([HEADING, "E1,Aino,0x1F"], "row 2: score 0x1F is not a number"),
        ([HEADING, "E1,Aino,NaN"], "row 2: score NaN is not a finite number"),
        ([HEADING, "E1,Aino,-inf"], "row 2: score -inf is not a finite number"),
        ([HEADING, "E1,Aino,1e400"], "row 2: score 1e400 is too large"),
        ([HEADING, ",Aino,1"], "row 2: no entry"),
        ([HEADING, "E1, ,1"], "row 2: no juror"),
        ([HEADING, "E1,Aino"], "row 2: 2 cells under 3 columns"),
        ([HEADING, "E1,Aino,1,2"], "row 2: 4 cells under 3 columns"),
        ([HEADING, "E1,Aino,1", "", "E1,Aino,2"], "row 4: Aino has scored E1 in row 2 already"),
        ([HEADING, "E1,Aino,", "E1,Aino,2"], "row 3: Aino has scored E1 in row 2 already"),
        ([HEADING, '"E1,Aino,1'], "row 2: not to be read as CSV (unexpected end of data)"),
        ([HEADING, "E1,Aino,1\0"], "row 2: a NUL character: this is no text file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_row(lines, why):
    assert refusal(*lines) == why


CRITERIA = "entry,juror,criterion,weight,score"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (["E1,Aino,,1,1"], "row 2: no criterion"),
        (["E1,Aino,cost,0,1"], "row 2: weight 0 is not above 0"),
        (["E1,Aino,cost,-2,1"], "row 2: weight -2 is not above 0"),
        (["E1,Aino,cost,,1"], "row 2: weight (empty) is not a number"),
        (["E1,Aino,cost,nan,1"], "row 2: weight nan is not a finite number"),
        (["E1,Aino,cost,1,1", "E2,Aino,cost,2,1"], "row 3: cost weighs 2 here and 1 in row 2"),
        (["E1,Aino,cost,1,1", "E1,Aino,cost,1,2"], "row 3: Aino has scored E1, cost, in row 2 already"),
    ],
)
def test_criteria_that_contradict_each_other_are_refused_with_their_row(rows, why):
    assert refusal(CRITERIA, *rows) == why


def test_another_encoding_is_refused_and_never_guessed():
    advice = "please save the file as CSV in UTF-8"
    assert refusal(HEADING, "E1,Päivi,1", encoding="latin-1") == f"row 2: byte 0xE4 is no UTF-8; {advice}"
    assert refusal(HEADING, "E1,Aino,1", encoding="utf-16") == f"this is UTF-16; {advice}"
