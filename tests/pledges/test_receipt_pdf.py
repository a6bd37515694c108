"""The receipt as a file: the same facts as on the page, readable in any of the languages."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.utils import translation

from pledges import actions
from pledges.models import Submission
from pledges.receipt_pdf import LINE, MARGIN, NORMAL, SMALL, _Paper, receipt_pdf
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return make.user("author@example.org")


@pytest.fixture
def sent(author) -> Submission:
    call = make.campaign(reference_prefix="KOTO-2015")
    organisation = make.organisation(people=[author], name=make.words("Naapurit ry"))
    entry = make.entry(author=author, campaign=call, organisation=organisation, title="Työtä nuorille")
    next_day = call.opens_at + timedelta(days=1)
    return actions.submit(entry, by=author, at=make.moment(f"{next_day:%Y-%m-%d} 21:02:03"))


def text(file: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(file)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_file_says_what_was_received_when_and_with_which_fingerprint(sent):
    with translation.override("en"):
        words = text(receipt_pdf(sent))

    facts = (
        "Receipt Reference number KOTO-2015-0001 Campaign Partnership campaign",
        "Organisation Naapurit ry Title Työtä nuorille Summary Palkkaamme kymmenen nuorta.",
        "Permissions None: nothing is published.",
        f"Fingerprint (SHA-256) {sent.digest}",
    )
    assert [fact for fact in facts if fact not in words] == []


def test_the_same_submission_gives_the_same_file(sent):
    assert receipt_pdf(sent) == receipt_pdf(sent)


def test_long_texts_go_on_to_further_pages_and_every_script_is_written(sent):
    sent.content["description"] = "Pitkä kuvaus. " * 500 + "مرحبا بكم Ελλάδα Україна ✓ 👪"
    file = receipt_pdf(sent)

    assert len(pypdf.PdfReader(io.BytesIO(file)).pages) == 3
    assert "Україна" in text(file)


@pytest.mark.parametrize("line", ["=" * 5000, "\u3000 " * 2000, "([" * 2000, "*" * 999 + "\n" + "– " * 1500])
def test_a_line_of_signs_without_a_letter_costs_nobody_the_receipt(sent, line):
    sent.content["description"] = f"Ennen {line} jälkeen"

    words = text(receipt_pdf(sent))

    assert ("Ennen" in words, "jälkeen" in words) == (True, True)


def test_the_page_offers_the_file_to_those_whose_entry_it_is(client, sent, author):
    address = f"/en/my-entries/{sent.entry.uuid}/receipt/1.pdf"
    client.force_login(author)
    assert address in client.get(f"/en/my-entries/{sent.entry.uuid}/").content.decode()

    file = client.get(address)

    assert (file.status_code, file["Content-Type"], file["Content-Disposition"]) == (
        200,
        "application/pdf",
        'attachment; filename="KOTO-2015-0001-1.pdf"',
    )
    assert "no-store" in file["Cache-Control"]
    assert client.get(address.replace("1.pdf", "2.pdf")).status_code == 404


def test_a_receipt_is_not_found_by_anybody_else(client, sent):
    client.force_login(make.user("stranger@example.org"))

    assert client.get(f"/en/my-entries/{sent.entry.uuid}/receipt/1.pdf").status_code == 404


def test_no_label_is_left_at_the_foot_of_a_page_without_its_value():
    paper = _Paper("foot", "#12245e")
    paper.set_y(paper.page_break_trigger - 12)
    paper.row("Kuva", "Piirroskuva")
    assert (paper.page_no(), round(paper.get_y(), 1)) == (2, round(MARGIN + (SMALL + NORMAL) * LINE, 1))
    paper.output()  # the library closes its files of letters only then
