"""Plain links with which somebody tells others of an entry. Nobody learns of it before they press one."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.html import format_html
from django.utils.translation import gettext as _

from pledges.sharing.by_mail import letter_to_write

SERVICES = (
    ("Facebook", "https://www.facebook.com/sharer/sharer.php", "u", None),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/", "url", None),
    ("Mastodon", "https://share.joinmastodon.org/", None, "text"),
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
    links = [ShareLink(_("E-mail"), letter_to_write(words, record.summary, address))]
    for name, service, address_in, text_in in SERVICES:
        query = {}
        if address_in:
            query[address_in] = address
        if text_in:
            query[text_in] = words if address_in else f"{words} {address}"
        # Mastodon's page asks for the visitor's own server, and keeps the text from its own.
        mark = "#" if name == "Mastodon" else "?"
        links.append(ShareLink(name, f"{service}{mark}{urlencode(query, quote_via=quote)}"))
    return links


def badge_code(record, address: str) -> str:
    """HTML that shows the badge on any site and leads to the entry."""
    shape = '<a href="{a}"><img src="{a}badge/" alt="{title}" width="340" height="96"></a>'
    return format_html(shape, a=address, title=record.title)


def frame_code(record, address: str) -> str:
    """HTML that shows the entry's card in a frame on any site."""
    shape = '<iframe src="{a}frame/" title="{title}" width="360" height="580" loading="lazy"></iframe>'
    return format_html(shape, a=address, title=record.title)
