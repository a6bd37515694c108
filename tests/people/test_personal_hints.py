"""Hints at personal data in texts that are to be published."""

import pytest

from people.personal_hints import Hint, find, marked


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Kirjoita maija.malli@example.org!", "e-mail address", "maija.malli@example.org"),
        ("name(a)example.org", "e-mail address", "name(a)example.org"),
        ("Soita 040 123 4567.", "phone number", "040 123 4567"),
        ("Ring +358 40 1234567", "phone number", "+358 40 1234567"),
        ("(09) 123 4567 tai 0401234567", "phone number", "0401234567"),
        ("Tunnus 010190-123A ei kuulu", "personal identity code", "010190-123A"),
        ("131052A308T", "personal identity code", "131052A308T"),
    ],
)
def test_an_address_a_number_and_a_code_are_found(text, kind, found):
    assert Hint(kind, found) in find(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kesällä 2026 kymmenen nuorta",
        "Y-tunnus 0201256-6",
        "16.11.2015 klo 23.59",
        "KOTO-2026-0001",
        "12 000 euroa",
        "00100 Helsinki",
        "@kotolupaus #kotolupaus",
    ],
)
def test_business_ids_dates_references_and_sums_are_none(text):
    assert find(text) == []


def test_hints_are_marked_and_everything_else_is_escaped():
    assert marked("<b>a@example.org</b> & muut") == (
        '&lt;b&gt;<mark title="e-mail address">a@example.org</mark>&lt;/b&gt; &amp; muut'
    )
