"""The screening desk: what a screener reads, decides and sees next."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from people.models import Letter, Purpose
from people.personal_hints import Hint as Found
from pledges import actions, answering, desk
from pledges.models import Answer, Entry
from pledges.states import State
from pledges.versions import Change
from tests import make
from tests.staff import client_of, number_of_queries, outcome, said, text_of, who_comes_in

pytestmark = pytest.mark.django_db

READERS = {"Screener", "Jury office", "Coordinator", "Data protection officer"}
SCREENERS = {"Screener", "Coordinator"}


def page(entry):
    return reverse("entries:entry", args=[entry.pk])


def seen(entry) -> str:
    """What the page gives along of what was read."""
    return desk.fingerprint(Entry.objects.get(pk=entry.pk))


def press(client, verb, entry, **typed):
    form = {"seen": seen(entry), "reason": "", **typed}
    return client.post(reverse(f"screening:{verb}", args=[entry.pk]), form)


def references(response) -> list[str]:
    return [entry.reference for entry in response.context["object_list"]]


def left(kind) -> list[str]:
    return list(Letter.objects.filter(kind=kind).values_list("to", flat=True))


# --- who ----------------------------------------------------------------------------------------
def test_screeners_and_coordinators_see_the_queue():
    assert who_comes_in("/admin/screening/") == SCREENERS
    assert who_comes_in("/admin/screening/results/") == SCREENERS


def test_readers_of_entries_open_one_and_its_history(waiting):
    assert who_comes_in(page(waiting)) == READERS
    assert who_comes_in(reverse("entries:history", args=[waiting.pk])) == READERS
    assert who_comes_in(reverse("entries:history_results", args=[waiting.pk])) == READERS


@pytest.mark.parametrize("verb", ["accept", "return", "decline"])
def test_only_screeners_decide(waiting, verb):
    address = reverse(f"screening:{verb}", args=[waiting.pk])

    assert who_comes_in(address, method="post") == SCREENERS
    assert outcome(client_of("Screener").get(address)) == "wrong way"


def test_a_reader_who_does_not_screen_gets_no_form(waiting):
    response = client_of("Jury office").get(page(waiting))

    assert (response.context["decides"], "formaction" in response.content.decode()) == (False, False)


@pytest.mark.parametrize("address", ["entries:entry", "entries:history"])
def test_drafts_are_their_writers_own(screener, address):
    assert screener.get(reverse(address, args=[make.entry().pk])).status_code == 404


def test_a_draft_cannot_be_decided_by_its_address(screener):
    draft = make.entry()

    assert press(screener, "accept", draft).status_code == 404
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


# --- the queue ----------------------------------------------------------------------------------
def test_the_queue_shows_what_waits_and_the_oldest_first(screener):
    call = make.campaign()
    later = make.entry(state=State.SUBMITTED, campaign=call, submitted_at=make.moment("2026-05-02 10:00:00"))
    earlier = make.entry(
        state=State.SUBMITTED, campaign=call, submitted_at=make.moment("2026-05-01 10:00:00")
    )
    for other in (State.DRAFT, State.ACCEPTED, State.RETURNED, State.DECLINED, State.WITHDRAWN):
        make.entry(state=other, campaign=call)

    assert references(screener.get("/admin/screening/")) == [earlier.reference, later.reference]


def test_the_queue_can_be_narrowed(screener):
    call, other = make.campaign(), make.campaign()
    work = make.theme(call)
    pledge = make.entry(state=State.SUBMITTED, campaign=call, themes=[work])
    initiative = make.entry(state=State.SUBMITTED, campaign=other, kind="initiative")
    returned = make.entry(state=State.RETURNED, campaign=call)

    def found(query):
        return references(screener.get(f"/admin/screening/?{query}"))

    assert found("kind=initiative") == [initiative.reference]
    assert found(f"campaign={call.pk}") == [pledge.reference]
    assert found(f"themes={work.pk}") == [pledge.reference]
    assert found("state=returned") == [returned.reference]
    assert set(found("state=")) == {pledge.reference, initiative.reference, returned.reference}


@pytest.mark.parametrize("words", ["KOTO-2026", "uimakoulu", "simklubben", "1234567-1"])
def test_the_queue_is_searched_by_reference_title_and_organisation(screener, words):
    club = make.organisation(name=make.words("Uimaseura", "Simklubben"), business_id="1234567-1")
    wanted = make.entry(
        state=State.SUBMITTED,
        organisation=club,
        title="Uimakoulu äideille",
        campaign=make.campaign(reference_prefix="KOTO-2026"),
    )
    make.entry(state=State.SUBMITTED)

    assert references(screener.get("/admin/screening/", {"q": words})) == [wanted.reference]


def test_an_empty_queue_says_so(screener):
    assert "The queue is empty: nothing waits for screening." in text_of(screener.get("/admin/screening/"))


def test_the_queue_takes_as_many_queries_for_three_as_for_one(screener):
    call = make.campaign()
    make.entry(state=State.SUBMITTED, campaign=call)
    screener.get("/admin/screening/")
    one = number_of_queries(screener, "/admin/screening/")
    for _ in range(2):
        make.entry(state=State.SUBMITTED, campaign=call, themes=[make.theme(call)])

    assert number_of_queries(screener, "/admin/screening/") == one


def test_the_page_takes_as_many_queries_for_three_partners_as_for_one(screener, waiting):
    def take_part():
        question = make.question(waiting.campaign)
        Answer.objects.create(entry=waiting, question=question, text="Kyllä")
        make.partner(waiting)
        waiting.target_groups.add(make.target_group(waiting.campaign))

    take_part()
    screener.get(page(waiting))
    one = number_of_queries(screener, page(waiting))
    take_part()
    take_part()

    assert number_of_queries(screener, page(waiting)) == one


# --- the page -----------------------------------------------------------------------------------
def test_the_page_shows_all_that_is_needed_to_decide(screener, waiting):
    question = make.question(waiting.campaign, label=make.words("Budjetti"), audience="jury")
    Answer.objects.create(entry=waiting, question=question, text="12 000 euroa")
    make.partner(waiting, organisation=make.organisation(name=make.words("Espoon kaupunki")))
    make.permission(waiting, Purpose.PUBLISH_TEXT)
    waiting.tags.add("uinti")
    waiting.themes.add(make.theme(waiting.campaign))

    shown = text_of(screener.get(page(waiting)))

    expected = [
        waiting.title,
        waiting.reference,
        waiting.summary,
        waiting.description,
        "Pledge",
        "Work",
        "uinti",
        "Written in Finnish.",
        "Budjetti Jury and staff 12 000 euroa",
        "Invited Espoon kaupunki",
        "Publish the text: permitted",
        "Publish the image: not permitted",
        "maija.malli@example.org",
        str(waiting.organisation),
        "Draft → Submitted",
    ]
    assert all(expected)
    assert [words for words in expected if words not in shown] == []


def test_possible_personal_data_in_public_texts_is_pointed_out(waiting):
    waiting.description = "Soita 040 123 4567 tai kirjoita aino@example.org."
    secret = make.question(waiting.campaign, audience="staff")
    public = make.question(waiting.campaign, label=make.words("Kuka?"))
    answers = [
        Answer(entry=waiting, question=secret, text="010190-123A"),
        Answer(entry=waiting, question=public, text="Tunnus 010190-123A"),
    ]

    with_places = [(hint.place, Found(hint.kind, hint.text)) for hint in desk.hints(waiting, answers)]

    assert with_places == [
        ("Description", Found("phone number", "040 123 4567")),
        ("Description", Found("e-mail address", "aino@example.org")),
        ("Kuka?", Found("personal identity code", "010190-123A")),
    ]


def test_what_changed_between_two_submissions_is_shown(screener):
    author = make.user()
    entry = make.entry(state=State.SUBMITTED, author=author, description="Ennen", place="")
    actions.return_for_changes(entry, "Missä?", by=None)
    entry = actions.save_draft(
        Entry.objects.get(pk=entry.pk), entry.version, {"description": "Nyt", "place": "Kallio"}, by=author
    )
    actions.submit(entry, by=author)

    assert screener.get(page(entry)).context["changes"] == [
        Change("Description", "Ennen", "Nyt"),
        Change("Place", "", "Kallio"),
    ]


# --- deciding -----------------------------------------------------------------------------------
def test_accepting_moves_the_entry_writes_one_letter_and_goes_on_to_the_next(screener, waiting):
    following = make.entry(state=State.SUBMITTED)

    response = press(screener, "accept", waiting)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.screening_note) == (State.ACCEPTED, "")
    assert sorted(left("accepted")) == ["maija.malli@example.org", "maija@example.org"]
    assert (response.url, said(response)) == (
        f"{page(following)}#",
        [f"{waiting.reference} is accepted. 1 entry waits."],
    )


def test_after_the_last_one_the_empty_queue_is_shown(screener, waiting):
    response = press(screener, "accept", waiting)

    assert (response.url, said(response)) == (
        "/admin/screening/#",
        [f"{waiting.reference} is accepted. Nothing waits any more."],
    )


@pytest.mark.parametrize(
    ("verb", "state", "words"),
    [
        ("return", State.RETURNED, "{} went back to its submitter. Nothing waits any more."),
        ("decline", State.DECLINED, "{} is declined. Nothing waits any more."),
    ],
)
def test_returning_and_declining_tell_the_submitter_why(screener, waiting, verb, state, words):
    response = press(screener, verb, waiting, reason="Kertokaa, missä.")

    waiting.refresh_from_db()
    assert (waiting.state, waiting.screening_note) == (state, "Kertokaa, missä.")
    assert said(response) == [words.format(waiting.reference)]
    assert "Kertokaa, missä." in Letter.objects.filter(kind=state).first().body


@pytest.mark.parametrize("verb", ["return", "decline"])
def test_no_reason_no_decision(screener, waiting, verb):
    response = press(screener, verb, waiting, reason="  ")

    waiting.refresh_from_db()
    assert waiting.state == State.SUBMITTED
    assert response.context["form"].errors == {
        "reason": ["Write to the submitter why. They read it in a letter."]
    }


def test_a_message_is_not_lost_by_pressing_accept(screener, waiting):
    response = press(screener, "accept", waiting, reason="Hieno, mutta missä?")

    waiting.refresh_from_db()
    assert waiting.state == State.SUBMITTED
    assert response.context["form"].errors == {
        "reason": ["Accepting sends no message. Empty this field to accept, or return or decline with it."]
    }
    assert "Hieno, mutta missä?" in response.content.decode()


def test_an_unreadable_character_is_told_and_the_text_kept(screener, waiting):
    response = press(screener, "return", waiting, reason="Kertokaa\x07 missä")

    assert list(response.context["form"].errors) == ["reason"]
    assert "Kertokaa" in response.content.decode()


# --- races --------------------------------------------------------------------------------------
def test_who_comes_second_is_told_and_keeps_what_they_wrote(screener, waiting):
    actions.accept(Entry.objects.get(pk=waiting.pk), by=make.user(role="Screener"))

    response = press(screener, "return", waiting, reason="Missä tämä tapahtuu?")

    waiting.refresh_from_db()
    assert (waiting.state, left("returned"), len(left("accepted"))) == (State.ACCEPTED, [], 2)
    assert said(response) == [
        "Nothing was decided. This is not possible any more: the state is now “Accepted”."
    ]
    assert "What you wrote, which was not sent Missä tämä tapahtuu?" in text_of(response)


def test_an_entry_withdrawn_meanwhile_cannot_be_accepted(screener, waiting):
    actions.withdraw(Entry.objects.get(pk=waiting.pk), by=waiting.created_by)

    response = press(screener, "accept", waiting)

    waiting.refresh_from_db()
    assert (waiting.state, left("accepted")) == (State.WITHDRAWN, [])
    assert said(response) == [
        "Nothing was decided. This is not possible any more: the state is now “Withdrawn”."
    ]


def test_a_decision_is_about_the_text_that_was_read(screener, waiting):
    author, read = waiting.created_by, seen(waiting)
    actions.return_for_changes(waiting, "Missä?", by=None)
    actions.submit(Entry.objects.get(pk=waiting.pk), by=author)

    response = press(screener, "decline", waiting, reason="Ei käy.", seen=read)

    waiting.refresh_from_db()
    assert waiting.state == State.SUBMITTED
    assert said(response) == [ANEW]
    assert f'name="seen" value="{seen(waiting)}"' in response.content.decode()
    assert "Ei käy." in response.content.decode()


ANEW = (
    "Nothing was decided. After you had opened this, it was sent in anew, or a partner answered."
    " Read it again, then decide."
)


@pytest.mark.parametrize("answer", ["confirm", "correct", "rename", "decline"])
def test_a_decision_is_about_what_partners_say_as_it_was_read(screener, waiting, answer):
    partner = make.partner(waiting)
    read, words = seen(waiting), {"role": partner.role, "contribution": partner.contribution}
    if answer == "decline":
        answering.decline(partner)
    else:
        words |= {"role": "Ilmaista rahaa"} if answer == "correct" else {}
        name = "Toinen nimi" if answer == "rename" else str(partner.organisation)
        answering.confirm(partner, name=name, **words)

    response = press(screener, "accept", waiting, seen=read)
    waiting.refresh_from_db()
    assert (said(response), waiting.state) == ([ANEW], State.SUBMITTED)

    press(screener, "accept", waiting)
    waiting.refresh_from_db()
    assert waiting.state == State.ACCEPTED


def test_a_decision_without_what_was_read_is_none(screener, waiting):
    assert said(press(screener, "accept", waiting, seen="")) == [ANEW]


def test_pressing_twice_decides_once(screener, waiting):
    press(screener, "decline", waiting, reason="Ei käy.")
    second = press(screener, "decline", waiting, reason="Ei käy.")

    moves = ModelLogEntry.objects.for_instance(waiting).filter(action="pledges.entry.move")
    assert [move.data["to"] for move in moves] == ["declined", "submitted"]
    assert (outcome(second), len(left("declined"))) == ("came in", 2)


def test_skipping_leads_round_the_queue():
    call = make.campaign()
    first, second, third = (
        make.entry(state=State.SUBMITTED, campaign=call, submitted_at=make.moment(f"2026-05-0{day} 10:00:00"))
        for day in (1, 2, 3)
    )

    assert [desk.next_waiting(entry, None).pk for entry in (first, second, third)] == [
        second.pk,
        third.pk,
        first.pk,
    ]
