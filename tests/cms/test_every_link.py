"""Whatever can be clicked or is loaded on the public site, from its front door on: it is there."""

from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests import public_site

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
POINTING = {
    "a": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "srcset",
    "form": "action",
    "use": "href",
}
# The test's own server hands these out, if collected; their names are tested by the build.
FILES = "/static/"
# The letters that a demonstration shows instead of sending them.
DEMONSTRATION = "/demo/"
# How many of the addresses that differ in their question alone are opened.
ENOUGH = 1


def pointed_at(page: BeautifulSoup, here: str):
    """Each element that leads or loads, with the whole address."""
    for name, attribute in POINTING.items():
        for element in page.select(f"{name}[{attribute}]"):
            for given in element[attribute].split(",") if attribute == "srcset" else [element[attribute]]:
                yield element, urljoin(f"{SITE}{here}", given.split()[0] if given.strip() else "")


class Crawl:
    """Follows every link of our own as an anonymous visitor; `faults` is what they would stumble over."""

    def __init__(self, client):
        self.client, self.faults, self.pages, self.wanted = client, [], {}, {}
        self.asked = Counter()

    def walk(self, start: str):
        waiting = [start]
        while waiting:
            for found in self.visit(waiting.pop()):
                if found not in self.pages and self.is_worth_asking(found):
                    self.pages[found] = set()
                    waiting.append(found)
        for (there, fragment), here in self.wanted.items():
            if fragment not in self.pages.get(there, {fragment}):
                self.faults.append(f"{here}: nothing is called #{fragment} on {there}")

    def is_worth_asking(self, address: str) -> bool:
        path, _, question = address.partition("?")
        self.asked[path] += bool(question)
        return not question or self.asked[path] <= ENOUGH

    def visit(self, here: str) -> set[str]:
        response = self.client.get(here, follow=True)
        if response.status_code != 200:
            self.faults.append(f"{here}: {response.status_code}")
        arrived = response.request["PATH_INFO"]
        was_led = arrived != here.partition("?")[0]
        if not response.headers["Content-Type"].startswith("text/html") or (
            was_led and arrived in self.pages
        ):
            return set()
        page = BeautifulSoup(response.content, "html.parser")
        self.pages[here] = {element["id"] for element in page.select("[id]")}
        return set(filter(None, (self.look(here, *one) for one in pointed_at(page, arrived))))

    def look(self, here: str, element, address: str) -> str | None:
        """The address to follow, if it is ours and of one page only."""
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" != SITE:
            self.look_outside(here, element, parts)
            return None
        there, fragment = urldefrag(address.removeprefix(SITE))
        if there.startswith((FILES, DEMONSTRATION)) or (
            element.name == "form" and element.get("method", "get") != "get"
        ):
            return None
        # Choices upon choices never end: those that a page itself offers are tried, and no more.
        if "?" in here and "?" in there:
            return None
        if fragment:
            self.wanted.setdefault((there, fragment), here)
        return there

    def look_outside(self, here: str, element, parts):
        if element.name not in ("a", "link") or parts.scheme not in ("https", "http", "mailto", "tel"):
            self.faults.append(f"{here}: {element}")
        if element.name == "a" and parts.netloc and "noopener" not in element.get("rel", []):
            self.faults.append(f"{here}: {element} lets the other site reach back")


def test_every_link_of_the_public_site_leads_to_what_it_promises(client):
    addresses = public_site.build()
    crawl = Crawl(client)
    crawl.walk("/")
    assert crawl.faults == []
    seen = {urldefrag(address)[0] for address in crawl.pages}
    asked_only = {"gallery with hits", "gallery without", "search with hits", "search without", "not found"}
    assert [
        kind for kind, address in addresses.items() if address not in seen and kind not in asked_only
    ] == []
