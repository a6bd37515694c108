"""Letters: written with the change that they report, sent once, never lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from people import outbox
from people.models import Letter
from tests import make

pytestmark = pytest.mark.django_db


def arrived(mail_server) -> list[tuple[str, str]]:
    return [(letter["To"], letter["Subject"]) for letter in mail_server.received]


def test_a_letter_is_written_in_the_language_of_its_reader():
    organisation = make.organisation(name=make.words("Kotiseutuyhdistys", "Hembygdsföreningen"))

    outbox.queue(
        "people/letters/nominated.txt",
        to="siv@example.org",
        language="sv",
        key="nomination:1",
        context={"organisation": organisation, "by": None, "link": "/sv/mina-bidrag/"},
    )

    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.language, letter.key, letter.state) == (
        "nominated",
        "siv@example.org",
        "sv",
        "nomination:1",
        Letter.State.WAITING,
    )
    assert "Hembygdsföreningen" in letter.subject
    assert "http://localhost:8000/sv/mina-bidrag/" in letter.body


def test_a_second_letter_about_the_same_event_is_not_written():
    first, second = (
        outbox.queue_text(kind="note", to="a@example.org", subject="Hei", body="1", language="fi", key="k")
        for _ in range(2)
    )

    assert (first, second, Letter.objects.count()) == (Letter.objects.get(), None, 1)


@transaction.atomic
def change_that_fails():
    make.user(email=make.letter().to)
    make.user(email="maija.malli@example.org")


def test_a_letter_goes_when_its_change_is_undone():
    with pytest.raises(IntegrityError):
        change_that_fails()

    assert Letter.objects.count() == 0


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(subject=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_no_subject_can_add_a_header_or_a_line(subject):
    letter = outbox.queue_text(
        kind="note", to="a@example.org", subject=f"Hei {subject}", body="", language="fi"
    )

    assert (len(letter.subject.splitlines()), len(letter.subject) <= 300) == (1, True)
    assert outbox._message(letter, None).message().get_all("To") == ["a@example.org"]


def test_a_sent_letter_arrives_with_its_language_and_identity_at_one_reader(mail_server):
    letter = make.letter(
        to="maija@example.org", subject="Ehdotus hyväksytty", body="Hei Maija!\n", language="fi"
    )

    sent = outbox.send_due()

    received = mail_server.received[0]
    letter.refresh_from_db()
    assert (sent, len(mail_server.received), letter.state, letter.tries) == (1, 1, Letter.State.SENT, 1)
    assert {
        name: received[name] for name in ("To", "Cc", "Subject", "Message-ID", "Content-Language", "From")
    } == {
        "To": "maija@example.org",
        "Cc": None,
        "Subject": "Ehdotus hyväksytty",
        "Message-ID": f"<letter-{letter.pk}@localhost>",
        "Content-Language": "fi",
        "From": "Lupaus <no-reply@localhost>",
    }
    assert received.get_content().strip() == "Hei Maija!"


def test_a_sent_letter_is_not_sent_again(mail_server):
    make.letter()

    assert ([outbox.send_due(), outbox.send_due()], len(mail_server.received)) == ([1, 0], 1)


def test_letters_leave_in_the_order_in_which_they_were_due(mail_server):
    now = timezone.now()
    for minutes, subject in ((1, "toinen"), (2, "ensimmäinen"), (0, "kolmas")):
        make.letter(subject=subject, try_at=now - timedelta(minutes=minutes))

    outbox.send_due()

    assert [letter["Subject"] for letter in mail_server.received] == ["ensimmäinen", "toinen", "kolmas"]


def test_a_mail_server_that_is_away_loses_no_letter(mail_server, settings):
    letter, open_port = make.letter(), settings.EMAIL_PORT
    settings.EMAIL_PORT = 1

    assert outbox.send_due() == 0
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.try_at > timezone.now()) == (Letter.State.WAITING, 1, True)
    assert "refused" in letter.last_error

    settings.EMAIL_PORT = open_port
    Letter.objects.update(try_at=timezone.now())
    assert (outbox.send_due(), len(mail_server.received)) == (1, 1)


def test_one_refused_address_holds_up_nobody_else(mail_server):
    mail_server.refuse = {"poissa@example.org"}
    for address in ("ensin@example.org", "poissa@example.org", "lopuksi@example.org"):
        make.letter(to=address, subject="Hei")

    sent = outbox.send_due()

    refused = Letter.objects.get(to="poissa@example.org")
    assert (sent, arrived(mail_server)) == (2, [("ensin@example.org", "Hei"), ("lopuksi@example.org", "Hei")])
    assert (refused.state, refused.tries, "No such person" in refused.last_error) == ("waiting", 1, True)


def test_a_letter_that_cannot_be_written_as_mail_holds_up_nobody_else(mail_server):
    make.letter(to="ei osoite\nollenkaan")
    make.letter(to="maija@example.org", subject="Hei")

    assert (outbox.send_due(), arrived(mail_server)) == (1, [("maija@example.org", "Hei")])
    Letter.objects.filter(to__startswith="ei").delete()


def test_each_refusal_waits_longer_until_the_letter_is_given_up(mail_server):
    mail_server.busy = {"maija@example.org"}
    letter = make.letter(to="maija@example.org")
    waits = []
    for _ in range(len(outbox.WAITS) + 3):
        Letter.objects.update(try_at=timezone.now())
        outbox.send_due()
        letter.refresh_from_db()
        waits.append(None if letter.given_up_at else round((letter.try_at - timezone.now()).total_seconds()))

    assert waits == [10, 60, 300, 1800, 7200, 21600, 43200, 86400, None, None, None]
    assert (letter.state, letter.tries, mail_server.received) == (Letter.State.GIVEN_UP, 9, [])


def test_a_letter_is_not_tried_before_its_time(mail_server):
    make.letter(try_at=timezone.now() + timedelta(seconds=30))

    assert (outbox.send_due(), mail_server.received) == (0, [])


def test_only_so_many_letters_leave_at_once(mail_server):
    for _ in range(3):
        make.letter()

    assert [outbox.send_due(limit=2), outbox.send_due(limit=2)] == [2, 1]


@pytest.mark.parametrize(("keep", "body"), [(False, ""), (True, "Koodi: ABC123")])
def test_a_code_is_wiped_once_sent_except_in_a_demonstration(mail_server, settings, keep, body):
    settings.KEEP_SECRET_LETTERS = keep
    letter = make.letter(body="Koodi: ABC123", forget_after_sending=True)

    outbox.send_due()

    letter.refresh_from_db()
    assert (letter.body, mail_server.received[0].get_content().strip()) == (body, "Koodi: ABC123")


def test_a_code_that_never_left_is_wiped_when_it_is_given_up(mail_server):
    mail_server.busy = {"maija@example.org"}
    letter = make.letter(
        to="maija@example.org", body="Koodi: ABC123", forget_after_sending=True, tries=len(outbox.WAITS)
    )

    outbox.send_due()

    letter.refresh_from_db()
    assert (letter.state, letter.body) == (Letter.State.GIVEN_UP, "")


def test_other_letters_stay_readable_after_sending(mail_server, settings):
    settings.KEEP_SECRET_LETTERS = False
    letter = make.letter(body="Terveisin Lupaus")

    outbox.send_due()

    letter.refresh_from_db()
    assert letter.body == "Terveisin Lupaus"


def test_the_office_can_try_a_failed_letter_again(mail_server):
    letter = make.letter(given_up_at=timezone.now(), tries=9)

    assert (outbox.try_again(letter, by=None), outbox.send_due(), len(mail_server.received)) == (True, 1, 1)


def test_a_stranger_cannot_try_a_failed_letter_again():
    with pytest.raises(PermissionDenied):
        outbox.try_again(make.letter(given_up_at=timezone.now(), tries=9), by=make.user())


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"sent_at": timezone.now(), "tries": 1},
        {"given_up_at": timezone.now(), "tries": 9, "forget_after_sending": True},
    ],
    ids=["waiting", "sent", "expired code"],
)
def test_there_is_nothing_to_try_again_unless_a_letter_failed(fields):
    assert outbox.try_again(make.letter(**fields), by=None) is False


def test_the_command_sends_what_waits(mail_server, capsys):
    make.letter()

    call_command("send_letters")

    assert (capsys.readouterr().out, len(mail_server.received)) == ("1 letters sent.\n", 1)


def test_looking_for_letters_costs_one_query(django_assert_num_queries, mail_server):
    with django_assert_num_queries(1):
        outbox.send_due()


def test_letters_share_one_connection(mail_server):
    for number in range(20):
        make.letter(to=f"lukija{number}@example.org")

    assert (outbox.send_due(), mail_server.greetings) == (20, 1)
