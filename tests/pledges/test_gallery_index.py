"""The index in memory says what the database says, whatever has happened since it was read."""

import random
import threading

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone, translation

from campaign import stamps
from people.models import Purpose
from pledges import actions, own_part
from pledges.gallery import Gallery, index
from pledges.gallery.index import index_of, is_chosen
from pledges.models import Card, Entry
from tests import make
from tests.pledges.gallery_makers import gallery, public, references

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make.campaign(**make.announced())


def content(found) -> dict:
    """What an index knows of each entry, by its key."""
    by_slot = {
        slot: (int(key), int(found.submitted[slot]), int(found.partners[slot]))
        for slot, key in enumerate(found.keys)
        if found.shown >> slot & 1
    }
    return {
        key: (submitted, partners, {word for word, bits in found.facets.items() if bits >> slot & 1})
        for slot, (key, submitted, partners) in by_slot.items()
    }


def titles(found) -> dict[int, bytes]:
    return dict(zip(found.keys.tolist(), found.titles_in("fi").tolist(), strict=True))


def fresh(campaign):
    index.forget()
    return index_of(campaign.pk, stamps.current()[campaign.pk])


CHANGES = [
    lambda campaign, entry: public(campaign, region_id="01"),
    lambda campaign, entry: actions.withdraw_permission(entry, Purpose.PUBLISH_TEXT, by=None),
    lambda campaign, entry: make.permission(entry),
    lambda campaign, entry: entry.tags.add("kahvila"),
    lambda campaign, entry: entry.tags.clear(),
    lambda campaign, entry: make.partner(entry, state="confirmed"),
    lambda campaign, entry: [own_part.leave(partner) for partner in entry.partners.taking_part()[:1]],
    lambda campaign, entry: entry.themes.set(campaign.themes.all()[:1]),
    lambda campaign, entry: entry.themes.clear(),
]


@pytest.mark.parametrize("seed", range(3))
def test_an_index_that_follows_changes_is_the_index_that_is_read_anew(campaign, seed):
    make.theme(campaign)
    entries = [public(campaign) for _ in range(4)]
    chance = random.Random(seed)
    followed = fresh(campaign)
    for language in ("fi", "sv"):
        followed.titles_in(language)
    for _ in range(12):
        chance.choice(CHANGES)(campaign, Entry.objects.get(pk=chance.choice(entries).pk))
        followed = index_of(campaign.pk, stamps.current()[campaign.pk])
    read = fresh(campaign)
    assert content(followed) == content(read)
    titles = [
        dict(zip(one.keys.tolist(), one.titles_in("fi").tolist(), strict=True)) for one in (followed, read)
    ]
    assert {key: titles[0][key] for key in titles[1]} == titles[1]


def test_nothing_is_read_anew_while_the_stamp_stands(campaign, django_assert_num_queries):
    public(campaign)
    shown = gallery(campaign)
    assert shown.total == 1
    with django_assert_num_queries(1):
        assert Gallery(campaign, QueryDict(), shown.stamp).screen.total == 1


def test_after_a_change_only_what_changed_is_read(campaign, django_assert_num_queries):
    for _ in range(3):
        public(campaign)
    before = fresh(campaign)
    last = public(campaign)
    stamp = stamps.current()[campaign.pk]
    with django_assert_num_queries(1):
        after = index_of(campaign.pk, stamp)
    assert (len(before.keys), after.keys.tolist()[3]) == (3, last.pk)


def test_a_stamp_that_grew_for_other_reasons_keeps_what_is_known(campaign):
    public(campaign)
    before = fresh(campaign)
    make.theme(campaign)
    assert index_of(campaign.pk, stamps.current()[campaign.pk]).keys is before.keys


def test_very_many_changes_are_read_from_the_start(campaign, monkeypatch):
    monkeypatch.setattr(index, "MOST_CHANGES", 1)
    public(campaign)
    fresh(campaign)
    for _ in range(3):
        public(campaign)
    assert len(index_of(campaign.pk, stamps.current()[campaign.pk]).keys) == 4


def test_an_index_of_a_stamp_that_was_rolled_back_is_not_used(campaign):
    public(campaign)
    stamp = stamps.current()[campaign.pk]
    ahead = index_of(campaign.pk, stamp + 1000)
    assert ahead.stamp == stamp + 1000
    assert index_of(campaign.pk, stamp).stamp == stamp


def test_memory_holds_the_campaigns_that_were_looked_at_last(monkeypatch):
    monkeypatch.setattr(index, "MOST_CAMPAIGNS", 2)
    campaigns = [make.campaign(**make.announced()) for _ in range(3)]
    for campaign in campaigns:
        public(campaign)
        gallery(campaign).total  # noqa: B018
    assert list(index._kept) == [campaigns[1].pk, campaigns[2].pk]


def test_bits_and_slots_are_the_same_thing():
    assert is_chosen(0b1000000101, 10).nonzero()[0].tolist() == [0, 2, 9]
    assert is_chosen(0, 0).tolist() == []


@pytest.mark.breaks_promises  # a card, and the memory of it, that nobody has told of a withdrawal
def test_a_card_that_was_not_told_shows_nothing_that_is_public_no_longer(campaign):
    entry, other = public(campaign), public(campaign)
    assert set(references(campaign)) == {entry.reference, other.reference}
    Entry.objects.filter(pk=entry.pk).update(state="declined")
    assert references(campaign) == [other.reference]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_consent WHERE subject IN (SELECT uuid FROM pledges_entry)")
    assert (references(campaign), Card.objects.filter(is_shown=True).count()) == ([], 2)


@pytest.mark.breaks_promises
def test_a_name_and_a_picture_need_their_permission_at_the_moment_of_reading(campaign):
    entry = public(campaign, image="x", image_alt="Kuva")
    face = gallery(campaign).screen.faces[0]
    assert (face.organisation, face.has_image) == (str(entry.organisation), True)
    with connection.cursor() as cursor:
        others = "SELECT id FROM people_consenttext WHERE purpose <> 'publish_text'"
        cursor.execute(f"DELETE FROM people_consent WHERE text_id IN ({others})")  # noqa: S608
    face = gallery(campaign).screen.faces[0]
    assert (face.organisation, face.has_image) == ("", False)


@pytest.mark.breaks_promises
def test_the_publication_moment_is_asked_for_again_when_a_screen_is_read(campaign):
    public(campaign)
    shown = gallery(campaign)
    assert shown.total == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE campaign_campaign SET publishes_at = %s", [timezone.now() + timezone.timedelta(1)]
        )
    assert shown.screen.faces == []


def test_many_who_ask_at_once_get_one_index(campaign):
    public(campaign)
    stamp = stamps.current()[campaign.pk]
    found = [index_of(campaign.pk, stamp)]

    def ask():
        found.append(index_of(campaign.pk, stamp))

    askers = [threading.Thread(target=ask) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len({id(one) for one in found}) == 1


def test_words_are_looked_for_once_until_an_entry_says_something_else(campaign, django_assert_num_queries):
    public(campaign, title="Laituri", description="Nuorten sauna.")
    changed = public(campaign, title="Laituri", description="Kahvila.")
    assert len(references(campaign, "q=saunat")) == 1
    with django_assert_num_queries(1):  # the stamps
        assert gallery(campaign, "q=saunat&sort=title").total == 1
    changed.description = "Sauna on ilo."
    changed.save()
    assert len(references(campaign, "q=saunat")) == 2


def test_words_are_found_in_the_language_of_the_reader(campaign):
    entry = public(campaign, language="sv", title="Språkcafé")
    with translation.override("fi"):
        face = gallery(campaign).screen.faces[0]
    assert (face.title, face.shown_in, face.language, face.text_state) == (
        "Språkcafé",
        "sv",
        "sv",
        "original",
    )
    assert entry.reference == face.reference
