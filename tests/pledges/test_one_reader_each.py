"""checks.md V10: every letter about an entry goes to one reader, and tells nobody the address of another.

All of them answer to something that their reader did or was asked: none is a circular, which would have to
say how one is spared of it.
"""

import pytest

from people import outbox
from people.models import Letter
from pledges import actions, answering, own_part
from tests import make

HEADERS = {
    *("To", "From", "Subject", "Date", "Message-ID", "Content-Language"),
    *("MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
}


@pytest.fixture
def written(author):
    """Everything that is written while an entry with three partners is sent, returned and taken back."""
    entry = make.entry(author=author, contact_email="yhteys@example.org")
    for number in range(3):
        partner = make.partner(entry, email=f"kumppani{number}@example.org")
        answering.confirm(partner, role="Tilat", contribution="", name=str(partner.organisation))
    actions.submit(entry, by=author)
    actions.return_for_changes(entry, "Tarkentakaa", by=None)
    own_part.leave(partner, note="Emme ehdi.")
    actions.submit(entry, by=author)
    actions.withdraw(entry, by=author)
    return list(Letter.objects.order_by("pk"))


@pytest.mark.django_db
def test_every_letter_has_one_reader_and_no_address_of_another(written, mail_server):
    everybody = {letter.to for letter in written}
    assert len(everybody) == 5

    outbox.send_due()

    assert sorted(mail_server.readers) == sorted([letter.to] for letter in written)
    for readers, letter in zip(mail_server.readers, mail_server.received, strict=True):
        told = letter["Subject"] + letter.get_content()
        assert ([letter["To"]], set(letter.keys()) - HEADERS) == (readers, set())
        assert [other for other in everybody - set(readers) if other in told] == []
