"""checks.md A05: of all the keys that letters carry each opens its own door, and none another."""

import pytest

from pledges import tokens
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(author):
    """A key of each kind of one entry, and the same of an entry of another campaign."""
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


# Each door, with the kind of key that it is for.
DOORS = {
    "partner_answer": "invitation",
    "partnership": "partnership",
    "leave": "partnership",
    "withdraw_permissions": "withdrawal",
    "late_pass": "late pass",
}


@pytest.mark.parametrize("door", DOORS)
def test_each_key_opens_its_own_door_and_no_other(client, keys, door):
    kind = DOORS[door]
    before = [keys["entry"]] if kind == "withdrawal" else []
    path = english(f"pledges:{door}", *before, keys[kind])
    answers = {name: client.get(path.replace(str(keys[kind]), str(key))) for name, key in keys.items()}
    opened = {name for name, answer in answers.items() if answer.status_code == 200}
    # Which entry the others are of is theirs to know; a withdrawal is of the entry in its address.
    own = {kind} if kind == "withdrawal" else {kind, f"{kind} of another campaign"}
    assert opened == own
    assert {answers[name].status_code for name in set(keys) - own} == {404}
