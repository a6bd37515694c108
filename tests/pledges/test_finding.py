import random

import numpy as np
import pytest
from django.utils.html import conditional_escape

from pledges import projection, search
from pledges.finding import places
from pledges.finding.asked import Asked, typed
from pledges.finding.keeping import empty, keep
from pledges.finding.likeness import distance
from pledges.finding.lookup import Found, Matches, find
from pledges.finding.marks import excerpt, marked
from pledges.finding.things import terms_stored, thing
from pledges.models import Entry, Findable, Occurrence
from tests import make

pytestmark = pytest.mark.django_db
SCOPE = "kokeita"


def texts(title, text="", language="fi"):
    return thing([(language, places.TITLE, title), (language, places.TEXT, text)])


def keys(words: str) -> list[int]:
    return find([SCOPE], Asked.of(words)).within([SCOPE]).ranked(100).tolist()


def stored() -> list:
    rows = Occurrence.objects.filter(scope=SCOPE)
    return sorted((bytes(r.term), r.block, sorted(places.read(bytes(r.places)).items())) for r in rows)


def test_what_was_typed_is_shown_again_without_what_breaks_readers():
    assert typed('  sauna \x00 "ja"\n uinti  ') == 'sauna "ja" uinti'
    # As a word comes from a heading that was copied.
    assert typed("leikki\u00adpuisto") == "leikkipuisto"
    assert typed("x" * 500) == "x" * 200


def test_little_words_count_only_where_there_are_no_others():
    forms = [
        [word.form for word in Asked.of(text).words] for text in ("sauna ja uinti", "ja", "ja tai", '" % (')
    ]
    assert forms == [["sauna", "uinti"], ["ja"], ["ja"], []]


def test_a_thing_is_found_by_its_words_and_the_parts_of_its_compounds():
    one = texts("Leikkipuistoja", "Puistossa | puu")
    assert terms_stored(one.stored_terms) == {"leikkipuisto": 8, "leikki": 1, "puisto": 3, "puu": 2}
    assert one.forms == " leikkipuistoja | puistossa puu "
    assert texts("Leik\u00adki\u00adpuistoja", "Puis\u00adtossa | puu") == one


def test_bytes_keep_the_places_of_a_block():
    stored = places.changed(b"", {3: 8, 4095: 15}, are_new=True)
    stored = places.changed(stored, {3: 0, 7: 1}, are_new=False)
    blocks = np.full(2 * places.BLOCK, 2, np.uint8)
    places.spread({9: stored}, 8, blocks)
    assert (places.read(stored), places.number_of(stored)) == ({4095: 15, 7: 1}, 2)
    # What is worth less than what stands there changes nothing.
    assert {int(place): int(blocks[place]) for place in np.flatnonzero(blocks != 2)} == {4096 + 4095: 15}


@pytest.mark.parametrize("number", [2047, 2048, 4096])
def test_a_word_of_most_things_of_a_block_takes_a_byte_for_each_place(number):
    wanted = {place: 1 + place % 15 for place in range(number)}
    stored = places.changed(places.changed(b"", {0: 9, 1: 0}, are_new=True), wanted, are_new=False)
    over = np.full(places.BLOCK, 3, np.uint8)
    places.spread({5: stored}, 5, over)
    expected = [max(3, wanted.get(place, 0)) for place in range(places.BLOCK)]
    assert (len(stored), places.number_of(stored)) == (min(2 * number, 4096), number)
    assert (places.read(stored), over.tolist()) == (wanted, expected)
    # Once it stands in fewer things again, it takes as little as if it never had.
    fewer = places.changed(stored, {place: 0 for place in wanted if place > 2}, are_new=False)
    assert (places.read(fewer), len(fewer)) == ({0: 1, 1: 2, 2: 3}, 6)
    assert places.changed(fewer, {0: 0, 1: 0, 2: 0}, are_new=False) == b""


def test_a_random_history_around_half_of_a_block_is_kept_in_its_bytes():
    chance, stored, now = random.Random(11), b"", {}
    for _turn in range(60):
        number = chance.choice([0, 1, 2047, 2048, 2049, 4096, chance.randrange(4097)])
        free = [place for place in range(places.BLOCK) if place not in now]
        wanted = {place: chance.randrange(1, 16) for place in chance.sample(free, max(number - len(now), 0))}
        if not wanted or chance.random() < 0.5:
            wanted |= dict.fromkeys(chance.sample(sorted(now), max(len(now) - number, 0)), 0)
            others = sorted(now.keys() - wanted)
            wanted |= {place: chance.randrange(1, 16) for place in others[:3]}
        if wanted:
            stored = places.changed(stored, wanted, are_new=now.keys().isdisjoint(wanted))
        now = {place: where for place, where in (now | wanted).items() if where}
        assert (places.read(stored), places.number_of(stored)) == (now, len(now))
        assert len(stored) == min(2 * len(now), places.BLOCK)


def test_what_is_worth_most_comes_first_also_out_of_several_scopes():
    one, other = Matches(10, np.array([0, 3, 8, 3], np.uint8)), Matches(4, np.array([8, 0, 5], np.uint8))
    both = Found({"one": one, "other": other}, ()).within(["other", "one", "none"])
    assert [both.ranked(most).tolist() for most in (0, 1, 3, 9)] == [
        [],
        [12],
        [12, 4, 6],
        [12, 4, 6, 13, 11],
    ]
    assert (len(both), both.keys.tolist(), both.among([13, 99, 5, 4]).keys.tolist()) == (
        5,
        [4, 6, 11, 12, 13],
        [4, 13],
    )
    assert Found({}, ()).within(["one"]).ranked(5).tolist() == []


def test_a_random_history_leaves_the_index_as_if_it_were_written_anew():
    chance, now = random.Random(7), {}
    words = ("puisto", "leikkipuisto", "kaupunki", "koira", "sauna")
    for _turn in range(30):
        changes = {
            key: texts(chance.choice(words), chance.choice(words)) if chance.random() < 0.7 else None
            for key in chance.sample(range(1, 9000, 700), 4)
        }
        keep(SCOPE, changes)
        now = {key: one for key, one in (now | changes).items() if one}
    found = stored()
    empty(SCOPE)
    assert stored() == []
    keep(SCOPE, now)
    assert found == stored()
    empty(SCOPE)


def test_of_equals_the_later_comes_first_across_blocks():
    keep(
        SCOPE, {1: texts("Sauna"), 5000: texts("Sauna"), 9000: texts("Muuta", "sauna"), 9001: texts("Koira")}
    )
    assert keys("saunat") == [5000, 1, 9000]
    empty(SCOPE)


def test_what_several_campaigns_have_is_found_once_where_it_is_worth_most():
    keep("a", {1: texts("Sauna"), 2: texts("Muuta", "sauna"), 5000: texts("Muuta", "sauna")})
    keep("b", {2: texts("Sauna"), 3: texts("Sauna")})
    found = find(["a", "b", "c"], Asked.of("sauna"))
    matches = [found.within(scopes) for scopes in (["a"], ["b"], ["c"], ["b", "a", "c"])]
    assert [one.ranked(100).tolist() for one in matches] == [[1, 5000, 2], [3, 2], [], [3, 2, 1, 5000]]
    assert matches[-1].ranked(2).tolist() == [3, 2]
    for scope in ("a", "b"):
        empty(scope)


def test_nothing_typed_is_a_term_of_the_index_itself():
    keep(SCOPE, {1: thing([("fi", places.TITLE, "Sauna")], names=[123])})
    assert (keys("@123"), keys("123"), keys("sauna:8")) == ([], [], [])
    empty(SCOPE)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("puisto", "puisto", 0),
        ("puisto", "puito", 1),
        ("puisto", "pusito", 1),
        ("puisto", "puistot", 1),
        ("puisto", "muisto", 1),
        ("puisto", "poistu", 2),
        ("puisto", "talo", 3),
        ("ab", "ba", 1),
    ],
)
def test_words_are_as_far_apart_as_letters_were_changed(one, other, far):
    assert (distance(one, other, 2), distance(other, one, 2)) == (far, far)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("Isolle koiralle, ei isosti.", "<mark>Isolle koiralle</mark>, ei isosti."),
        ("Koira & <b>iso</b> kissa", "<mark>Koira</mark> &amp; &lt;b&gt;<mark>iso</mark>&lt;/b&gt; kissa"),
        ("Ison koi\u00adran", "<mark>Ison koi\u00adran</mark>"),
        ("Kissa", "Kissa"),
        ("", ""),
    ],
)
def test_marks_take_whole_words_and_join_neighbours(text, markup):
    assert conditional_escape(marked(text, Asked.of("iso koira"), "fi")) == markup


def test_an_excerpt_stands_around_the_first_match():
    text = f"{'alku ' * 100}koiran {'loppu ' * 100}"
    said = conditional_escape(excerpt(text, Asked.of("koira"), "fi"))
    around = ("… alku alku", "alku <mark>koiran</mark> loppu", "loppu …")
    assert (said.startswith(around[0]), around[1] in said, said.endswith(around[2]), len(said) < 270) == (
        True,
    ) * 4
    assert conditional_escape(excerpt("Lyhyt & <i>.", Asked.of("koira"), "fi")) == "Lyhyt &amp; &lt;i&gt;."


def test_a_gallery_matches_the_same_in_memory_and_in_the_database(monkeypatch):
    campaign = make.campaign()
    for title in ("Puisto", "Leikkipuisto koirille", "Koira puistossa", "Sauna"):
        make.entry(campaign=campaign, state="accepted", published=True, title=title)
    asked = ("puistot", "koiran puisto", '"koira puistossa"', "kissa", "koira")
    found = {words: set(search.found(words, campaign).tolist()) for words in asked}
    for most in (search.MOST_KEYS, 0):
        monkeypatch.setattr(search, "MOST_KEYS", most)
        assert {words: {entry.pk for entry in search.matching(words, campaign)} for words in asked} == found
    assert [len(found[words]) for words in asked] == [3, 2, 1, 0, 2]


def test_cards_made_anew_leave_the_index_as_it_is():
    entry = make.entry(state="accepted", published=True)
    before = list(Occurrence.objects.order_by("pk").values_list("pk", flat=True))
    projection.rebuild(entry.campaign)
    assert list(Occurrence.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert Entry.objects.public().count() == Findable.objects.filter(scope__startswith="entries-").count()
