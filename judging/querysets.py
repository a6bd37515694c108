"""Adjectives of assignments, decisions and awards."""

from django.db import models

from judging.states import DecisionState


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


class DecisionQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(state=DecisionState.PENDING)

    def released(self):
        return self.filter(state=DecisionState.RELEASED)

    def in_campaign(self, campaign):
        return self.filter(entry__campaign=campaign)


class AwardQuerySet(models.QuerySet):
    def announced(self):
        return self.filter(entry__decision__state=DecisionState.RELEASED)
