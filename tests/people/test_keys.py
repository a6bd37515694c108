"""checks.md A05, V05: keys stand in no log."""

import logging
from io import StringIO

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from people.keys import without_keys
from pledges import tokens
from tests import make
from tests.addresses import english


@pytest.fixture
def console():
    """What the product's own handler would write."""
    lines = StringIO()
    handler = logging.StreamHandler(lines)
    formatter = settings.LOGGING["formatters"][settings.LOGGING["handlers"]["console"]["formatter"]]
    handler.setFormatter(import_string(formatter["()"])())
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["partner_answer", "partnership", "leave"])
def test_a_refused_link_is_logged_without_its_key(client, console, name):
    partner = make.partner(make.entry(), state="left")
    key = partner.key if name == "partner_answer" else partner.own_key
    assert client.get(english(f"pledges:{name}", key)).status_code == 410
    assert (str(key) in console.getvalue(), "…" in console.getvalue()) == (False, True)


def test_a_traceback_is_written_without_keys(console):
    try:
        raise LookupError("/fi/kutsu/12345678-1234-4123-8123-123456789012/")
    except LookupError:
        logging.getLogger("lupaus").exception("No 12345678123441238123123456789012")
    written = console.getvalue()
    assert ("LookupError: /fi/kutsu/…/" in written, "No …" in written) == (True, True)


def test_a_signed_word_is_hidden_and_a_fingerprint_is_not():
    signed, fingerprint = tokens.of_withdrawal(make.Entry()), "a" * 64
    assert without_keys(f"/withdraw/{signed}/ {fingerprint}") == f"/withdraw/…/ {fingerprint}"
