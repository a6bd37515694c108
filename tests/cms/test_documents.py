"""Editors' documents: anybody downloads them by their address, unless they lie in a closed collection."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.http import urlencode
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from tests import files, make_pages
from tests.addresses import english
from tests.people.files import test_authors
from tests.staff import client_of, outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def document():
    made = get_document_model()(title="Ohje", file=SimpleUploadedFile("ohje.pdf", b"%PDF-1.7 ohje"))
    made.save()
    return made


def test_a_visitor_downloads_a_document_and_no_browser_opens_it_on_our_page(client, document):
    answer = client.get(document.url)

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, b"%PDF-1.7 ohje")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_document_has_no_other_address(client, document):
    addresses = [
        f"/media/{document.file.name}",
        f"/documents/{document.pk}/toinen.pdf",
        "/documents/999/x.pdf",
    ]

    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]


def test_a_document_of_a_closed_collection_is_for_its_readers(client, document):
    closed = Collection.get_first_root_node().add_child(name="Sisäiset")
    restriction = CollectionViewRestriction.objects.create(collection=closed, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Screener"))
    get_document_model().objects.update(collection=closed)

    answers = [client_of(role).get(document.url, follow=True) for role in ("", "Juror", "Screener")]

    assert [outcome(answer) for answer in answers] == ["came in", "turned away", "came in"]
    assert answers[0].request["PATH_INFO"] == english("account_login")
    assert answers[0].request["QUERY_STRING"] == urlencode({"next": document.url})


def upload(name: str, content: bytes):
    make_pages.site()
    file = SimpleUploadedFile(name, content)
    return client_of("Editor").post("/admin/documents/add/", {"title": "Ohje", "file": file, "collection": 1})


@pytest.mark.parametrize("name", ["ohje.pdf", "ohje.docx", "sivu.html", "kuva.svg", "ohjelma.exe"])
def test_what_a_browser_could_run_is_not_taken(name):
    answer = upload(name, b"<script>alert(1)</script>")
    assert (answer.status_code, get_document_model().objects.count()) == (200, 0)


@pytest.mark.parametrize("name", ["ohje.pdf", "ohje.docx", "ohje.odt"])
def test_a_document_is_kept_without_those_who_wrote_it(name):
    """checks.md I05"""
    extension = name.rpartition(".")[2]
    sent = test_authors.pdf() if extension == "pdf" else test_authors.written(extension)
    upload(name, sent)
    with get_document_model().objects.get().file.open() as file:
        kept = test_authors.unpacked(file.read())
    assert (test_authors.CANARY in test_authors.unpacked(sent), test_authors.CANARY in kept) == (True, False)


def test_a_document_that_cannot_be_cleaned_is_refused_in_words_at_its_field():
    answer = upload("ohje.pdf", files.pdf(b"<</Encrypt 5 0 R>>"))
    assert "is locked. Save it without a password or restrictions." in answer.text


def test_a_text_is_kept_as_it_came():
    upload("ohje.txt", b"Aikataulu")
    with get_document_model().objects.get().file.open() as file:
        assert file.read() == b"Aikataulu"
