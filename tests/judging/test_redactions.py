"""Redacted copies by hand: beside the entry, with what may tell whose it is; jurors read them once done."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from judging import redacting
from judging.behind import behind_to_do
from judging.hiding import drafted
from judging.models import Redaction, Round
from judging.reading import record_for_jury, title_for_jury
from judging.suggesting import segments, suggestions
from pledges.models import Answer, Entry, Translation
from tests import make
from tests.staff import number_of_queries, said, text_of

NAME = "Kotikoivun Martat ry"


@pytest.fixture
def entry(campaign):
    made = make.entry(
        state="accepted",
        campaign=campaign,
        organisation=make.organisation(name=make.words(NAME)),
        title="Kotikoivun Marttojen lupaus",
        summary="Marttakerho auttaa Vaasan torilla.",
        description="Kirjoittakaa kerho@martat.example tai katsokaa www.martat.example.",
        place="Vaasa",
    )
    Answer.objects.create(entry=made, question=make.question(campaign), text="Kotikoivussa alkaa uusi tapa.")
    return made


@pytest.fixture
def blind(panel):
    Round.objects.update(is_blind=True)
    return panel


def loaded(entry) -> Entry:
    return Entry.objects.for_reading().get(pk=entry.pk)


def read(entry) -> str:
    return record_for_jury(loaded(entry), blind=True).summary


def page(entry) -> str:
    return f"/admin/judging/entries/{entry.pk}/redaction/"


def sent(entry, **buttons) -> dict:
    words = {f"piece-{key}": words for key, words in drafted(loaded(entry)).items()}
    stands = Redaction.objects.filter(entry=entry).first()
    return {**words, "version": stands.version if stands else 0, **buttons}


def kept(entry, office, *, done=True, version=0, **words) -> Redaction:
    began = drafted(loaded(entry))
    return redacting.keep(loaded(entry), {**began, **words}, is_done=done, version=version, by=office)


# --- what jurors read ---------------------------------------------------------------------------
def test_jurors_read_the_copy_once_it_is_done_and_the_automatic_one_before(blind, entry, office):
    automatic = read(entry)
    assert automatic == "Marttakerho auttaa Vaasan torilla."
    kept(entry, office, done=False, **{"fi.summary": "Kerho auttaa torilla."})
    assert read(entry) == automatic
    kept(entry, office, version=1, **{"fi.summary": "Kerho auttaa torilla.", "fi.title": "Kerhon lupaus"})
    assert read(entry) == "Kerho auttaa torilla."
    assert title_for_jury(loaded(entry), blind=True) == ("Kerhon lupaus", "fi")
    assert record_for_jury(loaded(entry), blind=False).summary == "Marttakerho auttaa Vaasan torilla."
    redacting.discard(entry, by=office)
    assert read(entry) == automatic


def test_answers_translations_and_measures_are_copied_too(blind, entry, office):
    Translation.objects.create(
        entry=entry,
        language="en",
        title="A pledge",
        summary="Birch helps",
        description="Text",
        origin="human",
    )
    question = entry.answers.get().question_id
    copy = kept(entry, office, **{f"answer.{question}": "Täällä alkaa uusi tapa.", "en.summary": "We help"})
    assert list(copy.words) == [
        "fi.title", "fi.summary", "fi.description", "en.title", "en.summary", "en.description",
        f"answer.{question}",
    ]  # fmt: skip
    record = record_for_jury(loaded(entry), blind=True)
    assert (record.summary, record.answers[0].words) == ("We help", "Täällä alkaa uusi tapa.")


def test_an_edit_afterwards_leaves_the_copy_pinned_and_tells_the_office(desk, blind, entry, office):
    kept(entry, office, **{"fi.summary": "Kerho auttaa torilla."})
    assert behind_to_do(office) == []
    send_anew(entry, summary="Martat auttavat satamassa.")
    assert read(entry) == "Kerho auttaa torilla."
    assert [todo.text for todo in behind_to_do(office)] == [
        f"{entry.reference} has changed since its redacted copy was made"
    ]
    text = text_of(desk.get(page(entry)))
    assert "The entry has changed since this copy was made." in text
    assert "Before: Marttakerho auttaa Vaasan torilla." in text
    assert "Done, but the entry has changed since" in text_of(desk.get(at(blind.round)))
    kept(entry, office, version=1, **{"fi.summary": "Kerho auttaa satamassa."})
    assert (read(entry), behind_to_do(office)) == ("Kerho auttaa satamassa.", [])


def send_anew(entry, **changes):
    """Taken back, changed, sent once more and accepted again, as a round may allow."""
    make.move(entry, "returned", by=None)
    Entry.objects.filter(pk=entry.pk).update(**changes)
    fresh = Entry.objects.get(pk=entry.pk)
    make.submission(fresh)
    make.move(fresh, "accepted", by=None)


# --- suggestions --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Kotikoivulaiset ja Marttakerho", [NAME], ["Kotikoivulaiset"]),
        ("naapuria auttaa", ["Naapuriapu ry"], ["naapuria"]),
        ("Soita 040 123 4567", [], ["040 123 4567"]),
        ("maija@martat.example, www.martat.example/x ja martat.fi", [], [
            "maija@martat.example", "www.martat.example/x", "martat.fi"
        ]),
        ("Vaasassa on tori", ["Vaasa"], ["Vaasassa"]),
        ("Ei mitään", ["Aava ry"], []),
    ],
)  # fmt: skip
def test_what_may_tell_whose_it_is_is_found(text, names, found):
    stretches = suggestions(text, names)
    assert [text[start:end] for start, end in stretches] == found
    assert "".join(part for part, _marked in segments(text, stretches)) == text


# --- screens ------------------------------------------------------------------------------------
def at(this) -> str:
    return f"/admin/judging/rounds/{this.pk}/redactions/"


def test_the_list_says_how_far_the_copies_are(desk, blind, entry, campaign, office):
    other, third = (make.entry(state="accepted", campaign=campaign) for _ in range(2))
    kept(entry, office)
    kept(other, office, done=False)
    response = desk.get(at(blind.round))
    assert [(one.pk, str(state)) for one, state in response.context["rows"]] == [
        (entry.pk, "Done"),
        (other.pk, "Draft: hidden automatically until it is done"),
        (third.pk, "Not begun: hidden automatically"),
    ]
    assert "1 of 3 done" in text_of(response)


def test_the_list_is_there_for_blind_rounds_alone(desk, panel):
    assert desk.get(at(panel.round)).status_code == 404


def test_the_copy_begins_with_what_is_hidden_automatically_and_marks_the_rest(desk, blind, entry):
    response = desk.get(page(entry))
    rows = {row.piece.key: row for row in response.context["desk"].rows}
    assert rows["fi.title"].words == "[hidden] lupaus"
    assert rows["fi.title"].original[0] == ("Kotikoivun Marttojen", True)
    assert ("Vaasan", True) in rows["fi.summary"].original
    assert [words for words, _number in response.context["desk"].found] == [
        "Vaasan", "kerho@martat.example", "www.martat.example",
    ]  # fmt: skip
    assert "<mark>Vaasan</mark>" in response.text


def test_one_press_hides_a_stretch_everywhere_and_another_takes_a_piece_over(desk, blind, entry):
    response = desk.post(page(entry), sent(entry, hide="Vaasan"))
    copy = Redaction.objects.get()
    assert (copy.words["fi.summary"], copy.is_done) == ("Marttakerho auttaa [hidden] torilla.", False)
    assert said(response) == [f"{entry.reference}: draft of the copy saved."]
    desk.post(page(entry), sent(entry, restore="fi.title"))
    assert Redaction.objects.get().words["fi.title"] == "Kotikoivun Marttojen lupaus"


def test_done_and_thrown_away_are_logged(desk, blind, entry, office):
    desk.post(page(entry), sent(entry, done="1"))
    copy = Redaction.objects.get()
    assert (copy.is_done, copy.by) == (True, office)
    desk.post(page(entry), sent(entry, discard="1"))
    assert Redaction.objects.count() == 0
    rows = ModelLogEntry.objects.filter(action__startswith="judging.redaction").order_by("pk")
    assert [(row.action, row.user) for row in rows] == [
        ("judging.redaction.keep", office),
        ("judging.redaction.discard", office),
    ]


def test_a_copy_that_somebody_saved_meanwhile_is_not_lost_unseen(desk, blind, entry, office):
    old = sent(entry, **{"piece-fi.summary": "Minun"})
    kept(entry, office, **{"fi.summary": "Toisen"})
    response = desk.post(page(entry), old)
    assert (response.status_code, Redaction.objects.get().words["fi.summary"]) == (409, "Toisen")
    assert "Somebody else has saved this copy meanwhile." in text_of(response)
    assert "Minun</textarea>" in response.text
    assert response.context["version"] == 1


def test_nobody_redacts_an_entry_of_their_own_and_jurors_none(desk, blind, entry, office, juror):
    with pytest.raises(PermissionDenied):
        kept(entry, juror.user)
    make.partner(entry, state="confirmed", organisation=make.organisation(people=[office]))
    assert desk.get(page(entry)).status_code == 404
    assert desk.get(at(blind.round)).context["rows"] == []
    with pytest.raises(PermissionDenied):
        kept(entry, office)


def test_the_list_costs_the_same_for_two_and_for_five(desk, blind, campaign, office):
    def asked(number):
        for _ in range(number):
            kept(make.entry(state="accepted", campaign=campaign), office)
        return number_of_queries(desk, at(blind.round))

    asked(1)
    assert asked(1) == asked(3)
