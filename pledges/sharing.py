"""Plain links with which somebody tells others of an entry. Nobody learns of it before they press one."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

SERVICES = (
    ("Facebook", "https://www.facebook.com/sharer/sharer.php", "u", None),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/", "url", None),
    ("Bluesky", "https://bsky.app/intent/compose", None, "text"),
    ("X", "https://x.com/intent/post", "url", "text"),
    ("WhatsApp", "https://wa.me/", None, "text"),
)


@dataclass(frozen=True)
class ShareLink:
    name: str
    address: str


def share_links(record, address: str, hashtag: str) -> list[ShareLink]:
    """By e-mail first, then the services, each with the campaign's hashtag where it takes a text."""
    words = f"{record.title} {hashtag}".strip()
    letter = urlencode({"subject": words, "body": f"{record.summary}\n\n{address}"}, quote_via=quote)
    links = [ShareLink(_("E-mail"), f"mailto:?{letter}")]
    for name, service, address_in, text_in in SERVICES:
        query = {}
        if address_in:
            query[address_in] = address
        if text_in:
            query[text_in] = words if address_in else f"{words} {address}"
        links.append(ShareLink(name, f"{service}?{urlencode(query)}"))
    return links
