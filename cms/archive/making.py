"""The archive of a campaign, made page by page, so that its size does not matter to memory."""

import posixpath
import re
from collections.abc import Callable
from email.message import Message
from mimetypes import guess_extension
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from cms.api.freshness import last_change
from cms.archive import data, links
from cms.archive.fetching import Answer, Visitor
from cms.archive.names import safe_part, safe_path
from cms.archive.plan import INDEX, Kept, Plan
from cms.archive.shelves import SUMS, Shelf
from cms.languages import home_in
from people.languages import language_name

ASSETS = re.compile(
    r"/(static|pattern|campaign-accent|entry-picture|entry-file|organisation-logo|media/images|documents)/(?!.*/\.\.?(/|$))"
)
CHOOSE_LANGUAGE = re.compile(r"/language/[\w-]+/$")


class Incomplete(Exception):  # noqa: N818 - reads as what happened
    """A page that belongs to the archive could not be fetched."""


class Archive:
    """Of one campaign, onto a shelf. `tell` hears of each page that is done."""

    def __init__(self, campaign, shelf: Shelf, tell: Callable[[str], None] = lambda file: None):
        self.campaign, self.shelf, self.tell = campaign, shelf, tell
        self.plan = Plan.of(campaign)
        self.visitor = Visitor()
        self.as_of = last_change().at
        self.styles: list[str] = []
        self._assets: dict[str, str | None] = {}
        # Where a campaign is all there is, its first page takes the place of the home page.
        self._homes = {home_in(code) for code, _name in settings.LANGUAGES}

    def make(self) -> None:
        """Raises Incomplete."""
        for kept in self.plan.pages.values():
            if kept in self.plan.galleries:
                self._gallery(kept)
            else:
                self._page(kept, self.fetch(kept.address), next_file="")
        data.put(self.campaign, self.shelf, self.fetch)
        self._index()
        self.shelf.close()

    def _index(self) -> None:
        context = {
            "campaign": self.campaign,
            "styles": self.styles,
            "fronts": [
                (code, language_name(code), kept.file, self.plan.others.get(code, []))
                for code, kept in self.plan.fronts.items()
            ],
            "data": [f"data/{code}/entries.csv" for code, _name in settings.LANGUAGES],
            "address": settings.PUBLIC_ADDRESS,
            "at": self.as_of,
            "sums": SUMS,
        }
        with translation.override(settings.LANGUAGE_CODE):
            self.shelf.put(INDEX, render_to_string("cms/archive/index.html", context).encode())
        with translation.override("en"):
            self.shelf.put("README.txt", render_to_string("cms/archive/README.txt", context).encode())

    # --- pages ------------------------------------------------------------------------------
    def _gallery(self, first: Kept) -> None:
        """All its screens, each leading to the next."""
        kept, address, number = first, self.plan.live(first), 1
        while address:
            html = self.fetch(address)
            following = BeautifulSoup(html, "html.parser").select_one("main a[rel~=next]")
            address = urljoin(address, urldefrag(following["href"])[0]) if following else ""
            number += 1
            after = self.plan.following(first, number) if address else None
            self._page(kept, html, next_file=after.file if after else "", of=first)
            kept = after

    def _page(self, kept: Kept, html: bytes, *, next_file: str, of: Kept | None = None) -> None:
        base = (of or kept).address

        def resolve(link: str) -> str | None:
            return self._lead(link, kept.file, base, next_file)

        content = links.still(html, resolve, lambda page: self._note(page, base, kept.language))
        if kept in self.plan.fronts.values() and not self.styles:
            page = BeautifulSoup(content, "html.parser")
            self.styles = [
                posixpath.normpath(posixpath.join(posixpath.dirname(kept.file), link["href"]))
                for link in page.select("link[rel=stylesheet]")
            ]
        self.shelf.put(kept.file, content)
        self.tell(kept.file)

    def _note(self, page: BeautifulSoup, address: str, language: str):
        with translation.override(language):
            told = render_to_string(
                "cms/archive/note.html",
                {
                    "address": f"{settings.PUBLIC_ADDRESS}{address}",
                    "at": self.as_of,
                    "campaign": self.campaign,
                },
            )
        return BeautifulSoup(told, "html.parser")

    def _lead(self, link: str, from_file: str, base: str, next_file: str) -> str | None:
        """Where a link leads in the archive; None for nowhere."""
        if link.startswith("#"):
            return link
        absolute, fragment = urldefrag(urljoin(f"{settings.PUBLIC_ADDRESS}{base}", link))
        parts = urlsplit(absolute)
        if parts.scheme not in ("http", "https") or not absolute.startswith(f"{settings.PUBLIC_ADDRESS}/"):
            return link
        address = absolute.removeprefix(settings.PUBLIC_ADDRESS)
        if CHOOSE_LANGUAGE.match(parts.path):
            wanted = parse_qs(parts.query).get("next", [""])[0]
            return self._lead(wanted, from_file, base, "") if wanted.startswith("/") else None
        if next_file and "after=" in parts.query:
            return links.relative(next_file, from_file, fragment)
        kept = self.plan.find(address)
        file = kept.file if kept else INDEX if parts.path in self._homes else self._asset(address)
        return links.relative(file, from_file, fragment) if file else None

    # --- what pages are made with -------------------------------------------------------------
    def _asset(self, address: str) -> str | None:
        """The file of a picture, a style sheet, a font or an attachment; fetched once."""
        if address not in self._assets:
            self._assets[address] = None
            if ASSETS.match(urlsplit(address).path):
                answer = self.visitor.ask(address)
                if answer.status == 200:
                    self._assets[address] = self._keep(address, answer)
        return self._assets[address]

    def _keep(self, address: str, answer: Answer) -> str:
        file = self.plan.names.give(address, _file_of(address, answer))
        content = answer.body
        if answer.media_type == "text/css":
            content = links.style(content.decode(), lambda link: self._lead(link, file, address, "")).encode()
        self.shelf.put(file, content)
        return file

    def fetch(self, address: str) -> bytes:
        """What the site answers. Raises Incomplete."""
        answer = self.visitor.ask(address)
        if answer.status != 200:
            raise Incomplete(f"{address} answered {answer.status}")
        return answer.body


def _file_of(address: str, answer: Answer) -> str:
    """Where the path of an address leads below the root; what has no name in it is called as it is sent."""
    path, query = urlsplit(address).path, urlsplit(address).query
    file = safe_path(path)
    if path.endswith("/"):
        head = Message()
        head["Content-Disposition"] = answer.headers.get("Content-Disposition", "")
        ending = guess_extension(answer.media_type) or ""
        return posixpath.join(file, safe_part(head.get_filename() or f"file{ending}"))
    if query:
        stem, dot, ending = file.rpartition(".")
        return f"{stem}-{safe_part(query)}{dot}{ending}" if dot else f"{file}-{safe_part(query)}"
    return file
