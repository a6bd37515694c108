"""checks.md A05: of all the keys that letters carry each opens its own door, and none another."""

import pytest
from django.urls import reverse

from pledges import tokens
from pledges.models import Partner
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(author):
    """A key of each kind, of one entry, and of another campaign those that could be mistaken for them."""
    found = {}
    for whose in ("", " of another campaign"):
        call = make.campaign(**make.closed())
        entry = make.entry(author=author, campaign=call, state="returned", published=True)
        invited, partner = (make.partner(entry, state=state) for state in ("invited", "confirmed"))
        found |= {
            f"entry{whose}": entry.uuid,
            f"invitation{whose}": invited.key,
            f"partnership{whose}": partner.own_key,
            f"withdrawal{whose}": tokens.of_withdrawal(entry),
            f"late pass{whose}": tokens.of_late_pass(make.late_pass(call, entry.organisation)),
        }
    return found


DOORS = {
    "invitation": lambda keys, key: english("pledges:partner_answer", key),
    "partnership": lambda keys, key: english("pledges:partnership", key),
    "leaving": lambda keys, key: english("pledges:leave", key),
    "permitting": lambda keys, key: english("pledges:partner_use", key),
    "withdrawal": lambda keys, key: english("pledges:withdraw_permissions", keys["entry"], key),
    "late pass": lambda keys, key: english("pledges:late_pass", key),
}
OPENED_BY = {
    "invitation": {"invitation", "invitation of another campaign"},
    **dict.fromkeys(["partnership", "leaving", "permitting"], {"partnership", "partnership of another campaign"}),
    "withdrawal": {"withdrawal"},
    "late pass": {"late pass", "late pass of another campaign"},
}
