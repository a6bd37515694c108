"""An edit made on an older version: both texts side by side, a choice at each difference, nothing lost."""

import re

import pytest
from bs4 import BeautifulSoup

from pledges import actions
from pledges.forms.measures import CELLS
from pledges.models import Entry
from pledges.word_diff import compare
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db

KEYS = [f"6f1c1d0e-0000-4000-8000-00000000000{number}" for number in range(3)]


@pytest.fixture
def author():
    return make.user()


@pytest.fixture
def entry(author):
    texts = {"title": "Vanha otsikko", "summary": "Vanha tiivistelmä", "description": "Vanha kuvaus"}
    return make.entry(author=author, language="fi", **texts)


class Window:
    """One person's open step, filled in and sent without any script."""

    def __init__(self, client, entry, step="about"):
        self.client, self.address = client, english("pledges:edit", entry.uuid, step)
        self.arrive(client.get(self.address))

    def arrive(self, page):
        self.page = page
        self.form = BeautifulSoup(page.content, "html.parser").find("form", id="entry")
        self.data: dict = {}
        for field in self.form.select("input[name], textarea[name], select[name]") if self.form else []:
            if field.name == "select":
                chosen = field.select_one("option[selected]") or field.select_one("option")
                self.data[field["name"]] = chosen["value"]
            elif field.name == "textarea":
                self.data[field["name"]] = field.get_text().removeprefix("\n")
            elif field.get("type") in ("checkbox", "radio"):
                if field.has_attr("checked"):
                    self.data.setdefault(field["name"], []).append(field["value"])
            elif field.get("type") != "file":
                self.data[field["name"]] = field.get("value", "")

    def type(self, **typed):
        self.data |= {name.replace("__", "-"): text for name, text in typed.items()}
        return self

    def save(self):
        self.arrive(self.client.post(self.address, self.data, follow=True))
        return self

    @property
    def differences(self) -> dict:
        """Label, then both texts with [marks], and what is chosen beforehand."""
        found = {}
        for box in self.form.select("fieldset.difference"):
            texts = [re.sub(r"</?mark>", "|", div.decode_contents()) for div in box.select(".side > div")]
            chosen = box.select_one("input[checked]")
            found[box.legend.get_text()] = (*texts, chosen["value"] if chosen else "")
        return found


@pytest.fixture
def mine(writing, entry):
    return Window(writing, entry)


def meanwhile(entry, **fields):
    now = Entry.objects.get(pk=entry.pk)
    return actions.save_draft(now, now.version, fields, by=None)


def stands(*names) -> tuple:
    return Entry.objects.values_list(*names).get()


# --- what is shown -----------------------------------------------------------------------------
def test_each_part_shows_both_texts_with_the_differing_words_marked_and_says_who_changed_it(mine, entry):
    meanwhile(entry, title="Uusi hieno otsikko", description="Heidän kuvauksensa")
    mine.type(title="Vanha hyvä otsikko", summary="Oma tiivistelmä").save()
    assert mine.differences == {
        "Title": ("|Vanha hyvä| otsikko", "|Uusi hieno| otsikko", ""),
        "Summary": ("|Oma| tiivistelmä", "|Vanha| tiivistelmä", "mine"),
        "Description": ("|Vanha kuvaus|", "|Heidän kuvauksensa|", "theirs"),
    }
    for words in (
        "You and somebody else wrote differently here. Please choose.",
        "Only you changed this.",
        "You did not change this; somebody else did.",
    ):
        assert words in mine.page.text
    assert stands("title", "summary") == ("Uusi hieno otsikko", "Vanha tiivistelmä")


def test_two_people_who_wrote_the_same_meet_no_difference(mine, entry):
    meanwhile(entry, title="Sama")
    mine.type(title="Sama").save()
    assert (mine.page.redirect_chain[-1][1], stands("title", "version")) == (302, ("Sama", 2))


# --- the choice --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("choice", "title"), [("mine", "Oma"), ("theirs", "Heidän"), ("edited", "Meidän molempien")]
)
def test_the_writer_chooses_part_by_part(mine, entry, choice, title):
    meanwhile(entry, title="Heidän", place="Kallio")
    mine.type(title="Oma", summary="Oma tiivistelmä").save()
    mine.type(settle__title=choice, title="Meidän molempien").save()
    assert stands("title", "summary", "place") == (title, "Oma tiivistelmä", "Kallio")
    assert "Saved" in mine.page.text


def test_nothing_is_saved_before_every_difference_is_decided(mine, entry):
    meanwhile(entry, title="Heidän", summary="Heidän tiivistelmänsä")
    mine.type(title="Oma", summary="Oma tiivistelmä").save()
    mine.type(settle__title="edited", title="Kesken jäi").save()
    assert stands("title") == ("Heidän",)
    assert "Please choose here too" in mine.page.text
    assert (mine.data["title"], mine.differences["Title"][2]) == ("Kesken jäi", "edited")
    mine.type(settle__summary="mine").save()
    assert stands("title", "summary") == ("Kesken jäi", "Oma tiivistelmä")


def test_a_third_save_during_the_choice_is_shown_too_before_anything_is_overwritten(mine, entry):
    meanwhile(entry, title="Heidän")
    mine.type(title="Oma").save()
    meanwhile(entry, title="Kolmannen")
    mine.type(settle__title="mine").save()
    assert (stands("title"), mine.differences["Title"]) == (("Kolmannen",), ("|Oma|", "|Kolmannen|", "mine"))
    mine.save()
    assert stands("title") == ("Oma",)


def test_what_is_chosen_must_still_fit_its_field(mine, entry):
    meanwhile(entry, title="Heidän")
    mine.type(title="Oma", summary="Oma tiivistelmä").save()
    mine.type(settle__title="edited", title="x" * 121).save()
    assert mine.page.context["form"].errors == {
        "title": ["Ensure this value has at most 120 characters (it has 121)."]
    }
    assert (mine.data["title"], mine.data["summary"], stands("title")) == (
        "x" * 121,
        "Oma tiivistelmä",
        ("Heidän",),
    )


def test_giving_up_ones_own_opens_what_is_saved(mine, entry):
    meanwhile(entry, title="Heidän")
    mine.type(title="Oma").save()
    assert 'href="' + mine.address + '">Give up mine' in mine.page.text


def test_choices_made_while_the_session_ended_are_there_after_signing_in(mine, entry, author):
    meanwhile(entry, title="Heidän")
    mine.type(title="Oma").save()
    mine.client.logout()
    mine.client.post(mine.address, mine.type(settle__title="edited", title="Yhteinen").data)
    mine.client.force_login(author)
    mine.arrive(mine.client.get(mine.address))
    assert (mine.differences["Title"][2], mine.data["title"]) == ("edited", "Yhteinen")
    mine.save()
    assert stands("title") == ("Yhteinen",)


def test_an_entry_sent_during_the_choice_shows_everything_that_was_typed(mine, entry, author):
    meanwhile(entry, title="Heidän")
    mine.type(title="Oma", summary="Oma tiivistelmä").save()
    actions.submit(Entry.objects.get(), by=author)
    mine.type(settle__title="edited", title="Yhteinen").save()
    assert (mine.page.status_code, mine.page.templates[0].name) == (409, "pledges/locked.html")
    for words in ("Yhteinen", "Oma tiivistelmä"):
        assert words in mine.page.text


@pytest.mark.parametrize("mine_sent", ["", "title=" + "x" * 500, "%ff%00&&==", "settle-title=mine&mine=mine"])
def test_a_forged_choice_breaks_nothing(writing, entry, mine_sent):
    address = english("pledges:edit", entry.uuid, "about")
    answer = writing.post(address, {"mine": mine_sent, "settle-title": "x", "version": "1"})
    assert (answer.status_code, stands("title")) == (200, ("Vanha otsikko",))


# --- of every kind -----------------------------------------------------------------------------
def test_themes_languages_and_places_can_be_chosen_too(writing, author):
    call = make.campaign()
    work, home = make.theme(call), make.theme(call, label=make.words("Koti", "Hem", "Home"))
    entry = make.entry(author=author, campaign=call, language="fi", themes=[work])
    mine = Window(writing, entry)
    now = meanwhile(entry, language="sv", municipality_id="091", region_id="01")
    actions.save_draft(now, now.version, {}, by=None, related={"themes": [work, home], "tags": ["työ"]})
    mine.type(themes=[str(home.pk)], tags="ilo, työ").save()
    assert {label: both[:2] for label, both in mine.differences.items()} == {
        "Language of the text": ("|Suomi|", "|Svenska|"),
        "Themes": ("Home", "Home|, Work|"),
        "Free tags": ("|ilo, |työ", "työ"),
        "Municipality": ("|nothing|", "|Helsinki|"),
        "Region": ("|nothing|", "|Uusimaa|"),
    }
    mine.type(settle__themes="theirs", settle__tags="edited", tags="yhdessä").save()
    now = Entry.objects.get()
    assert (now.language, now.municipality_id, set(now.themes.all()), list(now.tags.names())) == (
        "sv",
        "091",
        {work, home},
        ["yhdessä"],
    )


def test_translations_are_compared_in_their_own_language(mine, entry):
    text = {"title": "Deras", "summary": "", "description": "", "plain_summary": "", "origin": "human"}
    actions.save_draft(entry, entry.version, {}, by=None, translations={"sv": text})
    mine.type(title_sv="Min").save()
    assert mine.differences == {"Title (Swedish)": ("|Min|", "|Deras|", "")}
    assert mine.form.select_one(".side > div")["lang"] == "sv"
    mine.type(settle__title_sv="mine").save()
    assert entry.translations.get().title == "Min"


def test_a_translation_that_the_page_did_not_offer_stays(mine, entry):
    text = {"title": "Otsikko", "summary": "", "description": "", "plain_summary": "", "origin": "human"}
    fields = {"language": "sv", "title": "Deras"}
    actions.save_draft(entry, entry.version, fields, by=None, translations={"fi": text})
    mine.type(title="Oma", title_sv="Skriven").save()
    mine.type(settle__language="theirs", settle__title="theirs", settle__title_sv="mine").save()
    assert dict(entry.translations.values_list("language", "title")) == {"fi": "Otsikko", "sv": "Skriven"}


@pytest.mark.parametrize(
    ("choice", "labels"),
    [
        ("mine", ["Omat", "Oma uusi"]),
        ("theirs", ["Omat", "Heidän uusi"]),
        ("both", ["Omat", "Heidän uusi", "Oma uusi"]),
    ],
)
def test_measures_are_chosen_together_or_both_kept(writing, entry, choice, labels):
    rows = [dict(zip(("key", *CELLS), (KEYS[0], "Omat", "", None, "1"), strict=True))]
    now = actions.save_draft(entry, entry.version, {}, by=None, measures=rows)
    mine = Window(writing, now, "details")
    theirs = dict(zip(("key", *CELLS), (KEYS[1], "Heidän uusi", "kpl", "0", "5"), strict=True))
    actions.save_draft(now, now.version, {}, by=None, measures=[*rows, theirs])
    mine.type(**{"measure__1__label": "Oma uusi", "measure__1__target": "7"}).save()
    assert mine.differences == {
        "Measures": (
            "Omat: 1\n|Oma| uusi: |7|",
            "Omat: 1\n|Heidän| uusi: |0 → 5 kpl|",
            "",
        )
    }
    mine.type(settle__measures=choice).save()
    assert [one.label for one in entry.measures.all()] == labels


def test_a_measure_removed_by_one_and_left_by_the_other_is_a_difference(writing, entry):
    rows = [dict(zip(("key", *CELLS), (KEYS[0], "Yhteinen", "", None, "1"), strict=True))]
    now = actions.save_draft(entry, entry.version, {}, by=None, measures=rows)
    mine = Window(writing, now, "details")
    meanwhile(now, starts_on="2026-01-01")
    mine.type(remove=KEYS[0]).save()
    assert mine.differences["Measures"] == ("|nothing|", "|Yhteinen: 1|", "mine")
    mine.save()
    assert (entry.measures.count(), str(stands("starts_on")[0])) == (0, "2026-01-01")


def test_contact_persons_and_permissions_are_compared_like_everything_else(writing, entry):
    make.consent_text()
    mine = Window(writing, entry, "permissions")
    meanwhile(entry, contact_phone="040 1")
    mine.type(publish_text_1="on").save()
    assert mine.differences == {
        "Saa julkaista": ("ticked", "|not |ticked", "mine"),
        "Contact person's phone number": ("|nothing|", "|040 1|", "theirs"),
    }


# --- words -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", ([], [])),
        ("sama", "sama", ([("sama", False)], [("sama", False)])),
        (
            "a b c",
            "a x c",
            ([("a ", False), ("b", True), (" c", False)], [("a ", False), ("x", True), (" c", False)]),
        ),
        ("yksi kaksi", "kolme neljä", ([("yksi kaksi", True)], [("kolme neljä", True)])),
    ],
)
def test_differing_words_are_marked_with_the_space_between_them(one, other, expected):
    assert compare(one, other) == expected


def test_two_long_texts_without_a_word_in_common_are_compared_at_once():
    one, other = " ".join(f"a{n}" for n in range(9000)), " ".join(f"b{n}" for n in range(9000))
    assert [len(pieces) for pieces in compare(f"x {one} y", f"x {other} y")] == [3, 3]
