"""Adjectives of panels, assignments, ballots, decisions and awards."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from judging.states import DecisionState
from pledges.models import Entry
from pledges.states import ASSESSABLE, SELECTED


def involving(person, email) -> Q:
    """Entries in which a person has a conflict of interest; the one definition of it.

    They wrote it or are its contact person, or act for the organisation that filed it or for a partner
    in any state – also one that was invited at their address and has not answered.
    """
    return (
        Q(created_by=person)
        | Q(contact_email__iexact=email)
        | Q(organisation__representatives__user=person)
        | Q(partners__organisation__representatives__user=person)
        | Q(partners__email__iexact=email)
    )


class PanelQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-campaign__opens_at", "-campaign_id", "pk")


class AssignmentQuerySet(models.QuerySet):
    def for_user(self, user):
        """What a person has to score: own, active seats only, and nothing they are recused from."""
        return self.filter(juror__user=user, juror__active=True).exclude(
            entry__recusals__juror=models.F("juror")
        )

    def in_panel(self, panel):
        return self.filter(juror__panel=panel)

    def scored(self):
        return self.filter(ballot__is_final=True)

    def standing(self):
        """Entries that are, or were, up for assessment: a withdrawn one is nobody's work any more."""
        return self.filter(entry__state__in=ASSESSABLE | SELECTED)


class BallotQuerySet(models.QuerySet):
    def counted(self):
        """What the ranking is made of: final ballots with an answer.

        Those of jurors who have withdrawn, or who have become involved in the entry, do not count.
        """
        juror = "assignment__juror__user"
        own = Entry.objects.filter(
            involving(OuterRef(juror), OuterRef(f"{juror}__email")), pk=OuterRef("assignment__entry")
        )
        return self.filter(~Exists(own), is_final=True, total__isnull=False, assignment__juror__active=True)

    def in_panel(self, panel):
        return self.filter(assignment__juror__panel=panel)


class DecisionQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(state=DecisionState.PENDING)

    def releasable(self):
        """Pending decisions on entries that are still there to be decided."""
        return (
            self.pending()
            .filter(entry__state__in=ASSESSABLE)
            .select_related("entry__campaign", "entry__created_by")
        )

    def released(self):
        return self.filter(state=DecisionState.RELEASED)

    def in_campaign(self, campaign):
        return self.filter(entry__campaign=campaign)


class AwardQuerySet(models.QuerySet):
    def announced(self):
        return self.filter(entry__decision__state=DecisionState.RELEASED)
