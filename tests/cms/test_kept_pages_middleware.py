"""What is answered before the inner middlewares is what they would have sent, to the last header."""

import pytest
from django.test import Client

from cms import middleware
from cms.kept import pages
from people.middleware import LanguageMiddleware
from pledges import actions
from tests import make, make_pages
from tests.pledges.gallery_makers import public

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


@pytest.fixture
def entry():
    host = make_pages.campaign_pages()["fi"]
    return public(host.campaign, themes=[make.theme(host.campaign, slug="tyo")], title="Saukkolampi")


@pytest.fixture
def addresses(entry):
    host = entry.campaign.campaign_pages.get(locale__language_code="fi").specific
    gallery = host.gallery_address
    pages = [gallery, f"{gallery}?theme=tyo&utm_source=x", f"{gallery}{entry.reference}/", host.url, "/fi/"]
    return [*pages, "/open-data/v1/entries", f"/open-data/v1/entries/{entry.reference}"]


def asked(client, address: str, **headers) -> tuple:
    answer = client.get(address, headers=headers)
    return answer.status_code, list(answer.headers.items()), answer.content


def test_it_is_the_same_answer_to_the_last_byte_and_in_the_same_order(client, addresses, monkeypatch):
    """Both ways, for whoever has the page already too."""

    def answers() -> list:
        got = []
        for address in addresses:
            tag = client.get(address).headers["ETag"]
            got += [asked(client, address), asked(client, address, if_none_match=tag)]
        return got

    with monkeypatch.context() as shut:
        shut.setattr(middleware, "_is_usual", lambda request: False)
        whole_way = answers()
    assert answers() == whole_way
    shut_out = [status for status, _headers, _content in whole_way]
    assert shut_out == [200, 304] * len(addresses)
    with monkeypatch.context() as only:
        # Nothing behind it is asked any more.
        only.setattr("people.middleware.LanguageMiddleware.process_request", None)
        assert answers() == whole_way
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"):
        assert all(name in dict(headers) for _status, headers, _content in whole_way), name


GALLERY = ["", "?theme=tyo", "?sort=title&view=list", "?q=Saukkolampi", "?view=map", "?sort=%C3%A5&x=1"]
SEARCH = ["", "?q=saukkolammen", "?q=Saukkolampi&in=entries&x=1", "?q=%22%C3%A5%26%3Cb%22", "?q=%25"]


@pytest.mark.parametrize(("place", "choices"), [("gallery", GALLERY), ("/fi/search/", SEARCH)])
def test_a_choice_that_nobody_has_made_yet_gets_the_same_answer_too(
    client, addresses, monkeypatch, place, choices
):
    """Once an address was asked with another one; also where nothing at all is kept."""
    address = addresses[0] if place == "gallery" else place

    def answers() -> list:
        pages.clear()
        return [asked(client, f"{address}{choice}") for choice in choices]

    with monkeypatch.context() as shut:
        shut.setattr(middleware, "_is_usual", lambda request: False)
        whole_way = answers()
    assert answers() == whole_way
    assert [status for status, _headers, _content in whole_way] == [200] * len(choices)
    with monkeypatch.context() as only:
        only.setattr("people.middleware.LanguageMiddleware.process_request", None)
        only.setattr(middleware, "_places", {})
        assert answers() == whole_way


@pytest.mark.parametrize(
    ("choice", "headers", "status", "passed"),
    [
        ("?q=lammella", {}, 200, 0),
        ("?q=Saukko%00lampi", {}, 200, 1),
        ("?" + "&".join(f"x{number}=1" for number in range(1001)), {}, 400, 1),
        ("?view=list", {"host": "evil.example"}, 400, 1),
        ("?view=list", {"cookie": "sessionid=x"}, 200, 1),
    ],
)
def test_an_odd_choice_goes_the_whole_way(addresses, settings, monkeypatch, choice, headers, status, passed):
    settings.ALLOWED_HOSTS = ["testserver"]
    visitor, gone = Client(), []
    for place in (addresses[0], "/fi/search/"):
        visitor.get(place)
        visitor.get(f"{place}?q=Saukkolampi")
    inner = LanguageMiddleware.process_request
    monkeypatch.setattr(
        LanguageMiddleware, "process_request", lambda self, request: gone.append(1) or inner(self, request)
    )
    for place in (addresses[0], "/fi/search/"):
        assert visitor.get(f"{place}{choice}", headers=headers).status_code == status
    assert len(gone) == 2 * passed


def test_a_page_that_editors_closed_answers_no_choice_any_more(client, entry, addresses):
    gallery = addresses[0]
    assert [client.get(f"{gallery}{choice}").status_code for choice in ("", "?view=list")] == [200, 200]
    entry.campaign.campaign_pages.get(locale__language_code="fi").unpublish()
    assert client.get(f"{gallery}?view=map").status_code == 404


@pytest.mark.parametrize("question", ["?theme=tyo&x", "?q=Saukkolampi&", "?sort=title&x"])
def test_nobody_else_gets_the_answer_to_a_question_in_another_character_set(client, addresses, question):
    """Read as EBCDIC, it asks for nothing."""
    at = f"{addresses[0]}{question}"
    answer = client.get(at)
    for tag in ({}, {"if_none_match": answer["ETag"]}):
        middleware.forget()
        client.get(at, headers={"content-type": "text/plain; charset=cp037", **tag})
        assert asked(client, at)[2] == answer.content


@pytest.mark.parametrize("question", ["?kind=initiative", "?lang=sv"])
def test_open_data_neither(client, entry, question):
    at = f"/open-data/v1/entries{question}"
    right = client.get(at).content
    middleware.forget()
    client.get(at, headers={"content-type": "text/plain; charset=cp037"})
    assert client.get(at).content == right


def test_what_is_withdrawn_is_gone_at_the_next_request(client, entry, addresses):
    for _ in range(3):
        assert ["Saukkolampi" in client.get(at).content.decode() for at in addresses] == [True] * 7
    actions.withdraw_permissions(entry, by=None)
    assert ["Saukkolampi" in client.get(at).content.decode() for at in addresses] == [False] * 7


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"host": "evil.example"}, 400), ({"authorization": "Basic x"}, 200), ({"cookie": "sessionid=x"}, 200)],
)
def test_whoever_is_not_just_anybody_goes_the_whole_way(addresses, settings, headers, status):
    settings.ALLOWED_HOSTS = ["testserver"]
    visitor, gallery = Client(), addresses[0]
    for _ in range(3):
        visitor.get(gallery)
    answer = visitor.get(gallery, headers=headers)
    assert (answer.status_code, "public" in answer.get("Cache-Control", "")) == (status, False)


def test_addresses_that_are_made_up_do_not_fill_it(client, addresses, monkeypatch):
    monkeypatch.setattr(middleware, "MOST", 3)
    for number in range(9):
        client.get(f"{addresses[0]}?x={number}")
    assert len(middleware._places) <= 3


def test_addresses_that_somebody_makes_up_do_not_fill_the_memory(client, addresses):
    gallery = addresses[0]
    for length in (middleware.LONGEST - len(gallery), middleware.LONGEST - len(gallery) + 1):
        assert client.get(f"{gallery}?{'x' * length}").status_code == 200
    assert [sum(map(len, address)) for address in middleware._places] == [middleware.LONGEST]
