from datetime import timedelta
from itertools import chain, islice

import numpy as np
import pytest
import time_machine
from django.utils import timezone, translation

from pledges.gallery.faces import SCREEN
from pledges.gallery.orders import drawn
from pledges.models import Translation
from tests import make
from tests.pledges.gallery_makers import gallery, many, public, references, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make.campaign(**make.announced())


def test_the_newest_stand_first_where_that_is_asked_for(campaign):
    wanted = many(campaign, SCREEN + 3)
    assert list(chain(*walk(campaign, "sort=newest"))) == wanted


def test_titles_stand_in_the_order_of_the_alphabet_in_the_language_of_the_reader(campaign):
    entries = {
        title: public(campaign, title=title)
        for title in ("Öljy", "Zumba", "10 paikkaa", "Älä jätä", "9 paikkaa")
    }
    words = {"summary": "Kort.", "description": "Allt."}
    translated = {"title": "Åka tillsammans", **words, "made_from": entries["Zumba"].text_fingerprint}
    Translation.objects.create(entry=entries["Zumba"], language="sv", **translated)

    def titles(language):
        with translation.override(language):
            return [face.title for face in gallery(campaign, "sort=title").screen.faces]

    assert titles("fi") == ["9 paikkaa", "10 paikkaa", "Zumba", "Älä jätä", "Öljy"]
    assert titles("sv") == ["9 paikkaa", "10 paikkaa", "Åka tillsammans", "Älä jätä", "Öljy"]


@pytest.mark.breaks_promises  # what was received is something else
def test_a_title_that_changes_finds_its_new_place_at_once(campaign):
    first, last = public(campaign, title="Aamu"), public(campaign, title="Yö")
    assert references(campaign, "sort=title") == [first.reference, last.reference]
    first.title = "Ääni"
    first.save()
    assert references(campaign, "sort=title") == [last.reference, first.reference]


def test_entries_with_most_named_partners_stand_first(campaign):
    alone, one, two, invited = (public(campaign) for _ in range(4))
    for entry, states in (
        (one, ["confirmed"]),
        (two, ["confirmed", "corrected"]),
        (invited, ["invited"] * 3),
    ):
        for state in states:
            make.partner(entry, state=state)
    wanted = [two, one, invited, alone]
    assert references(campaign, "sort=joined") == [entry.reference for entry in wanted]


def test_the_order_is_drawn_anew_each_day_and_stays_through_the_day(campaign):
    many(campaign, SCREEN)
    with time_machine.travel("2026-11-25 22:30:00+02:00", tick=False):
        evening = references(campaign)
    with time_machine.travel("2026-11-25 00:00:01+02:00", tick=False):
        assert references(campaign) == evening
    with time_machine.travel("2026-11-26 00:00:01+02:00", tick=False):
        morning = references(campaign)
    assert (sorted(morning) == sorted(evening), morning == evening) == (True, False)


def test_the_day_is_that_of_the_campaign_s_zone(campaign):
    many(campaign, SCREEN)
    with time_machine.travel("2026-11-25 23:30:00+02:00", tick=False):
        before = references(campaign)
        campaign.time_zone = "Asia/Tokyo"
        assert references(campaign) != before


def test_who_walks_through_at_midnight_ends_in_the_order_in_which_they_began(campaign):
    wanted = set(many(campaign, 2 * SCREEN + 1))
    with time_machine.travel("2026-11-25 23:59:30+02:00", tick=False):
        screen = gallery(campaign).screen
        met = [face.reference for face in screen.faces]
        whole = list(chain(*walk(campaign)))
    with time_machine.travel("2026-11-26 00:00:30+02:00", tick=False):
        while screen.more:
            screen = gallery(campaign, screen.more.removeprefix("?")).screen
            met += [face.reference for face in screen.faces]
        assert list(chain(*walk(campaign))) != met
    assert (met, set(met)) == (whole, wanted)


def test_another_campaign_has_another_order_on_the_same_day(campaign):
    keys = np.arange(1, 13)
    day = timezone.localdate().isoformat()
    orders = {tuple(np.argsort(drawn(keys, f"{number} {day}"))) for number in range(50)}
    assert len(orders) == 50


def test_everybody_has_a_turn_at_the_top():
    """Over a year each of twelve entries stands first some thirty times (chi-squared, p > 0.001)."""
    keys, days = np.arange(101, 113), 365
    first = np.zeros(12)
    for day in range(days):
        first[np.argmin(drawn(keys, f"7 2026-{day}"))] += 1
    assert ((first - days / 12) ** 2 / (days / 12)).sum() < 31.3


def test_a_new_entry_leaves_the_others_in_their_order(campaign):
    many(campaign, SCREEN - 1)
    before = references(campaign)
    new = public(campaign).reference
    assert [reference for reference in references(campaign) if reference != new] == before


def test_the_cursor_of_one_order_means_nothing_in_another(campaign):
    wanted = many(campaign, SCREEN + 1)
    cursor = gallery(campaign, "sort=newest").screen.more.split("after=")[1]
    assert references(campaign, f"sort=joined&after={cursor}") == wanted[:SCREEN]
    assert references(campaign, f"sort=newest&after={cursor}") == wanted[SCREEN:]
    title = gallery(campaign, "sort=title").screen.more.split("after=")[1]
    with translation.override("sv"):
        assert gallery(campaign, f"sort=title&after={title}").cursor is None


def test_a_screen_begins_after_a_place_even_where_its_entry_is_gone(campaign):
    many(campaign, 2 * SCREEN)
    for sort in ("daily", "newest", "title", "joined"):
        first = gallery(campaign, f"sort={sort}").screen
        following = list(islice(chain(*walk(campaign, f"sort={sort}")), SCREEN, None))
        entry = campaign.entries.get(reference=first.faces[-1].reference)
        make.withdraw_consent(entry.uuid, "publish_text", by=None, how="form")
        later = gallery(campaign, first.more.removeprefix("?")).screen
        assert [face.reference for face in later.faces] == following
        make.permission(entry)


def test_moments_before_and_after_1970_are_all_in_order(campaign):
    old = public(campaign, submitted_at=timezone.now() - timedelta(days=365 * 60))
    new = public(campaign)
    assert references(campaign, "sort=newest") == [new.reference, old.reference]
