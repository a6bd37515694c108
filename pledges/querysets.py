"""Adjectives of entries and partners. `public()` is the only definition of what the public may see."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from people.models import Consent, Organisation, Purpose
from pledges.states import ASSESSABLE, PUBLIC, SELECTED, PartnerState, State


class EntryQuerySet(models.QuerySet):
    def public(self, at=None):
        """State allows it AND consent to publish is in force AND the publication moment has passed."""
        consent = Consent.objects.in_force().filter(
            subject=OuterRef("uuid"), text__purpose=Purpose.PUBLISH_TEXT
        )
        return self.filter(
            Exists(consent), state__in=PUBLIC, campaign__publishes_at__lte=at or timezone.now()
        )

    def selected(self):
        """Chosen for the partnership programme."""
        return self.filter(state__in=SELECTED)

    def assessable(self):
        return self.filter(state__in=ASSESSABLE)

    def in_campaign(self, campaign):
        return self.filter(campaign=campaign)

    def of(self, user):
        """Entries of the organisations that a person represents."""
        return self.filter(organisation__representatives__user=user)

    def involving(self, organisations):
        """Entries filed by, or with, any of these organisations – whatever the partner's state."""
        return self.filter(
            Q(organisation__in=organisations) | Q(partners__organisation__in=organisations)
        ).distinct()

    def for_cards(self):
        """Everything that a card about each entry shows, in three queries however many there are."""
        partners = self.model._meta.get_field("partners").related_model.objects.select_related("organisation")
        return self.select_related(
            "campaign", "organisation__municipality__region", "municipality__region", "region"
        ).prefetch_related("themes", models.Prefetch("partners", partners))

    def for_reading(self):
        """Everything that one page about each entry needs, in a fixed number of queries."""
        return self.for_cards().prefetch_related("target_groups")

    def newest_first(self):
        return self.order_by("-submitted_at", "-pk")

    def received(self):
        """Sent in at least once: what staff may read. Drafts are their writers' own."""
        return self.filter(submitted_at__isnull=False)

    def waiting_for_screening(self):
        """The queue of the screeners, oldest first."""
        return self.filter(state=State.SUBMITTED).order_by("submitted_at", "pk")

    def matching(self, words: str):
        """Entries with these words in their reference, their title or their organisation's name."""
        return self.filter(
            Q(reference__icontains=words)
            | Q(title__icontains=words)
            | Q(organisation__in=Organisation.objects.matching(words))
        )


class PartnerQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=PartnerState.CONFIRMED)

    def waiting(self):
        return self.filter(state=PartnerState.INVITED)
