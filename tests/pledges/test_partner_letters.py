"""The letters between a submitter and its partners, read as their readers read them."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from campaign.middleware import LONGEST_WAIT
from people.models import Letter
from pledges import actions, answering, own_part, partnership, waiting
from pledges.models import Partner
from tests import make
from tests.pledges.test_letters import WORDS, author, call, entry, paragraphs, read  # noqa: F401

pytestmark = pytest.mark.django_db

PAGE = "The page of the entry, for those who act for Naapurit ry:\nhttp://localhost:8000/en/my-entries/"


@pytest.fixture
def partner(entry, author):  # noqa: F811
    author.first_name, author.last_name = "Maija", "Malli"
    author.save()
    invited = partnership.invite(entry, **WORDS, by=author)
    Partner.objects.update(expires_at=make.moment("2099-10-01 09:00:00"))
    invited.refresh_from_db()
    return invited


def confirmed(partner, **words):
    said = {"role": partner.role, "contribution": partner.contribution, "name": str(partner.organisation)}
    with translation.override(words.pop("language", "en")):
        return answering.confirm(partner, **said | words)


def test_the_invitation_says_who_asks_what_is_said_and_what_to_do(partner):
    letter = read("invitation")
    answer_by = Letter.objects.filter(kind="invitation").get().body.partition("Please answer by ")[2]
    assert (letter.to, letter.subject) == ("kumppani@example.org", "Naapurit ry asks you to be a partner")
    assert paragraphs(letter) == [
        "Hello,",
        "Naapurit ry takes part in Partnership campaign and would like to name"
        " Oy <Esimerkki> & Pojat as a partner.",
        "Who asks: Maija Malli, Naapurit ry\nWhat it is about: Work & <b>warmth</b>\n"
        "Your role: Tilat & ohjaajat\nYour contribution: Sali",
        "Please look at what is said of you and confirm, correct or decline it."
        " It takes one minute; you need no account:\n"
        f"http://localhost:8000/en/invitation/{partner.key}/",
        f"Please answer by {answer_by.partition(';')[0]}; after that the link does not open any more.",
        "You are named only if you confirm. The link is meant for you and works once;"
        " please do not pass it on outside your organisation.",
        "With kind regards\nThe Ministry\nPartnership campaign",
    ]


def test_a_reminder_says_the_same_and_since_when_we_wait(partner, author):  # noqa: F811
    Partner.objects.update(invited_at=make.moment("2026-10-05 08:00:00"))
    partner.refresh_from_db()
    partnership.remind(partner, by=author)
    letter = read("reminder")
    assert letter.subject == "Naapurit ry still waits for your answer"
    assert paragraphs(letter)[1] == (
        "We wrote to you on Monday 5 October 2026 and have no answer yet."
        " Naapurit ry takes part in Partnership campaign and would like to name"
        " Oy <Esimerkki> & Pojat as a partner."
    )
    assert f"http://localhost:8000/en/invitation/{partner.key}/" in letter.body.split("\n")


def test_a_confirmation_with_corrections_shows_both_texts(partner, entry):  # noqa: F811
    said = {"role": "Ohjaajat", "contribution": "", "name": "Esimerkki Oy"}
    confirmed(partner, **said, note="Mielellämme!", may_use_name=True)
    letter = read("partner_answered")
    assert (letter.to, letter.subject) == ("kirjoittaja@example.org", "Esimerkki Oy has confirmed")
    assert paragraphs(letter)[1:-1] == [
        "Esimerkki Oy has confirmed that it is a partner in “Work & <b>warmth</b>”."
        " It may be named in public.",
        "It corrected what is said of it. This now stands in the entry:\nName: Esimerkki Oy\nRole: Ohjaajat",
        "You had written:\nRole: Tilat & ohjaajat\nContribution: Sali\nName: Oy <Esimerkki> & Pojat",
        "You need not do anything. If you cannot agree, take the partner out of the entry and ask it again in"
        " other words.",
        "Its word to you:\nMielellämme!",
        f"{PAGE}{entry.uuid}/",
    ]


def test_the_partner_gets_what_it_agreed_to_and_a_link_to_leave_by(partner):
    confirmed(partner, may_use_name=True)
    letter = read("partnership")
    assert (letter.to, letter.subject) == ("kumppani@example.org", "You are a partner of Naapurit ry")
    assert paragraphs(letter)[1:-2] == [
        "Oy <Esimerkki> & Pojat takes part in “Work & <b>warmth</b>”. This is what you agreed to;"
        " please keep this letter.",
        "Role: Tilat & ohjaajat\nContribution: Sali\nYou may be named in public.\n"
        "Your logo is not shown in public.",
        "On your own page you can change what you permit, let somebody of yours write along while the entry"
        " is a draft, and leave whenever you like, without an account:\n"
        f"http://localhost:8000/en/partnership/{partner.own_key}/",
    ]


def test_a_confirmation_without_the_name_says_so_to_both(partner):
    confirmed(partner)
    assert (
        "It does not want to be named in public, so only those who handle the entry see it."
        in read("partner_answered").body
    )
    assert "You are not named in public: you did not permit it." in read("partnership").body


def test_a_refusal_says_so_without_details(partner):
    answering.decline(partner)
    letter = read("partner_answered")
    assert letter.subject == "Oy <Esimerkki> & Pojat has declined"
    assert paragraphs(letter)[1] == (
        "Oy <Esimerkki> & Pojat does not take part in “Work & <b>warmth</b>” and is not named in it."
    )


def test_the_submitter_learns_that_a_partner_left(partner, entry):  # noqa: F811
    own_part.leave(confirmed(partner), note="Emme ehdi.")
    letter = read("partner_left")
    assert (letter.to, letter.subject) == (
        "kirjoittaja@example.org",
        "Oy <Esimerkki> & Pojat takes part no longer",
    )
    assert paragraphs(letter)[1:-1] == [
        "Oy <Esimerkki> & Pojat has left “Work & <b>warmth</b>”. From now on it is not named anywhere;"
        " your entry itself goes on as before.",
        "Its word to you:\nEmme ehdi.",
        f"{PAGE}{entry.uuid}/",
    ]


def test_who_is_taken_out_learns_it(partner, author):  # noqa: F811
    partnership.remove(partner, by=author)
    letter = read("partnership_ended")
    assert (letter.to, letter.subject) == (
        "kumppani@example.org",
        "Naapurit ry does not name you as a partner any more",
    )


def test_the_submitter_learns_that_nobody_answered_and_what_to_do(partner, entry):  # noqa: F811
    Partner.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    waiting.close_unanswered(timezone.now() + LONGEST_WAIT)
    letter = read("invitation_expired")
    assert letter.subject == "Oy <Esimerkki> & Pojat has not answered in time"
    assert paragraphs(letter)[1:-1] == [
        "The invitation of Oy <Esimerkki> & Pojat to “Work & <b>warmth</b>” was not answered in time."
        " Its link does not open any more, and Oy <Esimerkki> & Pojat is not named.",
        "You can ask it again on the page of the entry, with a fresh link.",
        f"{PAGE}{entry.uuid}/",
    ]


def test_no_letter_carries_a_link_that_is_meant_for_somebody_else(partner, entry, author):  # noqa: F811
    """checks.md A05"""
    keys = {str(partner.key): "kumppani@example.org", str(partner.own_key): "kumppani@example.org"}
    confirmed(partner, may_use_name=True)
    actions.submit(entry, by=author)
    own_part.leave(partner)
    foreign = [
        letter.kind
        for letter in Letter.objects.all()
        for key, reader in keys.items()
        if key in letter.body and letter.to != reader
    ]
    assert foreign == []
    assert str(entry.uuid) not in read("invitation").body + read("partnership").body


def test_a_partner_reads_its_letters_in_the_language_in_which_it_answered(partner):
    confirmed(partner, language="sv")
    assert (read("invitation").language, read("partnership").language) == ("en", "sv")


def test_representatives_get_the_letters_of_a_registered_organisation(entry, author):  # noqa: F811
    people = [make.user("yksi@example.org", language="fi"), make.user("kaksi@example.org", language="sv")]
    claimed = make.organisation(people=people)
    confirmed(make.partner(entry, organisation=claimed, email=""))
    sent = Letter.objects.filter(kind="partnership").order_by("to").values_list("to", "language")
    assert list(sent) == [("kaksi@example.org", "sv"), ("yksi@example.org", "fi")]


def test_when_it_is_sent_in_everybody_gets_a_letter_of_their_own_that_names_all(entry, author, letters):  # noqa: F811
    one = confirmed(
        make.partner(
            entry, organisation=make.organisation(name=make.words("Martat ry")), email="a@example.org"
        )
    )
    two = confirmed(
        make.partner(
            entry, organisation=make.organisation(name=make.words("Kuoro ry")), email="b@example.org"
        )
    )
    make.partner(entry, email="c@example.org")
    make.partner(entry, state="declined", email="d@example.org")

    submission = actions.submit(entry, by=author)

    got = {letter.to: letter for letter in Letter.objects.filter(kind="sent_in")}
    assert set(got) == {"a@example.org", "b@example.org"}
    for letter in got.values():
        assert paragraphs(letter)[3] == (
            "This letter goes to everybody who takes part, to each by itself:\n"
            "– Naapurit ry, who sent it in\n"
            f"– Martat ry: {one.role}\n"
            f"– Kuoro ry: {two.role}"
        )
        assert submission.digest in letter.body
    both = [str(one.own_key), str(two.own_key)]
    assert [[key in got[to].body for key in both] for to in sorted(got)] == [[True, False], [False, True]]
    addresses = [to for to in got for letter in got.values() if to != letter.to and to in letter.body]
    assert addresses == []


def test_sent_in_again_it_says_so_and_goes_to_those_who_take_part_then(entry, author):  # noqa: F811
    leaving = confirmed(make.partner(entry, email="a@example.org"))
    confirmed(make.partner(entry, email="b@example.org"))
    actions.submit(entry, by=author)
    own_part.leave(leaving)
    actions.return_for_changes(entry, "Kuka?", by=None)
    actions.submit(entry, by=author)

    told = Letter.objects.filter(kind="sent_in").order_by("pk").values_list("to", "subject")
    assert list(told) == [
        ("a@example.org", "Sent in together: “Work & <b>warmth</b>”"),
        ("b@example.org", "Sent in together: “Work & <b>warmth</b>”"),
        ("b@example.org", "Sent in again, with changes: “Work & <b>warmth</b>”"),
    ]
