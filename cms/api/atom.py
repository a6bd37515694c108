"""Atom in XML."""

import re
from xml.sax.saxutils import XMLGenerator

from people.text import without_control_characters

NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


class Writer(XMLGenerator):
    """Writes the elements of a feed; characters that XML cannot hold are left out."""

    def say(self, name: str, words: str, **attributes: str) -> None:
        self.startElement(name, attributes)
        self.characters(_NOT_IN_XML.sub("", without_control_characters(words)))
        self.endElement(name)

    def link(self, rel: str, address: str, media_type: str = "") -> None:
        self._empty("link", {"rel": rel, "href": address} | ({"type": media_type} if media_type else {}))

    def category(self, term: str, label: str, scheme: str) -> None:
        self._empty("category", {"term": term, "label": label, "scheme": scheme})

    def _empty(self, name: str, attributes: dict[str, str]) -> None:
        self.startElement(name, attributes)
        self.endElement(name)
