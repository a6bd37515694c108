"""The version of an entry that a ballot is about, and what happens when the submitter changes the entry."""

from campaign.lifecycle import move
from judging import actions
from judging.models import Ballot, Round
from judging.progress import own_work
from pledges.models import Answer, Entry
from tests import make
from tests.judging.test_juror_screens import LIST, score, sent


def changes(entry, **fields):
    """The submitter takes the entry back, changes it, sends it again, and it is accepted again."""
    entry.refresh_from_db()
    move(entry, "returned", by=None)
    Entry.objects.filter(pk=entry.pk).update(**fields)
    entry.refresh_from_db()
    make.submission(entry)
    return move(entry, "accepted", by=None)


def judged() -> list[int]:
    return list(Ballot.objects.order_by("pk").values_list("submission__number", flat=True))


def compared(response) -> list[tuple[str, str, str]]:
    found = response.context["amendment"]
    return [(one.field, one.before, one.now) for one in found.changes] if found else []


def test_a_ballot_is_about_the_version_that_the_juror_had_before_them(evening, assignment, entry):
    form = evening.get(score(assignment)).context["form"]
    changes(entry, summary="Palkkaamme sata nuorta.")
    evening.post(score(assignment), sent(assignment, 2, 2, read=form["read"].value()))
    assert (form["read"].value(), judged()) == (1, [1])


def test_a_later_change_is_shown_with_its_words_until_the_juror_saves_again(evening, assignment, entry):
    evening.post(score(assignment), sent(assignment, 2, 2, is_final="on"))
    assert compared(evening.get(score(assignment))) == []
    changes(entry, summary="Palkkaamme sata nuorta.")
    response = evening.get(score(assignment))
    assert compared(response) == [("Summary", "Palkkaamme kymmenen nuorta.", "Palkkaamme sata nuorta.")]
    text = response.content.decode()
    assert ("<del>kymmenen</del>" in text, "<ins>sata</ins>" in text) == (True, True)
    assert response.context["form"]["read"].value() == 2
    evening.post(score(assignment), sent(assignment, 3, 2, is_final="on", version=1, read=2))
    assert (judged(), compared(evening.get(score(assignment)))) == ([2], [])


def test_one_button_says_that_the_change_has_been_read_and_keeps_the_ballot(evening, assignment, entry):
    make.ballot(assignment, 2, 2, comment="Selkeä")
    changes(entry, summary="Palkkaamme sata nuorta.")
    form = sent(assignment, 2, 2, is_final="on", comment="Selkeä", version=1, read=2, has_read="1")
    response = evening.post(score(assignment), form)
    ballot = Ballot.objects.get()
    assert (response.url, judged()) == (score(assignment), [2])
    assert (ballot.is_final, ballot.comment, ballot.total) == (True, "Selkeä", 66_666_667)


def test_saving_while_somebody_types_does_not_say_that_they_have_read_the_change(evening, assignment, entry):
    make.ballot(assignment, 2, 2)
    changes(entry, summary="Palkkaamme sata nuorta.")
    form = sent(assignment, 2, 3, is_final="on", version=1, read=2)
    assert evening.post(score(assignment), form, headers={"X-Autosave": "1"}).status_code == 200
    assert judged() == [1]


def test_a_ballot_never_goes_back_to_an_older_version(assignment, entry, juror):
    make.ballot(assignment, 2, 2)
    changes(entry, summary="Palkkaamme sata nuorta.")
    for version, read in ((1, 2), (2, 1), (3, 99)):
        given = {"comment": "", "final": True, "version": version, "read": read, "by": juror.user}
        actions.cast(assignment, {}, **given)
        assert judged() == [2]


def test_the_list_marks_what_has_changed_and_counts_it(evening, juror, assignment, entry):
    same = make.assignment(juror, make.entry(state="accepted", campaign=entry.campaign))
    for one in (assignment, same):
        make.ballot(one, 2, 2)
    changes(entry, summary="Palkkaamme sata nuorta.")
    (work,) = own_work(juror.user)
    assert (work.changed, work.left, work.next_after()) == (1, 0, None)
    text = evening.get(LIST).content.decode()
    assert (
        text.count("Changed since you judged it"),
        "1 entry has changed since you judged it." in text,
    ) == (
        1,
        True,
    )


def test_what_is_sent_again_as_it_was_says_so(evening, assignment, entry):
    make.ballot(assignment, 2, 2)
    changes(entry)
    assert "Nothing that you read of it has changed." in evening.get(score(assignment)).content.decode()


# --- what is no juror's business ------------------------------------------------------------------
SECRET = {
    "contact_name": "Kaisa Kanaria",
    "contact_email": "kanaria@example.org",
    "contact_phone": "0405556667",
}


def test_the_difference_shows_neither_contact_persons_nor_answers_for_staff(evening, assignment, entry):
    make.ballot(assignment, 2, 2)
    personal = {"audience": "jury", "is_personal": True}
    for place, fields in enumerate(({}, {"audience": "jury"}, {"audience": "staff"}, personal)):
        question = make.question(entry.campaign, label=make.words(f"Kysymys {place}"), **fields)
        Answer.objects.create(entry=entry, question=question, text=f"KANARIA {place}")
    changes(entry, **SECRET)
    found = compared(evening.get(score(assignment)))
    assert found == [("Kysymys 0", "", "KANARIA 0"), ("Kysymys 1", "", "KANARIA 1")]


def test_in_blind_judging_the_difference_tells_nothing_of_who_is_behind_the_entry(evening, assignment, entry):
    Round.objects.update(is_blind=True)
    make.ballot(assignment, 2, 2)
    make.partner(entry, state="confirmed", organisation=make.organisation(name=make.words("Kanariayhdistys")))
    make.affirmation(assignment.juror, *(one.organisation for one in entry.partners.all()))
    changed = {"summary": "Kanariayhdistys palkkaa, soita Kaisa Kanaria", "place": "KANARIALA", **SECRET}
    changes(entry, **changed)
    assert compared(evening.get(score(assignment))) == [
        ("Summary", "Palkkaamme kymmenen nuorta.", "[hidden] palkkaa, soita [hidden]"),
    ]


# --- the jury office ------------------------------------------------------------------------------
def test_the_office_sees_which_ballots_judged_an_older_version(desk, panel, assignment, entry):
    make.ballot(assignment, 2, 2)
    jurors, page = f"{LIST}jurors/{panel.pk}/", f"{LIST}entries/{entry.pk}/"
    before = [
        desk.get(jurors).context["older"].count(),
        "This ballot is about version" in desk.get(page).text,
    ]
    changes(entry, summary="Palkkaamme sata nuorta.")
    (ballot,) = desk.get(jurors).context["older"]
    assert (before, ballot.assignment, ballot.judged, ballot.now) == ([0, False], assignment, 1, 2)
    assert "This ballot is about version 1 of the entry; version 2 stands now." in desk.get(page).text


def test_who_was_behind_it_before_stays_hidden_in_the_old_words_too(evening, assignment, entry):
    Round.objects.update(is_blind=True)
    changes(entry, summary="Soita Maija Malli")
    make.ballot(assignment, 2, 2)
    changes(entry, summary="Palkkaamme", contact_name="Joku Muu", contact_email="muu@example.org")
    assert compared(evening.get(score(assignment))) == [("Summary", "Soita [hidden]", "Palkkaamme")]


def test_a_member_of_the_office_sees_none_of_an_entry_that_they_are_involved_in(
    desk, office, panel, assignment, entry
):
    make.ballot(assignment, 2, 2)
    changes(entry, summary="Palkkaamme sata nuorta.")
    entry.organisation.representatives.create(user=office, role="owner")
    assert list(desk.get(f"{LIST}jurors/{panel.pk}/").context["older"]) == []
