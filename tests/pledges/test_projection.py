"""Cards follow every change of what the public sees, in its transaction. The promises check what they say."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString
from taggit.models import Tag

from campaign import stamps
from campaign.lifecycle import move
from campaign.models import Stamp
from judging import actions as judging
from people import proposals
from people.models import Consent, Purpose
from people.models.consent import AppendOnlyError
from pledges import actions, own_part, projection
from pledges.models import Card, CardText, Entry, Translation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    return make.entry(state="accepted", published=True)


def stamp(entry) -> int:
    return stamps.current().get(entry.campaign_id, 0)


def is_shown(entry) -> bool:
    return Card.objects.filter(pk=entry.pk, is_shown=True).exists()


def facets(entry) -> set[str]:
    return set(Card.objects.get(pk=entry.pk).facets.split())


def test_an_entry_has_a_card_from_the_moment_screening_accepts_it():
    entry = make.entry(state="submitted", published=True)
    before = stamp(entry)
    assert not Card.objects.exists()
    actions.accept(entry, by=None)
    assert (is_shown(entry), stamp(entry) > before) == (True, True)


def test_a_permission_given_later_makes_the_card_and_withdrawing_it_leaves_nothing_of_it(entry):
    actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None)
    assert (is_shown(entry), CardText.objects.count()) == (False, 0)
    make.permission(entry)
    assert is_shown(entry)
    actions.withdraw(entry, by=None)
    assert (is_shown(entry), CardText.objects.count()) == (False, 0)


def test_nobody_s_name_stays_on_a_card_without_permission(entry):
    assert str(Card.objects.get().organisation) == str(entry.organisation)
    actions.withdraw_permission(entry, Purpose.PUBLISH_ORGANISATION, by=None)
    assert str(Card.objects.get().organisation) == ""


def partner_leaves(entry):
    partner = make.partner(entry, state="confirmed")
    assert "together:joint" in facets(entry)
    own_part.leave(partner)
    assert "together:alone" in facets(entry)


def partner_wants_no_name(entry):
    own_part.permit(make.partner(entry, state="confirmed"), may_use_name=False, may_use_logo=False)
    assert Card.objects.get(pk=entry.pk).partners == 0


def partner_confirms(entry):
    partner = make.partner(entry)
    make.move(partner, "confirmed", by=None, answered_at=timezone.now(), may_use_name=True)
    assert Card.objects.get(pk=entry.pk).partners == 1


def another_name_is_accepted(entry):
    proposal = proposals.change(entry.organisation, name={"fi": "Uusi nimi"}, website="", by=None)
    proposals.accept(proposal, by=None)
    assert str(Card.objects.get(pk=entry.pk).organisation) == "Uusi nimi"


def organisation_changes_its_kind(entry):
    entry.organisation.kind = "company"
    entry.organisation.save()
    assert "organisation:company" in facets(entry)


def a_translation_appears_and_changes(entry):
    words = {"title": "Löfte", "summary": "Vi lovar.", "description": "Allt."}
    made = Translation.objects.create(entry=entry, language="sv", made_from=entry.text_fingerprint, **words)
    assert CardText.objects.get(language="sv").title == "Löfte"
    made.title = "Ett löfte"
    made.save()
    assert CardText.objects.get(language="sv").title == "Ett löfte"
    made.delete()
    assert not CardText.objects.filter(language="sv").exists()


def themes_and_tags_are_set(entry):
    theme = make.theme(entry.campaign)
    entry.themes.add(theme)
    entry.tags.add("kahvila")
    assert {f"theme:{theme.pk}", "tag:kahvila"} <= facets(entry)
    Tag.objects.get().delete()
    theme.entries.clear()
    assert {f"theme:{theme.pk}", "tag:kahvila"} & facets(entry) == set()


def an_award_is_released(entry):
    judging.decide(entry, "selected", "Hyvä.", by=None)
    judging.award(entry, make.words("Palkinto"), make.words("Rohkea."), by=None)
    assert "award:yes" not in facets(entry)
    now = timezone.now()
    type(entry.campaign).objects.update(closes_at=now - timedelta(days=2), announces_at=now)
    entry.campaign.refresh_from_db()
    judging.release(entry.campaign, by=None)
    assert {"award:yes", "status:selected"} <= facets(entry)


def a_question_turns_out_to_seek_partners(entry):
    question = make.question(entry.campaign)
    entry.answers.create(question=question, text="Tiloja")
    assert "partners:wanted" not in facets(entry)
    question.seeks_partners = True
    question.save()
    assert "partners:wanted" in facets(entry)
    question.audience, question.seeks_partners = "jury", False
    question.save()
    assert "partners:wanted" not in facets(entry)


def what_sought_partners_is_completed(entry):
    entry.answers.create(question=make.question(entry.campaign, seeks_partners=True), text="Tiloja")
    type(entry.campaign).objects.update(**make.announced())
    make.decision(entry, released=True)
    move(entry, "in_practice", by=None)
    assert "partners:wanted" in facets(entry)
    move(entry, "completed", by=None)
    assert "partners:wanted" not in facets(entry)


@pytest.mark.parametrize(
    "change",
    [
        partner_leaves,
        partner_wants_no_name,
        partner_confirms,
        another_name_is_accepted,
        organisation_changes_its_kind,
        a_translation_appears_and_changes,
        themes_and_tags_are_set,
        an_award_is_released,
        a_question_turns_out_to_seek_partners,
        what_sought_partners_is_completed,
    ],
)
def test_a_card_follows_when(change, entry):
    before = stamp(entry)
    change(entry)
    assert stamp(entry) > before


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: make.theme(entry.campaign).save(),
        lambda entry: make.target_group(entry.campaign).save(),
        lambda entry: make.choice(make.question(entry.campaign, type="one")).delete(),
        lambda entry: entry.answers.create(question=make.question(entry.campaign), text="Kyllä"),
        lambda entry: entry.measures.create(label="Paikat", target=3, order=0),
        lambda entry: make.attachment(entry),
        lambda entry: actions.withdraw_permission(entry, Purpose.QUOTE, by=None),
    ],
)
def test_what_stands_only_on_the_entry_s_page_lets_the_stamp_grow_as_well(change, entry):
    before = stamp(entry)
    change(entry)
    assert stamp(entry) > before


def test_what_happens_to_a_draft_concerns_no_stamp(entry):
    before = stamps.current()
    draft = make.entry(campaign=entry.campaign)
    actions.save_draft(draft, 1, {"title": "Uusi"}, by=None, translations={"sv": {"title": "Ny"}})
    actions.set_permissions(draft, {Purpose.PUBLISH_TEXT}, by=None)
    actions.submit(draft, by=None)
    actions.return_for_changes(draft, "Lisää.", by=None)
    assert stamps.current() == before


def test_an_action_makes_a_card_once_at_its_end(entry, django_assert_max_num_queries):
    grown = []
    stamps.grown.connect(receiver := lambda keys, **_: grown.append(keys))
    with django_assert_max_num_queries(70):
        actions.withdraw_permissions(entry, by=None)
    assert grown == [[entry.campaign_id]]
    stamps.grown.disconnect(receiver)


def test_what_is_rolled_back_leaves_card_and_stamp_as_they_were(entry):
    before = (stamp(entry), Card.objects.values_list("facets", "is_shown").get())
    with suppress(ZeroDivisionError), projection.settled:
        actions.withdraw(entry, by=None)
        raise ZeroDivisionError
    assert (stamp(entry), Card.objects.values_list("facets", "is_shown").get()) == before
    with transaction.atomic():
        actions.withdraw(Entry.objects.get(), by=None)
    assert not is_shown(entry)


def test_a_stamp_that_was_rolled_back_is_never_given_again(entry):
    values = set()
    for _ in range(3):
        with suppress(ZeroDivisionError), transaction.atomic():
            values.add(stamps.grow([entry.campaign_id])[entry.campaign_id])
            raise ZeroDivisionError
    assert len(values) == 3


def test_withdrawals_cannot_be_written_in_bulk(entry):
    given = Consent.objects.about(entry.uuid).first()
    withdrawal = Consent(text=given.text, subject=entry.uuid, given=False, withdraws=given, how="form")
    with pytest.raises(AppendOnlyError):
        Consent.objects.bulk_create([withdrawal])


@pytest.mark.breaks_promises
def test_cards_are_made_anew_where_an_earlier_version_of_the_code_made_them(entry):
    Card.objects.update(facets="kind:x")
    projection.catch_up()
    assert facets(entry) == {"kind:x"}  # a new campaign begins with this version
    Stamp.objects.update(made_by=0)
    projection.catch_up()
    assert "kind:pledge" in facets(entry)
    Card.objects.update(facets="kind:x")
    projection.catch_up()
    assert facets(entry) == {"kind:x"}


def test_a_rename_reaches_every_entry_that_names_the_organisation_and_no_other(entry):
    other = make.entry(campaign=entry.campaign, state="accepted", published=True)
    make.partner(other, state="confirmed", organisation=entry.organisation)
    make.entry(campaign=entry.campaign, organisation=entry.organisation)
    third = make.entry(state="accepted", published=True)
    before = dict(Card.objects.values_list("pk", "stamp"))
    entry.organisation.name = LazyI18nString({"fi": "Toinen", "sv": "En annan"})
    entry.organisation.save()
    after = dict(Card.objects.values_list("pk", "stamp"))
    assert {pk for pk in after if after[pk] != before[pk]} == {entry.pk, other.pk}
    assert third.pk in after
