"""Who may judge what."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from campaign.deadlines import allows
from campaign.states import Right
from judging.models import Assignment
from judging.querysets import involving
from pledges.models import Entry


def can_run_judging(user) -> bool:
    return user.has_perm("judging.run_judging")


def demand_office(by, entry=None) -> None:
    """Raise PermissionDenied unless `by` (None: the system) runs the judging, and may judge the entry."""
    if by is None:
        return
    if not can_run_judging(by) or (entry is not None and is_involved(by, entry)):
        raise PermissionDenied


def is_juror(user) -> bool:
    return user.has_perm("judging.score_entry")


def involved_entries(user):
    """Entries in which a person has a conflict of interest."""
    return Entry.objects.filter(involving(user, user.email)).distinct()


def is_involved(user, entry) -> bool:
    return involved_entries(user).filter(pk=entry.pk).exists()


def scoring_is_open(panel, at=None) -> bool:
    """Like a campaign's closing, the end of scoring is inclusive to the second."""
    at = at or timezone.now()
    ends = panel.scoring_ends_at.replace(microsecond=0) + timedelta(seconds=1)
    return at < ends and allows(panel.campaign, Right.ASSESS, at)


def readable_assignments(user):
    """What a juror may see at all: own active seats, nothing withdrawn, recused or of their own."""
    own = Assignment.objects.for_user(user).standing()
    return own.exclude(entry__in=involved_entries(user).values("pk"))


def can_read(user, assignment) -> bool:
    """The juror may open the entry."""
    return is_juror(user) and readable_assignments(user).filter(pk=assignment.pk).exists()


def takes_scores(assignment, at=None) -> bool:
    """Scoring goes on, and the entry has not been decided."""
    return not assignment.is_closed and scoring_is_open(assignment.juror.panel, at)


def can_score(user, assignment, at=None) -> bool:
    """`at` is the moment the request arrived: waiting in a queue must not cost anybody the deadline."""
    return can_read(user, assignment) and takes_scores(assignment, at)
