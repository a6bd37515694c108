"""Sending costs the database the same, however much there is in an entry."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Letter
from pledges.models import Answer, Measure, Submission, Translation
from pledges.open_data import submitted_content
from tests import files, make
from tests.addresses import english

pytestmark = pytest.mark.django_db

# Who is it, which entry, hold it, read the rest, number, move, log, what was sent, letters.
STATEMENTS = 10
FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def large_entry(author, number: int):
    """An entry with so many of everything."""
    campaign = make.campaign(attachments_most=number)
    themes = [make.theme(campaign) for _ in range(number)]
    entry = make.entry(author=author, campaign=campaign, themes=themes, published=True)
    entry.target_groups.set([make.target_group(campaign) for _ in range(number)])
    entry.tags.set([f"sana{n}" for n in range(number)])
    for n in range(number):
        question = make.question(campaign, type="many", required=True, order=number - n)
        chosen = [make.choice(question), make.choice(question)]
        Answer.objects.create(entry=entry, question=question, text=",".join(str(one.pk) for one in chosen))
        Measure.objects.create(entry=entry, label=f"Mittari {n}", target=n, order=number - n)
        make.attachment(entry, files.pdf())
        make.partner(entry, organisation=make.organisation(people=[make.user()]), state="confirmed")
        make.partner(entry, state="declined")
    Translation.objects.create(entry=entry, language="sv", title="Löfte", made_from="")
    return entry


def send(client, entry) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.post(english("pledges:submit", entry.uuid))
    return [one["sql"] for one in captured if not one["sql"].startswith(FRAME)]


@pytest.mark.parametrize("number", [2, 10])
def test_it_takes_ten_statements_for_two_and_for_ten_of_everything(client, number):
    author = make.user()
    client.force_login(author)
    send(client, make.entry(author=author))

    statements = send(client, large_entry(author, number))

    assert len(statements) == STATEMENTS, "\n".join(statements)
    assert Letter.objects.filter(kind="sent_in").count() == number


def test_what_is_frozen_is_what_is_read_row_by_row(client):
    author = make.user()
    client.force_login(author)
    entry = large_entry(author, 3)

    send(client, entry)

    assert Submission.objects.get(entry=entry).content == submitted_content(entry)
