"""Pages that stand on their own: every link leads to a file, elsewhere, or is no link any more."""

import pytest

from cms.archive.links import relative, still, style

HERE = {"/here/": "../here/index.html", "/p.svg": "../p.svg", "https://muu.example/": "https://muu.example/"}


def page(body: str) -> str:
    made = still(f"<html><body>{body}</body></html>".encode(), HERE.get, lambda page: None).decode()
    return made.removeprefix("<html><body>").removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/here/">x</a>', '<a href="../here/index.html">x</a>'),
        ('<a href="https://muu.example/">x</a>', '<a href="https://muu.example/">x</a>'),
        ('<p>a <a class="c" href="/gone/" rel="next">x</a></p>', '<p>a <span class="c">x</span></p>'),
        ('<ul><li><a href="/gone/">x</a></li><li><a href="/here/">y</a></li></ul>',) * 1
        + ('<ul><li><a href="../here/index.html">y</a></li></ul>',),
        ('<nav><ul><li><a href="/gone/">x</a></li></ul></nav>', ""),
        ('<a class="ds-button" href="/gone/">x</a>', ""),
        ('<form action="/x"><input></form>', ""),
        ("<div data-live>x</div>", ""),
        ('<script src="/x.js"></script>', ""),
        ('<img alt="" src="/gone.png"/>', ""),
        ('<img alt="" src="/p.svg" srcset="/p.svg 480w, /gone 960w"/>',) * 1
        + ('<img alt="" src="../p.svg" srcset="../p.svg 480w"/>',),
        ("<p>äö &amp; &lt;b&gt;</p>", "<p>äö &amp; &lt;b&gt;</p>"),
    ],
)
def test_what_becomes_of_a_part_of_a_page(before, after):
    assert page(before) == after


def test_facts_for_machines_stay_and_where_the_page_came_from():
    kept = '<script type="application/ld+json">{}</script>'
    source = '<link href="https://x/" rel="canonical"/>'
    feed = '<link href="/feed" rel="alternate" type="application/atom+xml"/>'
    assert page(kept + feed + source) == kept + source


def test_a_style_sheet_leads_to_files():
    files = {"a.css": "../a.css", "b.png": "b-1.png"}
    before = "@import 'a.css'; b{c:url(\"b.png\")} c{src:url(c.woff2)} d{c:url(data:x)} e{x:url(#y)}"
    after = "@import '../a.css'; b{c:url(\"b-1.png\")} c{src:url(data:,)} d{c:url(data:x)} e{x:url(#y)}"
    assert style(before, files.get) == after


@pytest.mark.parametrize(
    ("file", "from_file", "address"),
    [
        ("a/b.html", "a/c.html", "b.html"),
        ("a/b.html", "d/e/c.html", "../../a/b.html"),
        ("b.html", "index.html", "b.html"),
        ("a b/ä.html", "index.html", "a%20b/%C3%A4.html"),
    ],
)
def test_a_link_goes_from_file_to_file(file, from_file, address):
    assert (relative(file, from_file), relative(file, from_file, "x")) == (address, f"{address}#x")
