"""The first step of an entry: what it takes, what it refuses and in which words, and who wins a race."""

import unicodedata

import pytest
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from people.models import Municipality, Region
from people.pictures import WIDTHS
from pledges import actions
from pledges.forms import AboutForm
from pledges.forms.tags import MAX_TAGS
from pledges.models import Entry
from tests import make, pictures
from tests.make import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def about(entry, *, picture=None, **values) -> AboutForm:
    files = MultiValueDict({"image": [picture]} if picture else {})
    return AboutForm(posted(version=entry.version, language="fi", **values), files, entry=entry)


def saved(form, author) -> Entry:
    assert form.errors == {}
    form.save(by=author)
    return Entry.objects.get(pk=form.entry.pk)


# --- what and where ---------------------------------------------------------------------------
def test_a_step_may_be_saved_with_nothing_in_it(entry, author):
    stands = saved(about(entry), author)
    assert (stands.title, stands.summary, stands.description, stands.version) == ("", "", "", 2)


def test_everything_typed_is_stored(author):
    call = make.campaign()
    work, group = make.theme(call), make.target_group(call)
    entry = make.entry(author=author, campaign=call)
    municipality = Municipality.objects.select_related("region").get(code="091")
    form = about(
        entry,
        title="  Töitä \t nuorille ",
        summary="Rivi 1\r\nRivi 2",
        description="Ensin\r\n\r\nsitten",
        themes=[work.pk],
        target_groups=[group.pk],
        tags="työ, Kesä ,, TYÖ",
        municipality="091",
        place="Kallio",
    )
    stands = saved(form, author)
    assert {
        "title": stands.title,
        "summary": stands.summary,
        "description": stands.description,
        "themes": list(stands.themes.all()),
        "target_groups": list(stands.target_groups.all()),
        "tags": sorted(stands.tags.names()),
        "region": stands.region,
        "municipality": stands.municipality,
        "place": stands.place,
    } == {
        "title": "Töitä nuorille",
        "summary": "Rivi 1\nRivi 2",
        "description": "Ensin\n\nsitten",
        "themes": [work],
        "target_groups": [group],
        "tags": ["Kesä", "TYÖ"],
        "region": municipality.region,
        "municipality": municipality,
        "place": "Kallio",
    }


def test_the_region_follows_from_the_municipality(entry, author):
    stands = saved(about(entry, municipality="091", region="19"), author)
    assert stands.region == Municipality.objects.get(code="091").region


@pytest.mark.parametrize(("field", "longest"), [("title", 120), ("summary", 400), ("description", 8000)])
def test_a_text_may_be_exactly_as_long_as_said_and_not_longer(entry, field, longest):
    assert about(entry, **{field: "ä" * longest}).errors == {}
    assert about(entry, **{field: "ä" * (longest + 1)}).errors == {
        field: [f"Ensure this value has at most {longest} characters (it has {longest + 1})."]
    }


def test_the_browser_never_cuts_a_text_short(entry):
    assert [name for name, field in about(entry).fields.items() if "maxlength" in field.widget.attrs] == []


@pytest.mark.parametrize("field", ["title", "summary", "description", "place", "tags", "image_alt"])
@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\ufeff"])
def test_invisible_control_characters_are_refused_where_they_stand(entry, field, character):
    form = about(entry, **{field: f"ab{character}c"})
    assert list(form.errors) == [field]


def test_half_a_character_is_refused(entry):
    assert about(entry, title="a\ud800").errors == {
        "title": ["Character 2 is an invisible control character. Please remove it."]
    }


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم", "שלום", "👩‍👩‍👧‍👦", "A\u0308iti", "北京", "'; DROP TABLE--", "{{ 7*7 }}"]
)
def test_every_script_comes_back_as_it_was_typed(entry, author, text):
    stands = saved(about(entry, title=text, description=text, tags=text), author)
    normal = unicodedata.normalize("NFC", text)
    assert (stands.title, stands.description, list(stands.tags.names())) == (normal, normal, [normal])


def test_a_title_holds_no_web_address(entry):
    assert about(entry, title="Katso www.example.org").errors == {
        "title": ["Please leave out web addresses here."]
    }


def test_there_are_at_most_ten_tags_of_forty_characters(entry):
    assert about(entry, tags=",".join(map(str, range(MAX_TAGS)))).errors == {}
    assert about(entry, tags=",".join(map(str, range(MAX_TAGS + 1)))).errors == {"tags": ["At most 10 tags."]}
    assert about(entry, tags="x" * 41).errors == {
        "tags": [f"“{'x' * 41}” is too long: a tag has at most 40 characters."]
    }


def test_themes_and_groups_of_another_campaign_are_not_accepted(author):
    call, other = make.campaign(), make.campaign()
    make.theme(call)
    entry, foreign = make.entry(author=author, campaign=call), make.theme(other)
    assert about(entry, themes=[foreign.pk]).errors == {
        "themes": [f"Select a valid choice. {foreign.pk} is not one of the available choices."]
    }


@pytest.mark.parametrize("value", ["xx", "99999", "1; DROP", "\x00"])
def test_unknown_places_and_languages_are_refused(entry, value):
    form = AboutForm(
        posted(version=1, language=value, region=value, municipality=value), MultiValueDict(), entry=entry
    )
    assert sorted(form.errors) == ["language", "municipality", "region"]


def test_fields_that_the_form_does_not_have_change_nothing(entry, author):
    form = about(
        entry,
        title="Uusi",
        state="accepted",
        reference="KOTO-1",
        organisation="1",
        created_by="1",
        screening_note="Hyvä!",
        uuid="00000000-0000-0000-0000-000000000000",
    )
    stands = saved(form, author)
    assert [stands.state, stands.reference, stands.organisation, stands.created_by, stands.uuid] == [
        "draft",
        None,
        entry.organisation,
        author,
        entry.uuid,
    ]


def test_municipalities_and_regions_stand_in_the_alphabet_of_the_reader(entry):
    with translation.override("fi"):
        names = [label for _value, label in AboutForm(entry=entry).fields["municipality"].choices][1:]
    last = [name for name in names if name[0] in "ÅÄÖ"]
    assert (names[0], len(names), names[-len(last) :]) == ("Akaa", Municipality.objects.count(), last)
    with translation.override("sv"):
        regions = [label for _value, label in AboutForm(entry=entry).fields["region"].choices][1:]
    assert (regions[-1], len(regions)) == ("Österbotten", Region.objects.count())


# --- pictures ---------------------------------------------------------------------------------
def test_a_picture_is_stored_anew_and_replaced(entry, author):
    first = saved(about(entry, picture=pictures.upload()), author)
    second = saved(about(first, picture=pictures.upload(pictures.encoded("PNG"), "x.png")), author)
    assert pictures.stored(second.image)[:4] == b"RIFF"
    assert first.image != second.image
    with pytest.raises(FileNotFoundError):
        pictures.stored(first.image)


def test_a_picture_that_was_sent_in_is_kept_with_its_submission(entry, author):
    stands = saved(
        about(entry, title="A", summary="B", description="C", image_alt="D", picture=pictures.upload()),
        author,
    )
    actions.submit(stands, by=author)
    actions.return_for_changes(stands, "Toinen kuva?", by=None)
    replaced = saved(about(stands, remove_image="on"), author)
    assert (replaced.image, pictures.stored(stands.image)[:4]) == ("", b"RIFF")


def test_a_save_without_a_picture_keeps_the_one_that_stands(entry, author):
    first = saved(about(entry, picture=pictures.upload()), author)
    assert saved(about(first, title="Uusi"), author).image == first.image


@pytest.mark.parametrize("what", pictures.NOT_PICTURES)
def test_what_is_not_a_picture_is_refused_at_its_field(entry, what):
    form = about(entry, title="Pysyy", picture=pictures.upload(pictures.NOT_PICTURES[what]))
    assert list(form.errors) == ["image"]
    assert form["title"].value() == "Pysyy"


def test_an_empty_file_is_refused(entry):
    assert about(entry, picture=pictures.upload(b"")).errors == {"image": ["The submitted file is empty."]}


def test_a_script_hidden_behind_a_picture_does_not_survive(entry, author):
    stands = saved(about(entry, picture=pictures.upload(pictures.encoded() + pictures.SCRIPT)), author)
    assert [width for width in WIDTHS if b"<script" in pictures.stored(stands.image, width)] == []


def test_a_picture_stored_for_a_lost_save_is_removed(entry, author):
    form = about(entry, title="Hidas", picture=pictures.upload())
    actions.save_draft(entry, entry.version, {"title": "Nopea"}, by=author)
    assert form.is_valid()
    before = pictures.all_stored()
    with pytest.raises(actions.StaleVersion):
        form.save(by=author)
    assert pictures.all_stored() == before


# --- two people save one draft ------------------------------------------------------------------
def test_the_later_save_sees_what_stands_beside_what_it_typed(author):
    call = make.campaign()
    first, second = (
        make.theme(call, label=make.words("Työ", en="Work")),
        make.theme(call, label=make.words("Koti", en="Home")),
    )
    entry = make.entry(author=author, campaign=call, title="Vanha", themes=[first])
    stale = Entry.objects.get(pk=entry.pk)
    actions.save_draft(entry, 1, {"title": "Nopean"}, by=author)
    mine = about(
        stale, title="Hitaan", summary=stale.summary, description=stale.description, themes=[second.pk]
    )
    assert mine.is_valid()
    with pytest.raises(actions.StaleVersion) as lost:
        mine.save(by=author)
    assert lost.value.entry.title == "Nopean"


@pytest.mark.parametrize("version", ["", "0", "-1", "abc", "1e9", str(10**30)])
def test_a_form_without_a_believable_version_overwrites_nothing(entry, author, version):
    form = AboutForm(posted(version=version, language="fi", title="Uusi"), MultiValueDict(), entry=entry)
    if form.is_valid():
        with pytest.raises(actions.StaleVersion):
            form.save(by=author)
    entry.refresh_from_db()
    assert (entry.title != "Uusi", entry.version) == (True, 1)
