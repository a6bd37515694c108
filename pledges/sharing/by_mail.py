"""Letters that visitors send from their own mail: links that open it, with the letter begun."""

from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

# Windows hands no link of more than 2,047 characters to a program, and browsers say nothing then.
LONGEST = 2000


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
    return letter_to_write(
        _("A challenge: %(title)s") % {"title": record.title},
        _("Hello,"),
        f"{opening}\n{record.title}",
        record.summary,
        f"{call % {'until': until}}\n{address}",
    )


def letter_to_write(subject: str, *paragraphs: str) -> str:
    """Opens the visitor's own mail with a letter to finish; its lines end as RFC 6068 asks.

    One that would be too long to open goes without the paragraphs before the last, which says where to read
    more: an Arabic letter takes six characters of a link.
    """
    subject = " ".join(subject.split())
    *others, last = filter(None, paragraphs)
    while True:
        body = "\r\n".join("\n\n".join([*others, last]).splitlines())
        link = f"mailto:?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"
        if len(link) <= LONGEST or not others:
            return link
        others.pop()
