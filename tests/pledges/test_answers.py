"""How answers read: in every language, in every place, and long after they were sent."""

import pytest
from django.utils import translation
from i18nfield.strings import LazyI18nString

from campaign.models import Question
from judging.reading import record_for_jury
from people.models import Purpose
from pledges import actions, desk
from pledges.answers import ShownAnswer, shown
from pledges.models import Answer, Entry
from pledges.open_data import public_record
from pledges.receipt import received
from tests import make
from tests.pledges.test_questions import ask, keys
from tests.pledges.test_staff_entries import rows_of_csv
from tests.staff import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


# --- how it reads -------------------------------------------------------------------------------
# Dates in the words of the source: tests read no catalogues.
IN_WORDS = {
    "one": {"fi": "Rahaa", "sv": "Pengar", "en": "Money"},
    "many": {"fi": "Tiloja\nRahaa", "sv": "Lokaler\nPengar", "en": "Premises\nMoney"},
    "number": {"fi": "1\xa0250,5", "sv": "1\xa0250,5", "en": "1,250.5"},
    "date": {
        "fi": "lauantai 28 helmikuu 2026",
        "sv": "lördag 28 februari 2026",
        "en": "Saturday 28 February 2026",
    },
    "yes_no": {"fi": "Kyllä", "sv": "Ja", "en": "Yes"},
    "text": {"fi": "Sana", "sv": "Sana", "en": "Sana"},
}


def kept(question) -> str:
    return {
        "one": ",".join(keys(question)[1:2]),
        "many": ",".join(keys(question)[:2]),
        "number": "1250.5",
        "date": "2026-02-28",
        "yes_no": "yes",
        "text": "Sana",
    }[question.type]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", IN_WORDS)
def test_an_answer_reads_the_same_everywhere_in_the_language_of_its_reader(author, kind, language):
    entry = make.entry(author=author, language="fi")
    question = ask(entry, kind, label=make.words("Mitä?"))
    Answer.objects.create(entry=entry, question=question, text=kept(question))
    make.permission(entry, Purpose.PUBLISH_TEXT, by=author)
    actions.submit(entry, by=author)
    actions.accept(entry, by=None)
    expected = ShownAnswer("Mitä?", "Mitä?", IN_WORDS[kind][language], "fi" if kind == "text" else "")
    read = Entry.objects.public().for_reading().get()

    with translation.override(language):
        content = entry.submissions.get().content
        assert ("Mitä?", expected.words) in received(content, entry.campaign)
        assert desk.sheet(read)["answers"] == [(question, expected)]
        assert record_for_jury(read, blind=False).answers == [expected]
        assert public_record(read).answers == [expected]


def test_choices_without_a_name_in_the_reader_s_language_say_which_they_are_in(author):
    entry = make.entry(author=author, language="sv")
    question = ask(entry, "many")
    answer = Answer.objects.create(entry=entry, question=question, text=kept(question))
    with translation.override("ar"):
        whole = [(one.words, one.language) for one in shown([answer])]
        question.choices.filter(pk=keys(question)[0]).update(
            label=LazyI18nString({"ar": "مكان", "fi": "Tiloja"})
        )
        mixed = [(one.words, one.language) for one in shown([answer])]
    assert (whole, mixed) == ([("Tiloja\nRahaa", "fi")], [("مكان\nRahaa", "")])


@pytest.mark.parametrize(
    ("label", "heading", "expected"),
    [
        (["Mitä?", "Vad?", "What?"], ["Uutta", "Nytt", "New"], ["Uutta", "Nytt", "New"]),
        (["Mitä?", "Vad?", "What?"], [], ["Mitä?", "Vad?", "What?"]),
        # A question in one's own language tells more than a heading in another.
        (["Mitä?", "Vad?"], ["Uutta"], ["Uutta", "Vad?", ("Uutta", "fi")]),
        (["Mitä?"], ["Uutta"], ["Uutta", ("Uutta", "fi"), ("Uutta", "fi")]),
    ],
)
def test_the_public_reads_the_heading_where_it_is_understood(label, heading, expected):
    texts = {"label": in_languages(label), "heading": in_languages(heading)}
    read = Question.objects.get(pk=make.question(make.campaign(), **texts).pk)

    shown = []
    for language in ("fi", "sv", "en"):
        with translation.override(language):
            shown.append((str(read.public_heading), read.public_heading.language))

    assert shown == [one if isinstance(one, tuple) else (one, "") for one in expected]


def test_a_heading_is_for_the_public_and_the_question_for_everybody_who_works_with_it(author):
    entry = make.entry(author=author)
    texts = {"label": make.words("Mitä?"), "heading": make.words("Uutta ideassa")}
    Answer.objects.create(entry=entry, question=ask(entry, "text", **texts), text="Sana")
    make.attachment(entry, question=ask(entry, "file", **texts))
    make.permission(entry, Purpose.PUBLISH_TEXT, by=author)
    actions.submit(entry, by=author)
    actions.accept(entry, by=None)
    read = Entry.objects.public().for_reading().get()

    jury, public = record_for_jury(read, blind=False), public_record(read)
    staff = desk.sheet(read)

    assert [str(staff["answers"][0][0]), *asked(staff["attachments"])] == ["Mitä?", "Mitä?"]
    assert asked(jury.answers + jury.attachments) == ["Mitä?", "Mitä?"]
    assert asked(public.answers + public.attachments) == ["Mitä?", "Mitä?"]  # for open data
    assert [one.heading for one in public.answers + public.attachments] == ["Uutta ideassa"] * 2


def in_languages(texts: list[str]) -> LazyI18nString:
    return LazyI18nString(dict(zip(("fi", "sv", "en"), texts, strict=False)))


def asked(shown) -> list[str]:
    return [one.question for one in shown]


def test_what_was_sent_keeps_the_choices_as_they_were_called(author, entry):
    question = ask(entry, "many", label=make.words("Mitä?"))
    Answer.objects.create(entry=entry, question=question, text=",".join(keys(question)[:2]))
    actions.submit(entry, by=author)
    question.choices.update(label=make.words("Toisin sanoen"))

    content = entry.submissions.get().content

    assert content["answers"] == {question.slug: ",".join(keys(question)[:2])}
    assert ("Mitä?", "Premises\nMoney") in received(content, entry.campaign)


def test_what_cannot_be_read_as_its_kind_is_shown_as_it_is(entry):
    for kind, text in (("date", "keväällä"), ("number", "monta"), ("one", "Tiloja"), ("yes_no", "ehkä")):
        Answer.objects.create(entry=entry, question=ask(entry, kind), text=text)
    shown = [answer.words for _, answer in desk.sheet(entry)["answers"]]
    assert shown == ["keväällä", "monta", "Tiloja", "ehkä"]


def test_a_download_has_a_column_for_each_question(author):
    entry = make.entry(author=author)
    for kind in ("many", "date"):
        question = ask(entry, kind, label=make.words(f"Mitä {kind}?"))
        text = ",".join(keys(question)[:2]) if kind == "many" else "2026-02-28"
        Answer.objects.create(entry=entry, question=question, text=text)
    actions.submit(entry, by=author)
    ask(entry, "text", label=make.words("Ei vastattu"))
    coordinator = client_of("Coordinator")

    one = rows_of_csv(coordinator.get(f"/admin/entries/?export=csv&campaign={entry.campaign_id}"))
    every = rows_of_csv(coordinator.get("/admin/entries/?export=csv"))

    assert list(one[0].items())[-2:] == [
        ("Mitä many?", "Premises\nMoney"),
        ("Mitä date?", "Saturday 28 February 2026"),
    ]
    assert [name for name in every[0] if "Mitä" in name] == [
        "Partnership campaign: Mitä many?",
        "Partnership campaign: Mitä date?",
    ]
