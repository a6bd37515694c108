"""A link opens the visitor's own mail with a letter begun, whatever somebody put into a title."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import translation

from pledges.sharing.by_mail import LONGEST, challenge, letter_to_write

ADDRESS = "https://example.org/ar/kotolupaus/entries/KOTO-0001/"
LONG = {"title": "ع" * 120, "summary": "ع" * 400, "organisation": "ع" * 60}


@pytest.mark.parametrize(
    "title", ["A\r\nBcc: b@example.org", "A%0D%0ABcc:b", "A&cc=b@example.org#?", "\u202eA"]
)
def test_what_stands_in_a_title_stays_in_the_letter(title):
    link = letter_to_write(title, title, ADDRESS)
    assert (urlsplit(link).path, urlsplit(link).fragment) == ("", "")
    assert parse_qs(urlsplit(link).query) == {
        "subject": [" ".join(title.split())],
        "body": ["\r\n".join(f"{title}\n\n{ADDRESS}".splitlines())],
    }


def test_a_letter_too_long_to_open_still_says_where_to_read_more():
    with translation.override("en"):
        links = [
            letter_to_write(LONG["title"], LONG["summary"], ADDRESS),
            challenge(SimpleNamespace(**LONG), ADDRESS, "30 November"),
        ]
    bodies = [parse_qs(urlsplit(link).query)["body"][0].split("\r\n\r\n") for link in links]
    last = (
        "We challenge you to promise the same, or something of your own. "
        f"Pledges are open until 30 November:\r\n{ADDRESS}"
    )
    assert bodies == [[ADDRESS], ["Hello,", last]]
    assert max(map(len, links)) <= LONGEST
