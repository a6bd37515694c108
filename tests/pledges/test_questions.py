"""Answers of every kind: what may be typed, what is kept, and how it reads in every language and place."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.models import Question
from pledges import actions
from pledges.completeness import gaps
from pledges.forms import DetailsForm
from pledges.forms.differences import differences
from pledges.forms.questions import field_for
from pledges.models import Answer
from pledges.open_data import submitted_content
from pledges.receipt import received
from tests import make
from tests.make import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def ask(entry, kind, **fields) -> Question:
    """A question of a kind; one that offers choices offers three."""
    question = make.question(entry.campaign, type=kind, **fields)
    if kind in Question.WITH_CHOICES:
        make.choice(question, "Tiloja", "Lokaler", "Premises")
        make.choice(question, "Rahaa", "Pengar", "Money")
        make.choice(question, "Väkeä", "Folk", "People")
    return question


def keys(question) -> list[str]:
    return [str(choice.pk) for choice in question.choices.all()]


def form(entry, question, typed, **more) -> DetailsForm:
    answer = {f"question_{question.pk}": typed}
    return DetailsForm(posted(version=entry.version, **answer, **more), entry=entry)


def faults(entry, question, typed) -> list[str]:
    return form(entry, question, typed).errors.get(f"question_{question.pk}", [])


def answer(entry, question, typed, author) -> str:
    """Save what was typed; return what is kept."""
    filled = form(entry, question, typed)
    assert filled.errors == {}
    filled.save(by=author)
    entry.refresh_from_db()
    return entry.answers.get(question=question).text


# --- what is typed and what is kept -------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "  Kolme\tsanaa ", "Kolme sanaa"),
        ("long_text", "Yksi\r\n\r\nKaksi", "Yksi\n\nKaksi"),
        ("number", "1250", "1250"),
        ("number", " 1 250.50 ", "1250.50"),
        ("number", "1\u202f250", "1250"),
        ("number", "-0", "0"),
        ("number", "1e5", "100000"),
        ("date", "2026-02-28", "2026-02-28"),
        ("date", "2028-02-29", "2028-02-29"),
        ("yes_no", "yes", "yes"),
        ("yes_no", "no", "no"),
    ],
)
def test_what_is_typed_is_kept_in_one_form(entry, author, kind, typed, kept):
    assert answer(entry, ask(entry, kind), typed, author) == kept


@pytest.mark.parametrize(
    ("language", "typed"), [("fi", "1 250,5"), ("sv", "1 250,5"), ("fi", "1250.5"), ("en", "1250.5")]
)
def test_numbers_are_typed_as_people_of_the_language_do(entry, author, language, typed):
    with translation.override(language):
        assert answer(entry, ask(entry, "number"), typed, author) == "1250.5"


def test_a_choice_is_kept_by_its_key(entry, author):
    question = ask(entry, "one")
    assert answer(entry, question, keys(question)[1], author) == keys(question)[1]


def test_several_choices_are_kept_in_their_order_and_once(entry, author):
    question = ask(entry, "many")
    first, _, third = keys(question)
    assert answer(entry, question, [third, first, third], author) == f"{first},{third}"


@pytest.mark.parametrize("kind", [kind for kind in Question.Type.values if kind != "file"])
def test_the_form_shows_again_what_stands(entry, author, kind):
    question = ask(entry, kind)
    typed = {
        "text": "Sana",
        "long_text": "Yksi\n\nKaksi",
        "one": keys(question)[-1:],
        "many": keys(question)[:2],
        "number": "12,5",
        "date": "2026-05-01",
        "yes_no": "no",
    }[kind]
    with translation.override("fi"):
        kept = answer(entry, question, typed, author)
        again = DetailsForm(entry=entry)
        shown = again[f"question_{question.pk}"]
        value = shown.value()
        said = shown.field.widget.format_value(value)
        assert answer(entry, question, said, author) == kept


def test_an_optional_choice_can_be_taken_back_and_leaves_the_question_answered(entry, author):
    question = ask(entry, "one")
    answer(entry, question, keys(question)[0], author)
    assert ("", "No answer") in DetailsForm(entry=entry).fields[f"question_{question.pk}"].choices
    assert answer(entry, question, "", author) == ""


def test_what_was_never_answered_leaves_nothing_behind(entry, author):
    question = ask(entry, "text")
    form_without = form(entry, question, "")
    assert form_without.errors == {}
    form_without.save(by=author)
    assert (Answer.objects.count(), question.is_answered()) == (0, False)


def test_a_long_list_of_choices_becomes_a_menu(entry):
    question = make.question(entry.campaign, type="one")
    for number in range(9):
        make.choice(question, f"Vaihtoehto {number}")
    widget = DetailsForm(entry=entry).fields[f"question_{question.pk}"].widget
    assert (type(widget).__name__, len(widget.choices)) == ("Select", 10)


# --- checks.md I18: numbers and dates at their limits -------------------------------------------
TOO_LARGE = "Ensure that there are no more than 14 digits in total."
NO_NUMBER = "Enter a number."
NO_DATE = "Enter a valid date."
FAR_YEAR = "Give a date of the years 1900 to 2199."


@pytest.mark.parametrize(
    ("kind", "typed", "fault"),
    [
        ("number", "1e308", TOO_LARGE),
        ("number", "9" * 400, TOO_LARGE),
        ("number", "1" + "0" * 12, "Ensure that there are no more than 12 digits before the decimal point."),
        ("number", "-1", "Ensure this value is greater than or equal to 0."),
        ("number", "-1e308", "Ensure this value is greater than or equal to 0."),
        ("number", "0.001", "Ensure that there are no more than 2 decimal places."),
        ("number", "NaN", NO_NUMBER),
        ("number", "sNaN", NO_NUMBER),
        ("number", "Infinity", NO_NUMBER),
        ("number", "-inf", NO_NUMBER),
        ("number", "0x10", NO_NUMBER),
        ("number", "1,5", NO_NUMBER),  # in English
        ("number", "kymmenen", NO_NUMBER),
        ("number", "\x00", NO_NUMBER),
        ("date", "9999-12-31", FAR_YEAR),
        ("date", "2200-01-01", FAR_YEAR),
        ("date", "1899-12-31", FAR_YEAR),
        ("date", "0001-01-01", FAR_YEAR),
        ("date", "99999-01-01", NO_DATE),
        ("date", "2026-02-29", NO_DATE),
        ("date", "2100-02-29", NO_DATE),
        ("date", "2026-13-01", NO_DATE),
        ("date", "huomenna", NO_DATE),
        ("date", "2026-02-28\x00", NO_DATE),
        ("yes_no", "maybe", "Select a valid choice. maybe is not one of the available choices."),
        ("text", "x" * 1001, "Ensure this value has at most 1000 characters (it has 1001)."),
    ],
)
def test_what_cannot_be_is_refused_in_words_at_its_field(entry, kind, typed, fault):
    """checks.md I18"""
    found = faults(entry, ask(entry, kind), typed)
    assert fault in found


@pytest.mark.parametrize("kind", ["one", "many"])
@pytest.mark.parametrize("typed", ["0", "-1", "Tiloja", "9" * 30, "\x00", "1,2"])
def test_only_what_is_offered_can_be_chosen(entry, kind, typed):
    """checks.md Z17"""
    assert faults(entry, ask(entry, kind), [typed]) == [
        f"Select a valid choice. {typed} is not one of the available choices."
    ]


def test_a_choice_of_another_question_or_campaign_cannot_be_chosen(entry):
    """checks.md Z17"""
    foreign = ask(make.entry(), "one")
    assert len(faults(entry, ask(entry, "one"), keys(foreign)[0])) == 1


# --- checks.md I09: every odd character round-trips or is named ---------------------------------
ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\x1b\x7f\x85\u200b\u200d\u200f\u202e\u2066\u2028\ufeff\U0001f468é\u0301"),
    ),
    max_size=40,
)


def cleaned(field, typed):
    try:
        return field.clean(typed)
    except ValidationError as refused:
        return refused


@settings(max_examples=150, deadline=None)
@given(typed=ODD | st.text(st.characters(categories=["Cs"]), max_size=3))
@pytest.mark.parametrize("kind", ["text", "long_text"])
def test_every_odd_text_is_kept_as_it_is_or_refused_in_words(kind, typed):
    """checks.md I09"""
    field = field_for(Question(type=kind, label="Mitä?"))
    kept = cleaned(field, typed)
    if isinstance(kept, ValidationError):
        assert all(kept.messages)
    else:
        assert (cleaned(field, kept), kept.encode().decode()) == (kept, kept)


# --- what goes later ----------------------------------------------------------------------------
def test_a_retired_question_is_not_asked_but_its_answers_stay_readable(entry, author):
    question = ask(entry, "text", required=True, label=make.words("Mitä?"))
    answer(entry, question, "Sana", author)
    Question.objects.update(retired=True)

    assert (list(DetailsForm(entry=entry).questions), gaps(entry)) == ([], [])
    assert ("Mitä?", "Sana") in received(submitted_content(entry), entry.campaign)


@pytest.mark.parametrize("kind", ["one", "many"])
def test_a_retired_choice_stays_with_those_who_chose_it_and_is_offered_to_nobody_else(entry, author, kind):
    question = ask(entry, kind)
    gone, *rest = keys(question)
    answer(entry, question, [gone], author)
    question.choices.filter(pk=gone).update(retired=True)
    newcomer = make.entry(campaign=entry.campaign)

    def offered(someones):
        field = DetailsForm(entry=someones).fields[f"question_{question.pk}"]
        return [key for key, _ in field.choices if key]

    assert (offered(entry), offered(newcomer)) == ([gone, *rest], rest)
    assert answer(entry, question, [gone], author) == gone
    assert len(faults(newcomer, question, [gone])) == 1


# --- moments ------------------------------------------------------------------------------------
HOUR = timedelta(hours=1)


def test_before_its_moment_an_answer_may_be_missing_and_after_it_not(entry, author):
    now = timezone.now()
    question = ask(entry, "text", required=True, required_from=now, label=make.words("Mitä?"))

    assert gaps(entry, now - HOUR) == []
    assert [gap.message for gap in gaps(entry, now + HOUR)] == ["Answer the question “Mitä?”."]
    assert actions.submit(entry, by=author, at=now - HOUR).number == 1
    assert f"question_{question.pk}" in DetailsForm(entry=entry).fields


def test_an_entry_sent_without_it_needs_it_to_be_sent_again(entry, author):
    now = timezone.now()
    ask(entry, "text", required=True, required_from=now)
    actions.submit(entry, by=author, at=now - HOUR)
    actions.return_for_changes(entry, "Tarkennus", by=None)
    with pytest.raises(actions.Incomplete):
        actions.submit(entry, by=author)


def test_the_form_says_from_when_it_must_be_answered_and_until_when_it_can(entry):
    call = entry.campaign
    question = ask(
        *(entry, "text"), required=True, required_from=call.closes_at, frozen_after=call.closes_at + HOUR
    )
    field = DetailsForm(entry=entry).fields[f"question_{question.pk}"]
    first, second = field.help_text.split(" on. ")
    assert field.is_needed is False
    assert first.startswith("Must be answered from ")
    assert second.startswith("Can be changed until ")


def test_an_answer_can_be_changed_to_the_end_of_the_second_that_is_told(entry):
    last = timezone.now().replace(microsecond=0)
    question = ask(entry, "text", frozen_after=last)
    ends = (last + timedelta(seconds=1, microseconds=-1), last + timedelta(seconds=1))
    assert [question.is_frozen(at) for at in ends] == [False, True]


def frozen(entry, kind="text", text="Vanha"):
    question = ask(entry, kind, frozen_after=timezone.now() - HOUR)
    Answer.objects.create(entry=entry, question=question, text=text)
    return question


def test_a_frozen_answer_is_shown_and_not_asked(client, author, entry):
    question = frozen(entry)
    client.force_login(author)
    page = client.get(f"/en/my-entries/{entry.uuid}/edit/details/").text
    assert ("This answer cannot be changed any more." in page, ">Vanha</p>" in page) == (True, True)
    assert f'name="question_{question.pk}"' not in page


def test_a_change_typed_too_late_is_refused_with_what_was_typed(entry):
    [fault] = faults(entry, frozen(entry), "Uusi")
    assert fault.startswith("This answer could be changed until ")
    assert fault.endswith("What you typed is not saved: Uusi")


def test_the_same_answer_sent_once_more_is_no_change(entry, author):
    question = frozen(entry, "date", "2026-05-01")
    assert answer(entry, question, "2026-05-01", author) == "2026-05-01"


def test_what_is_frozen_does_not_hold_up_the_rest(entry, author):
    question, other = frozen(entry), ask(entry, "text")
    assert answer(entry, other, "Uutta", author) == "Uutta"
    assert question.answers.get().text == "Vanha"


def test_nobody_changes_a_frozen_answer_past_the_form(entry, author):
    question = frozen(entry)
    with pytest.raises(actions.NotAllowedNow):
        actions.save_draft(entry, entry.version, {}, by=author, answers={question: "Uusi"})


def test_an_empty_frozen_answer_keeps_nobody_from_sending(entry, author):
    ask(entry, "text", required=True, frozen_after=timezone.now() - HOUR)
    assert actions.submit(entry, by=author).number == 1


# --- two at once --------------------------------------------------------------------------------
def test_a_choice_saved_meanwhile_is_shown_by_its_name(entry, author):
    question = ask(entry, "one")
    first, second, _ = keys(question)
    before = form(entry, question, first)
    answer(entry, question, second, author)
    [difference] = differences(DetailsForm, before.data, entry)
    said = ["".join(word for word, _ in pieces) for pieces in (difference.mine, difference.theirs)]
    assert said == ["Premises", "Money"]
