"""Questions as the coordinator writes them: kinds of answers, choices, moments – and what answers forbid."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign import actions
from campaign.models import Question
from pledges.models import Answer
from tests import make

pytestmark = pytest.mark.django_db


def typed(campaign, *choices, **fields) -> dict:
    """A question with choices, each a label, or a choice that is there already with what changes in it."""
    data = {
        "campaign": campaign.pk,
        "label_0": "Mitä tarvitsette?",
        "slug": "tarve",
        "type": "one",
        "kind": "",
        "order": 0,
        "max_length": 1000,
        "audience": "public",
    }
    standing = [choice for choice in choices if isinstance(choice, tuple)]
    rows = [*standing, *(choice for choice in choices if choice not in standing)]
    data |= {"choices-TOTAL_FORMS": len(rows), "choices-INITIAL_FORMS": len(standing)}
    for number, row in enumerate(rows):
        start = f"choices-{number}-"
        data[f"{start}ORDER"] = number + 1
        if isinstance(row, tuple):
            choice, changes = row
            labels = choice.label.data
            data |= {
                f"{start}id": choice.pk,
                f"{start}label_0": labels["fi"],
                f"{start}label_1": labels["sv"],
            }
            data |= {f"{start}label_2": labels["en"]} | {
                f"{start}{key}": value for key, value in changes.items()
            }
        else:
            data[f"{start}label_0"] = row
    return data | fields


def add(client, campaign, *choices, **fields):
    return client.post("/admin/questions/new/", typed(campaign, *choices, **fields))


def change(client, question, *choices, **fields):
    stands = {"slug": question.slug, "type": question.type} | fields
    return client.post(f"/admin/questions/edit/{question.pk}/", typed(question.campaign, *choices, **stands))


def faults(response) -> dict:
    form = response.context["form"]
    of_choices = {"choices": list(form.formsets["choices"].non_form_errors())}
    return {name: list(errors) for name, errors in form.errors.items()} | {
        name: errors for name, errors in of_choices.items() if errors
    }


@pytest.fixture
def chosen():
    """A question with three choices, the first of which somebody has chosen."""
    entry = make.entry()
    question = make.question(entry.campaign, type="one")
    choices = [make.choice(question, label) for label in ("Tiloja", "Rahaa", "Väkeä")]
    Answer.objects.create(entry=entry, question=question, text=str(choices[0].pk))
    return question


# --- kinds and choices --------------------------------------------------------------------------
@pytest.mark.parametrize("kind", Question.Type.values)
def test_a_question_of_every_kind_is_asked(coordinator, kind):
    choices = ["Tiloja", "Rahaa"] if kind in ("one", "many") else []

    add(coordinator, make.campaign(), *choices, type=kind)

    question = Question.objects.get()
    assert (question.type, [str(choice) for choice in question.choices.all()]) == (kind, choices)


def test_choices_are_written_in_every_language_and_keep_their_order(coordinator):
    campaign = make.campaign()

    add(coordinator, campaign, "B", "A", **{"choices-0-label_1": "b", "choices-0-label_2": "bee"})

    first, second = Question.objects.get().choices.all()
    assert (first.label.data, first.order) == ({"fi": "B", "sv": "b", "en": "bee"}, 0)
    assert (second.label.localize("fi"), second.order) == ("A", 1)


def test_a_public_heading_is_written_in_every_language_or_in_none(coordinator):
    add(coordinator, make.campaign(), type="text")
    assert str(Question.objects.get().heading) == ""

    change(coordinator, Question.objects.get(), heading_0="Tarpeet", heading_1="Behov", type="text")

    assert Question.objects.get().heading.data == {"fi": "Tarpeet", "sv": "Behov"}


@pytest.mark.parametrize("choices", [[], ["Tiloja"]])
def test_a_choice_needs_something_to_choose_between(coordinator, choices):
    response = add(coordinator, make.campaign(), *choices)

    assert faults(response) == {"choices": ["Write at least two choices."]}


def test_choices_belong_to_questions_that_offer_them(coordinator):
    response = add(coordinator, make.campaign(), "Tiloja", "Rahaa", type="date")

    assert faults(response) == {
        "choices": ["Only “one choice” and “several choices” have choices. Remove these."]
    }


# --- once there are answers ---------------------------------------------------------------------
@pytest.mark.parametrize("field", [{"type": "many"}, {"slug": "muu"}])
def test_what_answers_were_written_for_stays(coordinator, chosen, field):
    rows = [(choice, {}) for choice in chosen.choices.all()]

    response = change(coordinator, chosen, *rows, **field)

    said = "This question has been answered, so this stays. Retire it and ask a new one instead."
    assert faults(response) == {name: [said] for name in field}


def test_a_question_that_nobody_answered_may_become_another(coordinator):
    question = make.question(make.campaign(), type="date")

    change(coordinator, question, type="number", slug="montako")

    question.refresh_from_db()
    assert (question.type, question.slug) == ("number", "montako")


def test_a_choice_is_retired_instead_of_deleted_once_the_question_is_answered(coordinator, chosen):
    first, second, third = chosen.choices.all()

    refused = change(coordinator, chosen, (first, {"DELETE": "on"}), (second, {}), (third, {}))
    change(coordinator, chosen, (first, {"retired": "on"}), (second, {}), (third, {}))

    assert faults(refused) == {
        "choices": [
            "This question has been answered, so “Tiloja” is kept with the answers. "
            "Tick “no longer offered” instead."
        ]
    }
    assert [(str(choice), choice.retired) for choice in Question.objects.get().choices.all()] == [
        ("Tiloja", True),
        ("Rahaa", False),
        ("Väkeä", False),
    ]


def test_the_words_of_a_choice_may_be_mended(coordinator, chosen):
    first, second, third = chosen.choices.all()

    change(coordinator, chosen, (first, {"label_0": "Tilaa"}), (second, {}), (third, {}))

    assert chosen.choices.get(pk=first.pk).label.localize("fi") == "Tilaa"


# --- moments ------------------------------------------------------------------------------------
def test_moments_are_on_the_clock_of_the_campaign(coordinator):
    campaign = make.campaign(time_zone="Asia/Tokyo")

    add(
        *(coordinator, campaign),
        **{"type": "text", "required": "on", "required_from": "2026-05-01 09:00:00"},
        frozen_after="2026-06-01 09:00:00",
    )

    question = Question.objects.get()
    page = coordinator.get(f"/admin/questions/edit/{question.pk}/").content.decode()
    assert (question.required_from, question.frozen_after) == (
        make.moment("2026-05-01 00:00:00"),
        make.moment("2026-06-01 00:00:00"),
    )
    assert ('value="2026-05-01 09:00:00"' in page, page.count("On the clock of Asia/Tokyo.")) == (True, 2)


def test_an_answer_can_be_changed_to_the_end_of_the_minute_that_is_told(coordinator):
    moments = {"required_from": "2026-05-01 09:00", "frozen_after": "2026-06-01 23:59"}
    add(coordinator, make.campaign(), type="text", required="on", **moments)
    question = Question.objects.get()
    assert (question.required_from, question.frozen_after) == (
        make.moment("2026-05-01 06:00:00"),
        make.moment("2026-06-01 20:59:59"),
    )


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"required_from": "2026-05-01 09:00"}, "Tick “must be answered” too, or leave its moment empty."),
        (
            {"required": "on", "required_from": "2026-05-02 09:00", "frozen_after": "2026-05-01 09:00"},
            "An answer must be required before it freezes.",
        ),
    ],
)
def test_moments_that_make_no_sense_are_refused(coordinator, fields, fault):
    response = add(coordinator, make.campaign(), type="text", **fields)

    assert faults(response) == {"__all__": [fault]}


MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("required_from", "frozen_after", "is_required"),
    [
        (None, None, True),
        (-MINUTE, None, True),
        (MINUTE, None, False),
        (None, MINUTE, True),
        (None, -MINUTE, False),  # nobody is asked for what nobody can answer
        (-2 * MINUTE, -MINUTE, False),
    ],
)
def test_a_question_is_required_between_its_moments(required_from, frozen_after, is_required):
    now = timezone.now()
    question = Question(
        required=True,
        required_from=required_from and now + required_from,
        frozen_after=frozen_after and now + frozen_after,
    )

    assert question.is_required(now) is is_required


# --- copying ------------------------------------------------------------------------------------
def test_a_copied_question_brings_its_choices_but_not_last_years_moments():
    source, now = make.campaign(), timezone.now()
    question = make.question(source, type="many", required=True, required_from=now, frozen_after=now + MINUTE)
    Question.objects.update(heading=make.words("Tarpeet", "Behov"))
    make.choice(question, "Tiloja")
    make.choice(question, "Vanha", retired=True)

    copied = actions.copy_contents(source, make.campaign(), by=None).questions.get()

    assert (copied.type, copied.required_from, copied.frozen_after) == ("many", None, None)
    assert copied.heading == make.words("Tarpeet", "Behov")
    assert [str(choice) for choice in copied.choices.all()] == ["Tiloja"]
    assert question.choices.count() == 2
