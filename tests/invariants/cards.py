"""The gallery's own rows: what they say of public entries is what the tables say."""

from collections import defaultdict

from django.conf import settings
from django.utils import translation
from i18nfield.strings import LazyI18nString
from taggit.models import TaggedItem

from judging.models import Award
from pledges.models import Answer, Card, CardText, Entry
from pledges.open_data import public_records
from tests.invariants.publicity import SEEN_BY_THE_PUBLIC, standing_permissions


def exactly_the_entries_that_state_and_consent_allow_have_a_card():
    standing = standing_permissions()
    allowed = {
        entry.pk
        for entry in Entry.objects.filter(state__in=sorted(SEEN_BY_THE_PUBLIC))
        if "publish_text" in standing[entry.uuid]
    }
    shown = set(Card.objects.filter(is_shown=True).values_list("pk", flat=True))
    yield from (f"card of entry {pk}" for pk in shown - allowed)
    yield from (f"no card of entry {pk}" for pk in allowed - shown)


def cards_say_what_the_public_record_says_in_every_language():
    entries = list(_shown().for_reading())
    texts = {(text.card_id, text.language): text for text in CardText.objects.all()} if entries else {}
    for code, _name in settings.LANGUAGES if entries else ():
        with translation.override(code):
            for entry, record in zip(entries, public_records(entries), strict=True):
                text = texts.get((entry.pk, code)) or texts.get((entry.pk, entry.language))
                card = entry.card
                said = text and (
                    text.title,
                    text.summary,
                    text.language,
                    text.text_state,
                    text.is_behind,
                    str(LazyI18nString(card.organisation.data)) if card.organisation else "",
                    card.has_image,
                    card.partners,
                    card.submitted_at,
                )
                if said != (
                    record.title,
                    record.summary,
                    record.shown_in,
                    record.text_state,
                    record.is_behind,
                    record.organisation,
                    record.has_image,
                    len(record.partners),
                    record.submitted_at,
                ):
                    yield f"{entry} in {code}: {said}"


def facets_of_cards_are_what_the_tables_say():
    entries = list(_shown().select_related("card", "organisation", "municipality", "campaign"))
    if not entries:
        return
    tags, prizes, needs = defaultdict(set), set(), set()
    for item in TaggedItem.objects.filter(content_type__model="entry").select_related("tag"):
        tags[item.object_id].add(item.tag.slug)
    for award in Award.objects.filter(entry__decision__state="released"):
        prizes.add(award.entry_id)
    for answer in Answer.objects.filter(question__audience="public", question__seeks_partners=True):
        if answer.text and not (answer.question.type == "yes_no" and answer.text == "no"):
            needs.add(answer.entry_id)
    for entry in entries:
        together = any(
            partner.state in ("confirmed", "corrected") and partner.may_use_name
            for partner in entry.partners.all()
        )
        translated = {t.language for t in entry.translations.all() if t.title and t.summary and t.description}
        region = entry.municipality.region_id if entry.municipality else entry.region_id
        wanted = {
            f"kind:{entry.kind}",
            f"status:{entry.state}",
            f"organisation:{entry.organisation.kind}",
            f"together:{'joint' if together else 'alone'}",
            f"written:{entry.language}",
            *(f"language:{code}" for code in translated | {entry.language}),
            *(f"theme:{theme.pk}" for theme in entry.themes.all()),
            *(f"tag:{tag}" for tag in tags[entry.pk]),
            *([f"region:{region}"] if region else []),
            *([f"municipality:{entry.municipality_id}"] if entry.municipality_id else []),
            *(["award:yes"] if entry.pk in prizes else []),
            *(["partners:wanted"] if entry.pk in needs and entry.state != "completed" else []),
        }
        if set(entry.card.facets.split()) != wanted:
            yield f"{entry}: {wanted.symmetric_difference(entry.card.facets.split())}"


def nothing_stays_of_a_card_that_is_gone():
    gone = Card.objects.filter(is_shown=False)
    yield from gone.exclude(facets="", submitted_at=None, partners=0, has_image=False)
    yield from (card for card in gone if card.organisation)
    yield from CardText.objects.filter(card__is_shown=False)


def _shown():
    return Entry.objects.filter(card__is_shown=True)
