"""Pages and style sheets made to stand on their own: every link leads to a file, elsewhere, or is no link."""

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote

from bs4 import BeautifulSoup

# What works only on the living site is marked in its templates.
LIVE = "[data-live], form, script:not([type='application/ld+json']), link[type='application/atom+xml']"
_URL = re.compile(r"""url\(\s*(['"]?)(?P<address>[^'")]+)\1\s*\)""")
_IMPORT = re.compile(r"""@import\s+(['"])(?P<address>[^'"]+)\1""")

# Of a link the address it leads to from its file; None where it leads nowhere in the archive.
Resolve = Callable[[str], str | None]


def relative(file: str, from_file: str, fragment: str = "") -> str:
    path = quote(posixpath.relpath(file, posixpath.dirname(from_file) or "."))
    return f"{path}#{fragment}" if fragment else path


def still(html: bytes, resolve: Resolve, note) -> bytes:
    """The page as it is kept. `note` makes what is told first on it, or returns nothing."""
    page = BeautifulSoup(html, "html.parser")
    for element in page.select(LIVE):
        element.decompose()
    for link in page.select("a[href]"):
        _lead(link, resolve)
    for link in page.select("link[href]"):
        _keep(link, "href", resolve, always="canonical" in (link.get("rel") or []))
    for picture in page.select("img[src], source[src]"):
        _keep(picture, "src", resolve)
    for picture in page.select("img[srcset], source[srcset]"):
        _widths(picture, resolve)
    told = note(page)
    place = page.select_one("main .wrap") or page.select_one("main")
    if told is not None and place is not None:
        place.insert(0, told)
    for element in reversed(page.select("nav, ul, ol, p")):
        if not element.get_text(strip=True) and not element.select("img, svg"):
            element.decompose()  # everything in it has gone
    return page.encode("utf-8", formatter="minimal")


def style(css: str, resolve: Resolve) -> str:
    """A style sheet whose fonts and pictures are files."""

    def found(match: re.Match) -> str:
        address = match["address"]
        if address.startswith(("data:", "#")):
            return match[0]
        return match[0].replace(address, resolve(address) or "data:,")

    return _IMPORT.sub(found, _URL.sub(found, css))


def _lead(link, resolve: Resolve) -> None:
    """A link that leads nowhere in the archive stays as words; in a list, or as a button, it goes."""
    address = resolve(link["href"])
    if address is not None:
        link["href"] = address
        return
    item = link.find_parent("li")
    if item is not None and item.get_text(strip=True) == link.get_text(strip=True):
        item.decompose()
    elif "ds-button" in (link.get("class") or []):
        link.decompose()
    else:
        link.name = "span"
        for attribute in ("href", "rel", "type", "hreflang", "target"):
            link.attrs.pop(attribute, None)


def _keep(element, attribute: str, resolve: Resolve, *, always=False) -> None:
    if always:
        return
    address = resolve(element[attribute])
    if address is None:
        element.decompose()
    else:
        element[attribute] = address


def _widths(picture, resolve: Resolve) -> None:
    """Each copy of a picture with its width."""
    copies = []
    for copy in picture["srcset"].split(","):
        address, _space, width = copy.strip().partition(" ")
        kept = resolve(address)
        if kept is not None:
            copies.append(f"{kept} {width}".strip())
    picture["srcset"] = ", ".join(copies)
