"""What `tests/make.py` makes keeps every promise, and leaves the rows that the actions leave."""

import pytest

from judging.models import Award, Ballot, Decision
from people.models import Consent, Purpose, User
from pledges.models import Partner, Submission
from pledges.states import PartnerState, State
from tests import invariants, make
from tests.test_invariants import scored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", State)
def test_an_entry_from_the_makers_keeps_every_promise(state):
    author = make.user()
    entry = make.entry(state=state, author=author, published=True)
    for answer in PartnerState:
        make.partner(entry, state=answer)

    assert invariants.check() == []


def test_a_scored_and_decided_entry_from_the_makers_keeps_every_promise():
    entry, ballot = scored()
    make.decision(entry)
    make.award(entry)

    assert (ballot.total, invariants.check()) == (50_000_000, [])


def test_the_makers_leave_the_rows_that_the_actions_leave():
    make.entry(state=State.COMPLETED, published=True)

    assert (
        Submission.objects.count(),
        Partner.objects.count(),
        Ballot.objects.count(),
        Decision.objects.count(),
        Award.objects.count(),
        User.objects.count(),
        Consent.objects.count(),
    ) == (1, 0, 0, 1, 0, 0, len(Purpose))
