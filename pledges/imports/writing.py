"""Drafts become entries, a batch at a time: people's own path costs sixty queries an entry."""

import json

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from taggit.models import Tag, TaggedItem

from campaign.lifecycle import log_all
from people.actions import register_organisation
from people.models import ConsentText, Organisation
from pledges.imports import arrival
from pledges.imports.mapping import OUTCOMES, Mapping, MappingError
from pledges.imports.reading import Draft
from pledges.models import Answer, Entry, Translation
from pledges.states import State


def known(campaign, drafts: list[Draft]) -> set[str]:
    """Which of the drafts' identifiers the campaign has already."""
    identifiers = [draft.fields["external_id"] for draft in drafts]
    entries = Entry.objects.in_campaign(campaign).filter(external_id__in=identifiers)
    return set(entries.values_list("external_id", flat=True))


class Writer:
    """Writes drafts into one campaign and takes them as far as `goal`: draft, submitted or accepted."""

    def __init__(self, campaign, mapping: Mapping, goal: str):
        self.campaign, self.mapping, self.goal = campaign, mapping, goal
        self.consent_texts = {text.purpose: text for text in ConsentText.objects.in_force()}
        lacking = sorted(set(mapping.consent.publish) - set(self.consent_texts))
        if lacking:
            raise MappingError(f"There is no consent text yet for: {', '.join(lacking)}. Add one first.")
        self.organisations: dict[str, Organisation] = {}
        self.tags: dict[str, Tag] = {}

    def write(self, drafts: list[Draft]) -> list[Entry]:
        """Create entries of those drafts that the campaign does not have yet."""
        there = known(self.campaign, drafts)
        new = [draft for draft in drafts if draft.fields["external_id"] not in there]
        if not new:
            return []
        entries = Entry.objects.bulk_create(self._entries(new))
        log_all(entries, "pledges.entry.start", by=None)
        self._relate(entries, new)
        pairs = list(zip(entries, new, strict=True))
        self._permit([entry for entry, draft in pairs if draft.may_be_published])
        if self.goal != State.DRAFT:
            arrival.submit_all(entries)
        if self.goal == State.ACCEPTED:
            for outcome in OUTCOMES:
                entries_with_outcome = [entry for entry, draft in pairs if draft.outcome == outcome]
                arrival.screen_all(entries_with_outcome, outcome, self.mapping.screening.reason)
        return entries

    def _entries(self, drafts) -> list[Entry]:
        entries = [
            Entry(campaign=self.campaign, organisation=self._organisation(draft.organisation), **draft.fields)
            for draft in drafts
        ]
        if self.goal != State.DRAFT:
            # Given here, because five hundred different values are slow to write in afterwards.
            references, now = self.campaign.next_references(len(drafts)), timezone.now()
            for entry, draft, reference in zip(entries, drafts, references, strict=True):
                entry.reference, entry.submitted_at = reference, draft.submitted_at or now
        return entries

    def _organisation(self, wanted: Organisation) -> Organisation:
        [(language, name)] = wanted.name.data.items()
        key = wanted.business_id or name
        if key not in self.organisations:
            found = _find(name, wanted.business_id)
            if found is None:
                found = register_organisation(
                    by=None, name={language: name}, kind=wanted.kind, business_id=wanted.business_id
                )
            self.organisations[key] = found
        return self.organisations[key]

    def _permit(self, entries) -> None:
        if entries:
            texts = [self.consent_texts[purpose] for purpose in self.mapping.consent.publish]
            arrival.permit_all(entries, texts, self.mapping.consent.note)

    def _relate(self, entries, drafts) -> None:
        pairs = list(zip(entries, drafts, strict=True))
        for name, column in (("themes", "theme"), ("target_groups", "targetgroup")):
            through = getattr(Entry, name).through
            through.objects.bulk_create(
                through(entry=entry, **{column: member})
                for entry, draft in pairs
                for member in getattr(draft, name)
            )
        Answer.objects.bulk_create(
            Answer(entry=entry, question=question, text=text)
            for entry, draft in pairs
            for question, text in draft.answers.items()
            if text
        )
        Translation.objects.bulk_create(
            Translation(entry=entry, language=code, made_from=entry.text_fingerprint, **text)
            for entry, draft in pairs
            for code, text in draft.translations.items()
            if code != entry.language
        )
        content_type = ContentType.objects.get_for_model(Entry)
        TaggedItem.objects.bulk_create(
            TaggedItem(content_type=content_type, object_id=entry.pk, tag=tag)
            for entry, draft in pairs
            for tag in {self._tag(name) for name in draft.tags}
        )

    def _tag(self, name: str) -> Tag:
        key = name.casefold()
        if key not in self.tags:
            self.tags[key] = Tag.objects.filter(name__iexact=name).first() or Tag.objects.create(name=name)
        return self.tags[key]


def _find(name: str, business_id: str) -> Organisation | None:
    if business_id:
        return Organisation.objects.filter(business_id=business_id).first()
    # Names are stored as JSON, one per language; the query only narrows down.
    candidates = Organisation.objects.filter(name__contains=json.dumps(name)).order_by("pk")
    return next((found for found in candidates if name in found.name.data.values()), None)
