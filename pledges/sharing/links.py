"""Plain links with which somebody tells others of an entry. Nobody learns of it before they press one."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.html import format_html
from django.utils.translation import gettext as _

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
    links = [ShareLink(_("E-mail"), letter_to_write(words, f"{record.summary}\n\n{address}"))]
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


def challenge(record, address: str, until: str) -> str:
    """A letter in which somebody challenges another organisation to do as a pledge does.

    It is sent from the visitor's own mail: we write to nobody who has not asked for it.
    """
    if record.organisation:
        opening = _("%(organisation)s has made a pledge:") % {"organisation": record.organisation}
    else:
        opening = _("This pledge has been made:")
    call = _(
        "We challenge you to promise the same, or something of your own. Pledges are open until %(until)s:"
    )
    paragraphs = (
        _("Hello,"),
        f"{opening}\n{record.title}",
        record.summary,
        f"{call % {'until': until}}\n{address}",
    )
    subject = _("A challenge: %(title)s") % {"title": record.title}
    return letter_to_write(subject, "\n\n".join(filter(None, paragraphs)))


def letter_to_write(subject: str, body: str) -> str:
    """Opens the visitor's own mail with a letter to finish; its lines end as RFC 6068 asks."""
    parts = {"subject": subject, "body": body.replace("\n", "\r\n")}
    return f"mailto:?{urlencode(parts, quote_via=quote)}"


def badge_code(record, address: str) -> str:
    """HTML that shows the badge on any site and leads to the entry."""
    shape = '<a href="{a}"><img src="{a}badge/" alt="{title}" width="340" height="96"></a>'
    return format_html(shape, a=address, title=record.title)


def frame_code(record, address: str) -> str:
    """HTML that shows the entry's card in a frame on any site."""
    shape = '<iframe src="{a}frame/" title="{title}" width="360" height="580" loading="lazy"></iframe>'
    return format_html(shape, a=address, title=record.title)
