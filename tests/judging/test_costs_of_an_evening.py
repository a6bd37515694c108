"""What a juror's screens ask of the database: the same for ten entries as for a thousand."""

from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from judging.models import Assignment, Ballot, Round, Score
from judging.views.juror import PER_PAGE
from pledges.models import Submission
from tests import make
from tests.bench_data import fill
from tests.judging.test_juror_screens import LIST, score, sent

MOST_FOR_THE_LIST, MOST_FOR_SAVING = 10, 12
FRAME = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")


def asked(act) -> int:
    """Questions, without what frames a transaction."""
    act()  # what a process does once is not counted
    with CaptureQueriesContext(connection) as captured:
        act()
    return sum(not query["sql"].startswith(FRAME) for query in captured.captured_queries)


def work_of(juror, number) -> list[Assignment]:
    """So many entries of a juror, a third of them scored, with partners, themes and translations."""
    campaign = juror.panel.round.campaign
    for palette in (1, 2, 3):
        make.theme(campaign, palette=palette)
    organisations = [make.organisation() for _ in range(10)]
    entries = fill(campaign, organisations, range(1, number * 4 // 3 + 2))
    entries = [entry for entry in entries if entry.state == "accepted"][:number]
    given = Assignment.objects.bulk_create(Assignment(juror=juror, entry=entry) for entry in entries)
    make.affirmation(juror, *organisations)
    versions = dict(Submission.objects.filter(entry__in=entries).values_list("entry", "pk"))
    whole = {"is_final": True, "total": 66_666_667, "answered_weight": 2}
    ballots = Ballot.objects.bulk_create(
        Ballot.on(one, submission_id=versions[one.entry_id], **whole) for one in given[::3]
    )
    Score.objects.bulk_create(
        Score(ballot=ballot, criterion=criterion, level=2)
        for ballot in ballots
        for criterion in juror.panel.round.criteria.all()
    )
    return given


@pytest.mark.breaks_promises  # entries by the thousand have no past
@pytest.mark.parametrize("is_blind", [False, True])
@pytest.mark.parametrize("number", [10, 1000])
def test_the_evening_costs_the_same_however_many_entries(number, is_blind, evening, juror):
    Round.objects.update(is_blind=is_blind)
    given = work_of(juror, number)
    begun, fresh = given[0], given[1]
    page = evening.get(LIST)
    assert [(work.total, len(work.assignments)) for work in page.context["works"]] == [
        (number, min(number, PER_PAGE))
    ]
    typed, version = sent(begun, 2, 1, is_final="on"), count(Ballot.objects.get(assignment=begun).version)

    def save(**more):
        form = {**typed, "version": next(version), **more}
        assert evening.post(score(begun), form).status_code == 302

    def save_quietly():
        form = {**typed, "version": next(version)}
        assert evening.post(score(begun), form, headers={"X-Autosave": "1"}).status_code == 200

    costs = {
        "list": asked(lambda: evening.get(LIST)),
        "last page": asked(lambda: evening.get(LIST, {"p": 99})),
        "begun": asked(lambda: evening.get(score(begun))),
        "not begun": asked(lambda: evening.get(score(fresh))),
        "save": asked(save),
        "save and next": asked(lambda: save(next="1")),
        "save quietly": asked(save_quietly),
    }
    blind = {"begun": 15, "not begun": 15} if is_blind else {"begun": 16, "not begun": 16}
    assert costs == {
        "list": MOST_FOR_THE_LIST,
        "last page": MOST_FOR_THE_LIST,
        **blind,
        "save": 11,
        "save and next": MOST_FOR_SAVING,
        "save quietly": 10,
    }
