"""A whole campaign as files, served by a plain web server and walked through link by link."""

import csv
import io
import json
import re
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from cms.archive import making
from cms.archive.fetching import Visitor
from people import pictures
from pledges.gallery import chosen as gallery
from pledges.models import Attachment
from tests import make, make_pages
from tests.pictures import upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_transaction():
    """Requests inside of this process leave the connection, and so the transaction of the test, alone."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def campaign():
    """With everything that a campaign may have, and some that nobody may read."""
    campaign = make.campaign(**make.announced(), slug="koto", attachments_most=3, attachment_kinds=["text"])
    hosts = make_pages.campaign_pages(campaign)
    make_pages.programme_pages(hosts)
    lists = make_pages.news_lists({code: page.get_parent().specific for code, page in hosts.items()})
    make_pages.news(lists["fi"], slug="uutinen", campaign=campaign)
    make_pages.news(lists["fi"], slug="muu-uutinen")
    make_pages.content(hosts["fi"], slug="ohje", title="Ohje")
    make_pages.content(hosts["fi"], slug="luonnos", title="Kanarialuonnos", live=False)
    theme = make.theme(campaign, slug="tyo")
    for number in range(5):
        public(campaign, title=f"Lupaus {number}", themes=[theme] * (number % 2))
    chosen = make.entry(
        state="selected",
        campaign=campaign,
        published=True,
        image=pictures.store(upload()),
        image_alt="Väki",
        title="Valittu",
    )
    make.award(chosen)
    file = make.attachment(chosen, b"Suunnitelma", "suunnitelma.txt", is_public=True)
    Attachment.objects.filter(pk=file.pk).update(name="../../ulos päin.txt")
    make.entry(state="accepted", campaign=campaign, title="Kanariahiljainen")
    make.entry(state="declined", campaign=campaign, published=True, title="Kanariahylätty")
    public(make.campaign(), title="Kanariamuualta")
    return campaign


def public(campaign, **fields):
    return make.entry(state="accepted", campaign=campaign, published=True, **fields)


@pytest.fixture
def archive(campaign, tmp_path, monkeypatch):
    monkeypatch.setattr(gallery, "SCREEN", 2)
    call_command("archive_campaign", "koto", to=tmp_path / "arkisto", verbosity=0, stdout=io.StringIO())
    return tmp_path / "arkisto"


@pytest.fixture
def served(archive):
    handler = partial(_Quiet, directory=str(archive))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        running = Thread(target=server.serve_forever)
        running.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        running.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class _Links(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self.anchors.add(told.get("id"))
        if tag in ("a", "link", "img", "source"):
            self.found += [told[name] for name in ("href", "src") if told.get(name)]
            self.found += [copy.split()[0] for copy in told.get("srcset", "").split(",") if copy.strip()]


def walk(root: str) -> tuple[dict[str, bytes], list[str], set[str]]:
    """What is reached from the front page, links that lead nowhere, and addresses elsewhere."""
    waiting, seen, broken, elsewhere, marks = [root], {}, [], set(), []
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        try:
            with urlopen(address) as answer:  # noqa: S310 - our own server
                seen[address] = answer.read()
        except HTTPError:
            broken.append(address)
            continue
        for link in _found(address, seen[address]):
            target, mark = urldefrag(urljoin(address, link))
            if not target.startswith(root):
                elsewhere.add(link)
                continue
            waiting.append(target)
            marks.append((target, mark))
    for target, mark in marks:
        if mark and target in seen and mark not in _Links(seen[target].decode()).anchors:
            broken.append(f"{target}#{mark}")
    return seen, broken, elsewhere


def _found(address: str, content: bytes) -> list[str]:
    if address.endswith((".html", "/")):
        return _Links(content.decode()).found
    if address.endswith(".css"):
        return [
            link for link in re.findall(r"url\([\"']?([^\"')]+)", content.decode()) if link[:5] != "data:"
        ]
    return []


def files(archive) -> set[str]:
    return {str(path.relative_to(archive)) for path in archive.rglob("*") if path.is_file()}


def test_every_link_in_it_leads_somewhere_and_every_page_is_reached(archive, served):
    seen, broken, elsewhere = walk(served)
    assert broken == []
    reached = {address.removeprefix(served) for address in seen}
    pages = {file for file in files(archive) if file.endswith(".html")} - {"index.html"}
    assert pages - reached == set()
    assert {link for link in elsewhere if not link.startswith(("http", "mailto:"))} == set()


def test_nothing_in_it_needs_the_living_site(archive, served):
    seen, _broken, elsewhere = walk(served)
    for address, content in seen.items():
        if address.endswith((".html", "/")):
            text = content.decode()
            assert not re.search(
                r"<form|<script(?! type=\"application/ld)|<button(?![^>]*popovertarget)", text
            ), address
    outside = {link for link in elsewhere if link.startswith("http://localhost:8000")}
    pages = {link for link in outside if not link.startswith("http://localhost:8000/open-data")}
    assert {re.sub("KOTO.*", "", link).rstrip("/").split("/")[3] for link in pages} <= {"fi", "sv", "en"}


def test_all_of_the_campaign_is_in_it_and_nothing_else(archive):
    kept = files(archive)
    assert {
        "index.html",
        "README.txt",
        "SHA256SUMS",
        "fi/kumppanuuskampanja/index.html",
        "fi/kumppanuuskampanja/ohje/index.html",
        "fi/kumppanuuskampanja/ohjelma/index.html",
        "fi/ajankohtaista/uutinen/index.html",
        "fi/kumppanuuskampanja/entries/index.html",
        "fi/kumppanuuskampanja/entries/page-2.html",
        "fi/kumppanuuskampanja/entries/page-3.html",
        "fi/kumppanuuskampanja/entries/theme-tyo.html",
        "sv/samarbetskampanj/index.html",
        "en/partnership-campaign/entries/page-3.html",
        "data/fi/entries.csv",
        "data/sv/entries.jsonl",
        "data/en/statistics.json",
    } <= kept
    assert len([file for file in kept if re.search(r"fi/.*/KOTO[^/]*/index\.html", file)]) == 6
    assert len([file for file in kept if file.endswith(".woff2")]) >= 2
    assert [file for file in kept if file.endswith(".webp")] != []
    words = b"".join((archive / file).read_bytes() for file in sorted(kept))
    assert b"Kanaria" not in words
    assert [file for file in kept if "muu-uutinen" in file] == []


def test_an_attachment_is_kept_under_a_name_that_leads_nowhere(archive):
    [kept] = [file for file in files(archive) if file.startswith("entry-file/")]
    assert re.fullmatch(r"entry-file/KOTO-[\d-]+/\d+/[a-z-]+-[0-9a-f]{8}\.txt", kept)
    assert (archive / kept).read_bytes() == b"Suunnitelma"
    assert [path.name for path in archive.parent.iterdir()] == ["arkisto"]


def test_its_data_say_what_its_pages_say(archive):
    rows = csv.DictReader(io.StringIO((archive / "data/fi/entries.csv").read_text("utf-8-sig"), newline=""))
    titles = {row["title"] for row in rows}
    lines = [json.loads(line) for line in (archive / "data/fi/entries.jsonl").read_text().splitlines()]
    told = json.loads((archive / "data/fi/entries.csv-metadata.json").read_text())
    awards = json.loads((archive / "data/sv/awards.json").read_text())
    assert (
        titles == {line["text"]["title"] for line in lines} == {*(f"Lupaus {n}" for n in range(5)), "Valittu"}
    )
    assert (told["url"], [award["name"] for award in awards]) == ("entries.csv", ["Huvudpris"])


def test_the_same_campaign_makes_the_same_archive_again(campaign, tmp_path, monkeypatch):
    monkeypatch.setattr(gallery, "SCREEN", 2)
    for name in ("1.zip", "2.zip"):
        call_command("archive_campaign", "koto", to=tmp_path / name, verbosity=0, stdout=io.StringIO())
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_it_says_what_it_cannot_do(campaign, tmp_path):
    def failing(slug, to):
        with pytest.raises(CommandError) as failed:
            call_command("archive_campaign", slug, to=to, stdout=io.StringIO(), stderr=io.StringIO())
        return str(failed.value)

    make.campaign(slug="sivuton")
    (tmp_path / "taynna").mkdir()
    (tmp_path / "taynna" / "x").write_text("x")
    assert failing("olematon", tmp_path / "a").startswith("There is no campaign olematon. There are: ")
    assert failing("sivuton", tmp_path / "b.zip") == "sivuton has no page that everybody may open."
    assert failing("koto", tmp_path / "taynna").startswith("Nothing can be put there: ")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".zip"] == []


def test_a_page_that_fails_ends_it_and_leaves_no_zip_file(campaign, tmp_path, monkeypatch):
    answer = Visitor.ask

    def ask(visitor, address):
        found = answer(visitor, address)
        return making.Answer(500, found.headers, b"") if address.endswith("/ohje/") else found

    monkeypatch.setattr(Visitor, "ask", ask)
    with pytest.raises(CommandError, match=r"The archive is not complete: .*/ohje/ answered 500"):
        call_command("archive_campaign", "koto", to=tmp_path / "a.zip", verbosity=0, stdout=io.StringIO())
    assert list(tmp_path.iterdir()) == []
