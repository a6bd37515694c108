"""The markup of public pages and forms: nothing for a browser to mend, and a plan that one can follow."""

import itertools
import re
from html.parser import HTMLParser

import pytest
from bs4 import BeautifulSoup

from people.models import Purpose
from tests import make, public_site
from tests.addresses import english

pytestmark = pytest.mark.django_db(transaction=True)

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# The tree that a browser makes, as lines of "depth name"; nothing runs in it.
TREE = """html => {
    const lines = [], walk = (one, depth) => {
        lines.push(`${depth} ${one.localName}`)
        for (const child of one.children) walk(child, depth + 1)
    }
    walk(new DOMParser().parseFromString(html, "text/html").documentElement, 0)
    return lines
}"""
# A moment or a day, as HTML lets elements carry it.
TIME = r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?([+-]\d\d:?\d\d|Z))?"
POINTERS = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "popovertarget", "list", "headers")


class Written(HTMLParser):
    """The tree as it is written: each element at its depth, each end at its beginning."""

    def __init__(self, html: str):
        super().__init__()
        self.lines, self.open = [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), (tag, names)
        self.lines.append(f"{len(self.open)} {tag}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open[-1:] == [tag], f"</{tag}> ends something else after {self.lines[-1]}"
        self.open.pop()


def plan_faults(page: BeautifulSoup) -> list:
    """What is wrong with landmarks, headings, names and pictures."""
    ids = [element["id"] for element in page.select("[id]")]
    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3, h4, h5, h6")]
    jumps = [(one, other) for one, other in itertools.pairwise(levels) if other > one + 1]
    lost = [
        (name, key)
        for name in POINTERS
        for element in page.select(f"[{name}]")
        for key in element[name].split()
        if key not in ids
    ]
    times = [time for time in page.select("time") if not re.fullmatch(TIME, time.get("datetime", ""))]
    return [
        *([] if [len(page.select(one)) for one in ("main", "h1", "title")] == [1, 1, 1] else ["landmarks"]),
        *(
            f"{name} has no name"
            for name in page.select("nav")
            if not set(name.attrs) & {"aria-label", "aria-labelledby"}
        ),
        *(f"twice: {one}" for one in set(ids) if ids.count(one) > 1),
        *(f"from h{one} to h{other}" for one, other in jumps),
        *(f"{name} points at nothing: {key}" for name, key in lost),
        *(f"no time: {time}" for time in times),
        *(f"no alt: {image}" for image in page.select("img:not([alt])")),
        *([] if page.html.get("lang") and page.html.get("dir") else ["no language"]),
    ]


@pytest.fixture
def addresses():
    made = public_site.build()
    call = make.campaign(slug="avoin")
    for purpose in Purpose:
        make.consent_text(purpose)
    entry = make.entry(campaign=call)
    forms = {
        "sign in": english("account_login"),
        "feedback": english("accessibility_feedback"),
        "statement": english("accessibility_statement"),
        "partner": english("pledges:partner_answer", make.partner(entry).key),
    }
    return made | {f"form: {kind}": address for kind, address in forms.items()}


def test_a_browser_finds_nothing_to_mend_and_a_reader_finds_the_way(page, client, addresses):
    page.goto("about:blank")
    found = {}
    for kind, address in addresses.items():
        html = client.get(address).content.decode()
        pairs = enumerate(itertools.zip_longest(page.evaluate(TREE, html), Written(html).lines))
        mended = [(place, made, written) for place, (made, written) in pairs if made != written][:1]
        found[kind] = mended + plan_faults(BeautifulSoup(html, "html.parser"))
    assert found == {kind: [] for kind in addresses}
