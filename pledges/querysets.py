"""Adjectives of entries and partners. `public()` is the only definition of what the public may see."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.utils import timezone

from campaign.models import Kind, Question
from campaign.reach import within
from people.files.formats import FileKind, formats_of
from people.models import Consent, Organisation, Purpose
from pledges.states import (
    EDITABLE,
    PUBLIC,
    SELECTED,
    TAKING_PART,
    UNFINISHED,
    PartnerState,
    State,
)

PICTURES = [known.extension for known in formats_of([FileKind.PICTURE])]
FOR_JURORS = (Question.Audience.PUBLIC, Question.Audience.JURY)


def permits(purpose) -> Exists:
    """Whether the permission for a purpose stands in the ledger now."""
    return Exists(_permissions(purpose))


def permission_read(purpose) -> Subquery:
    """The same, to be read with each row; None is no permission.

    Of an EXISTS that is read, PostgreSQL may take it that looking through the whole ledger is quicker.
    """
    return Subquery(_permissions(purpose).order_by().values(stands=Value(value=True))[:1])


def _permissions(purpose):
    return Consent.objects.in_force().filter(subject=OuterRef("uuid"), text__purpose=purpose)


class EntryQuerySet(models.QuerySet):
    def public(self, at=None):
        """State allows it AND consent to publish is in force AND the publication moment has passed."""
        return self.permitted().filter(campaign__publishes_at__lte=at or timezone.now())

    def permitted(self):
        """Public, as soon as the campaign's publication moment has passed. Nothing of a rehearsal ever is."""
        return self.real().among_public_states().filter(permits(Purpose.PUBLISH_TEXT))

    def among_public_states(self):
        """In a state that allows it, whatever is permitted: never enough to show an entry."""
        return self.filter(state__in=PUBLIC)

    def naming_their_organisation(self):
        """Those whose organisation permits that it is named."""
        return self.filter(permits(Purpose.PUBLISH_ORGANISATION))

    def real(self):
        """No invented entries of rehearsals."""
        return self.filter(campaign__rehearsal_of=None)

    def welcoming(self, at=None):
        """Public initiatives that look for partners: organisations may tell that they would like to join."""
        return self.public(at).seeking_partners().filter(kind=Kind.INITIATIVE)

    def seeking_partners(self):
        """Those that tell of partners who are wanted, as long as there is something left to join."""
        answers = self.model._meta.get_field("answers").related_model.objects.seeking_partners()
        return self.filter(Exists(answers.filter(entry=OuterRef("pk")))).exclude(state=State.COMPLETED)

    def selected(self):
        """Chosen for the partnership programme."""
        return self.filter(state__in=SELECTED)

    def in_campaign(self, campaign):
        return self.filter(campaign=campaign)

    def in_reach_of(self, user):
        """Entries of the campaigns that a member of staff works for."""
        return self.filter(within(user, "campaign"))

    def of(self, user):
        """Entries of the organisations that a person represents."""
        return self.filter(organisation__representatives__user=user)

    def written_along_by(self, user):
        """Entries of others in which a partner lets a person write along while they can be written."""
        return self.filter(writers__email=user.email)

    def editable(self):
        return self.filter(state__in=EDITABLE)

    def involving(self, organisations):
        """Entries filed by, or with, any of these organisations – whatever the partner's state."""
        return self.filter(
            Q(organisation__in=organisations) | Q(partners__organisation__in=organisations)
        ).distinct()

    def concerning(self, person):
        """Entries that a person wrote, or whose submitter or partner they act for.

        Only by what they did themselves: whoever is merely named in an entry, or asked to take part, could
        be kept from deciding on it by its writer.
        """
        taking_part = self.filter(
            partners__state__in=TAKING_PART, partners__organisation__representatives__user=person
        )
        return self.filter(
            Q(created_by=person)
            | Q(organisation__representatives__user=person)
            | Q(pk__in=taking_part.order_by().values("pk"))
        ).distinct()

    def for_cards(self):
        """Everything that a card about each entry shows, in four queries however many there are."""
        partners = self.model._meta.get_field("partners").related_model.objects.select_related("organisation")
        return self.select_related(
            "campaign", "organisation__municipality__region", "municipality__region", "region"
        ).prefetch_related("themes", "translations", models.Prefetch("partners", partners))

    def for_reading(self):
        """Everything that one page about each entry needs, in a fixed number of queries."""
        return self.for_cards().prefetch_related("target_groups", "measures")

    def unfinished(self):
        """Not received, or to be sent once more before closing."""
        return self.filter(state__in=UNFINISHED)

    def newest_first(self):
        return self.order_by("-submitted_at", "-pk")

    def received(self):
        """Sent in at least once: what staff may read. Drafts are their writers' own.

        Rehearsals are read in judging alone.
        """
        return self.real().filter(submitted_at__isnull=False)

    def being_read(self):
        """By screening, or by whoever may after it: no new words appear in them unread."""
        return self.filter(state__in=PUBLIC | {State.SUBMITTED})

    def waiting_for_screening(self):
        """The queue of the screeners, oldest first."""
        return self.filter(state=State.SUBMITTED).order_by("submitted_at", "pk")

    def matching(self, words: str):
        """Entries with these words in their reference, their title or their organisation's name.

        Of one that is open for changes the titles count that were sent.
        """
        submissions = self.model._meta.get_field("submissions").related_model.objects
        sent = submissions.filter(entry=OuterRef("pk"), content__title__icontains=words)
        return self.filter(
            Q(reference__icontains=words)
            | Q(~Q(state__in=EDITABLE), title__icontains=words)
            | Q(Exists(sent), state__in=EDITABLE)
            | Q(organisation__in=Organisation.objects.matching(words))
        )


class AnswerQuerySet(models.QuerySet):
    def given(self):
        """Answers that say something, with their questions; asked of an entry, each has that entry too."""
        return self.exclude(text="").select_related("question")

    def for_public(self):
        return self.filter(question__audience=Question.Audience.PUBLIC)

    def seeking_partners(self):
        """Answers in public that tell of partners who are wanted."""
        told = self.for_public().filter(question__seeks_partners=True)
        return told.exclude(text="").exclude(question__type=Question.Type.YES_NO, text="no")

    def for_jury(self):
        return self.filter(question__audience__in=FOR_JURORS, question__is_personal=False)


class AttachmentQuerySet(models.QuerySet):
    def for_public(self):
        """What the submitter wants to be public, as far as its question allows that and it is described."""
        open_ones = self.filter(
            Q(question=None) | Q(question__audience=Question.Audience.PUBLIC), is_public=True
        )
        return open_ones.exclude(type__in=PICTURES, alt="")

    def without_personal(self):
        return self.exclude(question__is_personal=True)

    def without_pictures(self):
        return self.exclude(type__in=PICTURES)

    def for_jury(self):
        return self.filter(
            Q(question=None) | Q(question__audience__in=FOR_JURORS, question__is_personal=False)
        )


class PartnerQuerySet(models.QuerySet):
    def taking_part(self):
        return self.filter(state__in=TAKING_PART)

    def named(self):
        """Those that the public may read of, as `Partner.is_named` says it of one."""
        return self.taking_part().filter(may_use_name=True)

    def waiting(self):
        return self.filter(state=PartnerState.INVITED)


class TranslationQuerySet(models.QuerySet):
    def complete(self):
        """Those that readers get: a translation that lacks a part is not shown."""
        return self.exclude(title="").exclude(summary="").exclude(description="")
