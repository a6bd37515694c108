"""Who may judge what."""

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, F, OuterRef, Subquery, When
from django.utils import timezone

from campaign.deadlines import allows, end_of
from campaign.permissions import reaches
from campaign.reach import working_for
from campaign.states import Right
from judging.conflicts import Finding, findings
from judging.joint_filing import keys_close_to
from judging.models import Affirmation, Assignment
from judging.querysets import involving
from judging.states import BallotState, Sight, Weight
from people.models import User
from people.permissions import holders_of
from people.prepared import prepared
from pledges.models import Entry, Submission


def can_run_judging(user, campaign=None) -> bool:
    """Of a campaign; without one, of those in reach."""
    return user.has_perm("judging.run_judging") and (campaign is None or reaches(user, campaign))


def jury_office(campaign):
    """Everybody who can run the judging of a campaign."""
    return holders_of("judging.run_judging").filter(working_for(campaign))


def demand_office(by, entry=None, *, campaign=None) -> None:
    """Raise PermissionDenied unless `by` (None: the system) runs the judging of what is acted on.

    That is a campaign in their reach, or an entry of one which they may judge.
    """
    if by is None:
        return
    if not can_run_judging(by, campaign):
        raise PermissionDenied
    if entry is not None and (not reaches(by, entry.campaign) or is_involved(by, entry)):
        raise PermissionDenied


def is_juror(user) -> bool:
    return user.has_perm("judging.score_entry")


def involved_entries(user):
    """Entries in which a person has a conflict of interest."""
    return Entry.objects.filter(involving(user))


def is_involved(user, entry) -> bool:
    return involved_entries(user).filter(pk=entry.pk).exists()


def against(juror, entry) -> Finding | None:
    """What speaks against the juror's judging the entry, if anything."""
    return findings([juror], [entry], viewer=None).get((juror.pk, entry.pk))


def scoring_is_open(this, at=None) -> bool:
    """Whether a round is scored now. Like a campaign's closing, its end is inclusive to the second."""
    at = at or timezone.now()
    is_on = this.scoring_starts_at <= at < end_of(this.scoring_ends_at)
    return is_on and allows(this.campaign, Right.ASSESS, at)


def scoring_is_coming(this, at=None) -> bool:
    return (at or timezone.now()) < this.scoring_starts_at


def sees_names(this) -> bool:
    """Whether jurors of a round read who is behind an entry, with everything that would tell it."""
    return not this.is_blind


def sees_ballots_of_others(assignment) -> bool:
    """Whether the juror sees the final ballots of the others on the entry, without names.

    Calibration is for seeing how far apart jurors are: whoever has given their own ballot sees it.
    """
    this = assignment.juror.panel.round
    sight = this.sees_ballots
    if this.is_calibration and sight == Sight.NEVER:
        sight = Sight.AFTER_OWN
    return _is_in_sight(sight, assignment)


def sees_comments_of_others(assignment) -> bool:
    """Whether the juror sees the comments to the jury in final ballots of the others, without names."""
    return _is_in_sight(assignment.juror.panel.round.sees_comments, assignment)


def _is_in_sight(sight, assignment) -> bool:
    has_given_own = assignment.ballot_state == BallotState.FINAL
    return sight == Sight.ALWAYS or (sight == Sight.AFTER_OWN and has_given_own)


def submitters_may_edit(rounds) -> bool:
    """Whether the submitter of an entry like those scored in these rounds may take it back and change it.

    Only while somebody scores it, and only if no round forbids it.
    """
    return bool(rounds) and all(this.submitter_may_edit for this in rounds)


def readable_assignments(user):
    """What waits for a juror: own seats, nothing withdrawn, recused, of their own or too close to it."""
    return Assignment.objects.filter(pk__in=readable(user.pk))


def readable_assignment(user, pk):
    """The assignment, if it waits for the juror, as a queryset of one statement."""
    return Assignment.objects.filter(pk=_readable_one(user.pk, pk))


def affirmed_assignment(user, pk):
    """The same, if the juror may open it: they have affirmed their conflicts in its round."""
    return Assignment.objects.filter(pk=_affirmed_one(user.pk, pk))


def given_to(user):
    """What a juror has been given in own seats, without what they are recused from or involved in."""
    involved = Exists(involved_entries(user).filter(pk=OuterRef("entry")))
    return Assignment.objects.for_user(user).standing().filter(~involved)


def _readable(person: int):
    user = User(pk=person)
    given, close = given_to(user), keys_close_to(user)
    return given.exclude(juror__panel__round__joint_filing=Weight.BLOCKS, entry__in=close)


@prepared
def readable(person: int):
    """The keys of what waits for a juror, by the key of the person."""
    return _readable(person).values("pk")


@prepared
def _readable_one(person: int, pk: int):
    return _only(pk, _readable(person))


@prepared
def _affirmed_one(person: int, pk: int):
    affirmed = Affirmation.objects.filter(juror=OuterRef("juror"))
    return _only(pk, _readable(person).filter(Exists(affirmed)))


def _only(pk, allowed):
    """The key of the assignment, if it is among those that are allowed.

    All of them are looked through, never one alone: the work is the same whatever was asked for, so how
    long an answer takes does not tell whether there is something that they must not see. Asked for by its
    key, the database would look no further when there is no such assignment.
    """
    asked = allowed.annotate(asked=Case(When(pk=pk, then="pk"))).order_by(F("asked").asc(nulls_last=True))
    return asked.values("asked")[:1]


def can_read(user, assignment) -> bool:
    """The juror may open the entry."""
    return is_juror(user) and affirmed_assignment(user, assignment.pk).exists()


def takes_scores(assignment, at=None) -> bool:
    """Scoring goes on, and the result is not out."""
    return not assignment.is_closed and scoring_is_open(assignment.juror.panel.round, at)


def can_score(user, assignment, at=None) -> bool:
    """`at` is the moment the request arrived: waiting in a queue must not cost anybody the deadline."""
    return can_read(user, assignment) and takes_scores(assignment, at)


def scorable_assignment(pk, by, at=None, *, read: int | None = None) -> Assignment:
    """The assignment with its ballot, if `by` (None: the system) may score it now, in one query.

    `shown` is the key of the entry's version number `read`, or of its newest. Raises PermissionDenied.
    """
    if by is not None and not is_juror(by):
        raise PermissionDenied
    versions = Submission.objects.filter(entry=OuterRef("entry")).order_by("-number")
    if read is not None:
        versions = versions.filter(number__lte=read)
    asked = Assignment.objects.filter(pk=pk) if by is None else affirmed_assignment(by, pk)
    asked = asked.select_related("ballot", "sighting", "entry__decision", "juror__panel__round__campaign")
    found = asked.annotate(shown=Subquery(versions.values("pk")[:1])).first()
    if found is None or (by is not None and not takes_scores(found, at)):
        raise PermissionDenied
    return found
