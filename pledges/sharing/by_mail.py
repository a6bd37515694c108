"""Letters that visitors send from their own mail: links that open it, with the letter begun."""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _


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
