"""What the mapping can say, and files and mappings that cannot be used."""

import pytest
from django.core.management import CommandError, call_command

from people.models import Organisation
from pledges.imports.cells import cut
from pledges.models import Entry
from tests import make
from tests.pledges.imports.tables import OMASTADI, PROPOSALS, SMALL, import_file, titles

pytestmark = pytest.mark.django_db


# --- files --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", ""), ("utf-8-sig", ""), ("latin-1", "latin-1"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_encodings_with_and_without_a_byte_order_mark(importing, encoding, told):
    toml = f'{SMALL}\n[file]\nencoding = "{told}"\n' if told else SMALL
    table = "nro,otsikko,tiivistelmä\r\n1,Äänekosken öljylamppu,å\r\n".encode(encoding)
    assert importing(table, toml) == ("1 entries created. 0 were there already.\n", "")
    assert titles() == [("1", "Äänekosken öljylamppu")]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("", "The file has no header: its first row must name the columns."),
        ("nro,otsikko\n1,A\n", "The file has no column “tiivistelmä”. It has: nro, otsikko."),
        ("nro,otsikko,tiivistelmä,nro\n", "The header names “nro” more than once."),
        (
            'nro,otsikko,tiivistelmä\n1,A,a\n2,"B,b\n',
            "Row 3, near line 3, cannot be read: unexpected end of data.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(importing, table, complaint):
    assert importing(table) == ("", f"{complaint}\n")


def test_a_header_may_repeat_columns_that_the_mapping_does_not_use(importing):
    importing("nro,,otsikko,,tiivistelmä\n1,x,A,y,a\n")
    assert titles() == [("1", "A")]


def test_a_wrong_encoding_is_named(importing):
    said, complained = importing("nro,otsikko,tiivistelmä\n1,Ä,a\n".encode("latin-1"))
    assert (said, complained.split(" is not ")[1][:5], complained.count("latin-1")) == ("", "utf-8", 1)


def test_a_campaign_that_does_not_exist_is_named_with_those_that_do(importing, tmp_path, campaign):
    with pytest.raises(CommandError) as refused:
        call_command("import_entries", PROPOSALS, campaign="mökki", map=OMASTADI)
    assert str(refused.value) == "There is no campaign “mökki”. Campaigns: koti."


# --- what the mapping can say -------------------------------------------------------------------
def test_an_organisation_is_found_by_business_id_or_name_and_otherwise_made_once(importing):
    known = make.organisation(name=make.words("Jokin muu nimi"), business_id="0201256-6")
    named = make.organisation(name=make.words("Lähde ry", "Källan rf"))
    toml = SMALL.replace('"Joensuun taloyhtiöt"', '{ column = "kuka" }')
    toml += 'business_id = { column = "tunnus" }\norganisation_kind = "company"\n'
    table = (
        "nro,otsikko,tiivistelmä,kuka,tunnus\n1,A,a,Kaupunki,0201256-6\n2,B,b,Källan rf,\n3,C,c,Uusi oy,\n"
    )
    importing(f"{table}4,D,d,Uusi oy,\n", toml)
    new = Organisation.objects.get(kind="company")
    assert new.name.data == {"fi": "Uusi oy"}
    filed = [entry.organisation for entry in Entry.objects.order_by("pk")]
    assert filed == [known, named, new, new]


def test_answers_moments_and_state_come_from_columns(importing, campaign):
    question = make.question(campaign, slug="uutta", required=True)
    toml = f"""{SMALL}
submitted_at = {{ column = "aika" }}
[answers]
uutta = {{ column = "uutta" }}
"""
    table = "nro,otsikko,tiivistelmä,aika,uutta\n1,A,a,2015-10-06 10:00,Kaikki\n2,B,b,,\n"
    _, complained = importing(table, toml, state="submitted", skip_bad=True)
    assert complained == "Row 3: uutta: is empty\n"
    [entry] = Entry.objects.all()
    assert (entry.state, entry.submitted_at) == ("submitted", make.moment("2015-10-06 07:00:00"))
    assert [(answer.question, answer.text) for answer in entry.answers.all()] == [(question, "Kaikki")]


@pytest.mark.parametrize("year", ["0001", "1900", "2999", "9999"])
def test_a_moment_far_away_is_a_fault(importing, year):
    toml = f'{SMALL}\nsubmitted_at = {{ column = "aika" }}\n'
    table = f"nro,otsikko,tiivistelmä,aika\n1,A,a,{year}-01-01 00:00+14:00\n"
    assert importing(table, toml, dry_run=True)[1] == "Row 2: submitted_at: is not a moment of the past\n"


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ("[entry]\ntitel = 'x'", "[entry] has unknown keys: titel. Known are: "),
        ("[entry]\ntitle = 'x'", "[entry] must say where kind, organisation come from."),
        (f"{SMALL}\nplace = {{ colum = 'x' }}", "entry.place has unknown keys: colum. Known are: "),
        (f"{SMALL}\nplace = {{ empty = 'allow' }}", "entry.place needs a column, or write place = "),
        (f"{SMALL}\nplace = {{ column = 'a', too_long = 'yes' }}", "entry.place.too_long must be one of: "),
        (f"{SMALL}\n[answers]\nx = 'y'", "The campaign does not ask: x. It asks: "),
        (f"{SMALL}\n[consent]\npublish = ['publish_text']", "consent.note must say on what grounds "),
        (f"{SMALL}\n[consent]\npublish = ['all']\nnote = 'x'", "consent.publish must be a list of: "),
        (f"{SMALL}\n[screening]\ncolumn = 'a'\nvalues = {{ b = 'done' }}", "[screening] needs a column and "),
        (f"{SMALL}\n[file]\nencoding = 'klingon'", "file.encoding “klingon” is not a known encoding"),
        ("[entry", "The mapping "),
    ],
)
def test_a_mapping_that_cannot_be_used_says_what_to_change(importing, toml, complaint):
    said, complained = importing("nro,otsikko,tiivistelmä\n", toml)
    assert (said, complained[: len(complaint)]) == ("", complaint)


def test_permission_needs_a_consent_text(tmp_path):
    make.campaign(slug="koti")
    rules = tmp_path / "kartta.toml"
    rules.write_text(f"{SMALL}\n[consent]\npublish = ['publish_text']\nnote = 'Kysytty.'")
    assert import_file(PROPOSALS, rules) == (
        "",
        "There is no consent text yet for: publish_text. Add one first.\n",
    )


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("lyhyt", 5, "lyhyt"),
        ("yksi kaksi kolme", 16, "yksi kaksi kolme"),
        ("yksi kaksi kolme", 12, "yksi kaksi…"),
        ("yksi kaksi kolme", 11, "yksi kaksi…"),
        ("yksi, kaksi kolme", 8, "yksi…"),
        ("pitkäsanailmanvälejä", 10, "pitkäsana…"),
    ],
)
def test_texts_are_cut_at_a_word_with_an_ellipsis(text, length, expected):
    assert cut(text, length) == expected
