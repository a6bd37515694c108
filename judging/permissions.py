"""Who may judge what."""

from django.utils import timezone

from campaign.deadlines import allows
from campaign.states import Right
from people.models import Organisation
from pledges.models import Entry
from pledges.states import ASSESSABLE


def can_run_judging(user) -> bool:
    return user.has_perm("judging.run_judging")


def is_juror(user) -> bool:
    return user.has_perm("judging.score_entry")


def involved_entries(user):
    """Entries in which a person's organisations take part, as submitter or as partner in any state."""
    return Entry.objects.involving(Organisation.objects.filter(representatives__user=user))


def is_involved(user, entry) -> bool:
    """A conflict of interest: the person acts for an organisation of the entry, or wrote it."""
    return entry.created_by_id == user.pk or involved_entries(user).filter(pk=entry.pk).exists()


def scoring_is_open(panel, at=None) -> bool:
    at = at or timezone.now()
    return at <= panel.scoring_ends_at and allows(panel.campaign, Right.ASSESS, at)


def can_read(user, assignment) -> bool:
    """The juror may open the entry: own active seat, no recusal, no conflict."""
    return bool(
        is_juror(user)
        and type(assignment).objects.for_user(user).filter(pk=assignment.pk).exists()
        and not is_involved(user, assignment.entry)
    )


def can_score(user, assignment) -> bool:
    return bool(
        can_read(user, assignment)
        and assignment.entry.state in ASSESSABLE
        and not hasattr(assignment.entry, "decision")
        and scoring_is_open(assignment.juror.panel)
    )
