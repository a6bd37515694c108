"""Entries from a spreadsheet: nothing half done, nothing twice, and every fault named by its row."""

from io import StringIO

import pytest
from wagtail.models import ModelLogEntry

from people.models import Consent, Letter, Organisation
from pledges import actions
from pledges.models import Entry, Submission
from pledges.search import matching
from tests import make
from tests.pledges.imports.tables import OMASTADI, PROPOSALS, SMALL, import_file, titles

pytestmark = pytest.mark.django_db


def entry_7():
    return Entry.objects.get(external_id="7")


class Terminal(StringIO):
    """What a person sees who runs a command by hand."""

    def isatty(self):
        return True


# --- the whole way ------------------------------------------------------------------------------
def test_proposals_of_a_city_arrive_screened_published_and_with_their_oddities_in_order(campaign):
    said = import_file(PROPOSALS, OMASTADI, state="accepted")

    assert said == ("12 entries created. 0 were there already.\n", "")
    entries = Entry.objects.order_by("pk")
    assert [(e.external_id, e.state, e.reference, e.place) for e in entries] == [
        ("7", "accepted", "KOTI-0001", "Vuosaari"),
        ("12", "accepted", "KOTI-0002", "Pasila"),
        ("13", "accepted", "KOTI-0003", "Malmi"),
        ("14", "declined", "KOTI-0004", ""),
        ("15", "accepted", "KOTI-0005", "Laajasalo"),
        ("16", "accepted", "KOTI-0006", "Kaarela"),
        ("17", "accepted", "KOTI-0007", "Mellunkylä"),
        ("18", "accepted", "KOTI-0008", "Ullanlinna"),
        ("19", "withdrawn", "KOTI-0009", "Kampinmalmi"),
        ("20", "accepted", "KOTI-0010", ""),
        ("21", "declined", "KOTI-0011", "Oulunkylä"),
        ("22", "accepted", "KOTI-0012", "Haaga"),
    ]
    assert [e.title for e in entries][1:4] == [
        'Yhteinen "olohuone" asemalle',
        "Mitä jos koko korttelin väki kokoontuisi kerran kuussa keittämään soppaa, vaihtamaan vaatteita ja"
        " opettelemaan…",
        "Valoa",
    ]
    assert (entries[3].summary, entries[3].description) == ("Valoa", "Valoa")
    assert entries[4].description == (
        "Sarkain\tkeskellä riviä, ääkköset (åäö) ja hymiö 🙂 sekä merkki \uf04a vanhasta fontista."
    )
    assert len(entries[5].summary) == 400
    assert entries[5].description == "x " * 300 + "loppu."
    assert entries[6].title == "Välilyöntejä edessä ja keskellä"
    assert entries[9].description == (
        'Ensimmäinen kappale.\n\nToinen kappale, jossa on "lainaus", pilkkuja ja\nrivinvaihtoja.'
    )
    assert list(Entry.objects.public().order_by("pk").values_list("external_id", flat=True)) == [
        *("7", "12", "13", "15", "16", "17", "18", "20", "22")
    ]
    assert sorted(entry_7().tags.names()) == ["Itäinen"]
    assert (str(entry_7().municipality), str(entry_7().region)) == ("Helsinki", "Uusimaa")
    assert Letter.objects.count() == 0


def test_who_watches_sees_how_far_it_is_and_a_file_of_messages_does_not(campaign, monkeypatch):
    watched = Terminal()
    with monkeypatch.context() as patched:
        patched.setattr("sys.stderr", watched)
        patched.setattr("pledges.management.commands.import_entries.BATCH", 5)
        import_file(PROPOSALS, OMASTADI)
    steps = [text.strip("\r\033[K") for text in watched.getvalue().split("\r") if "rows" in text]
    assert steps == [
        *("5 rows checked", "10 rows checked", "12 rows checked"),
        *("5 rows imported", "10 rows imported", "12 rows imported"),
    ]


def test_imported_entries_are_found_by_search_once_they_are_public(campaign):
    import_file(PROPOSALS, OMASTADI, state="accepted")
    found = {
        words: [entry.external_id for entry in matching(words, campaign)]
        for words in ("pelikentälle", "polkupyöräpajan")
    }
    assert found == {"pelikentälle": ["15"], "polkupyöräpajan": []}


def test_permission_is_recorded_with_its_grounds_and_the_wording_in_the_language_of_the_entry(campaign):
    import_file(PROPOSALS, OMASTADI)
    consents = Consent.objects.about(entry_7().uuid).order_by("pk")
    assert [(c.text.purpose, c.given, c.how, c.language, c.wording, c.person) for c in consents] == [
        ("publish_text", True, "import", "fi", "Tekstin saa julkaista.", None),
        ("publish_organisation", True, "import", "fi", "Tekstin saa julkaista.", None),
    ]
    assert {c.note for c in consents} == {
        "Published by the City of Helsinki on omastadi.hel.fi; the proposers had accepted its terms of use."
    }


def test_without_grounds_for_publication_nothing_is_public(importing):
    importing("nro,otsikko,tiivistelmä\n1,Kielikahvila,Torstaisin\n", state="accepted")
    assert Entry.objects.filter(state="accepted").count() == 1
    assert Entry.objects.public().count() == 0
    assert Consent.objects.count() == 0


def test_a_column_can_say_which_entries_may_be_published(importing):
    toml = f"""{SMALL}
[consent]
publish = ["publish_text"]
note = "Asked on paper in 2015."
column = "lupa"
yes = ["kyllä"]
"""
    importing("nro,otsikko,tiivistelmä,lupa\n1,A,a,kyllä\n2,B,b,ei\n3,C,c,\n", toml, state="accepted")
    assert list(Entry.objects.public().values_list("external_id", flat=True)) == ["1"]


def test_a_batch_leaves_the_same_behind_as_entries_handled_one_by_one(importing, campaign):
    toml = f"""{SMALL}
contact_email = {{ column = "osoite" }}
[consent]
publish = ["publish_text"]
note = "Kysytty."
"""
    importing("nro,otsikko,tiivistelmä,osoite\n1,A,a,posti@example.org\n", toml, state="accepted")
    batch = Entry.objects.get(external_id="1")
    single = actions.start(campaign, "pledge", batch.organisation, by=None, language="fi")
    fields = {"title": "A", "summary": "a", "description": "a", "contact_email": "posti@example.org"}
    single = actions.save_draft(single, 1, fields, by=None)
    actions.set_permissions(single, {"publish_text"}, by=None, how="import", note="Kysytty.")
    actions.submit(single, by=None)
    actions.accept(single, by=None)

    assert _traces(batch) == _traces(single)


def _traces(entry):
    content = {**Submission.objects.get(entry=entry).content, "reference": ""}
    logged = ModelLogEntry.objects.for_instance(entry).order_by("pk")
    letters = Letter.objects.filter(body__contains=entry.reference).order_by("pk")
    consents = Consent.objects.about(entry.uuid).order_by("pk")
    return (
        content,
        [(line.action, line.data, line.user) for line in logged],
        [(letter.kind, letter.to, letter.subject.replace(entry.reference, "")) for letter in letters],
        [(c.text_id, c.given, c.language, c.wording, c.organisation_id, c.how, c.note) for c in consents],
        (entry.state, entry.language, entry.version > 0, entry.screening_note),
    )


# --- all or nothing -----------------------------------------------------------------------------
TWO_OF_FOUR = "nro,otsikko,tiivistelmä\n1,Yksi,Hyvä\n2,,Ei otsikkoa\n3,Kolme,Hyvä\n3,Neljä,Sama numero\n"
FAULTS = "Row 3: title: is empty\nRow 5: has the same identifier as row 4\n"


def test_one_bad_row_stops_the_whole_import(importing):
    assert importing(TWO_OF_FOUR) == (
        "",
        f"{FAULTS}Nothing was imported, because 2 rows cannot be used.\n",
    )
    assert (Entry.objects.count(), Organisation.objects.filter(kind="other").count()) == (0, 0)


def test_skip_bad_imports_the_good_rows_and_names_the_others(importing):
    assert importing(TWO_OF_FOUR, skip_bad=True) == (
        "2 entries created. 0 were there already. 2 rows cannot be used.\n",
        FAULTS,
    )
    assert titles() == [("1", "Yksi"), ("3", "Kolme")]


def test_a_dry_run_checks_everything_and_writes_nothing(importing):
    assert importing(TWO_OF_FOUR, dry_run=True) == (
        "2 entries would be created. 0 were there already. 2 rows cannot be used.\n",
        FAULTS,
    )
    assert (Entry.objects.count(), Organisation.objects.filter(kind="other").count()) == (0, 0)


def test_a_second_run_creates_only_what_is_new(importing):
    importing("nro,otsikko,tiivistelmä\n1,Yksi,a\n2,Kaksi,b\n")
    again = importing("nro,otsikko,tiivistelmä\n1,Yksi uusin sanoin,a\n2,Kaksi,b\n3,Kolme,c\n")
    assert again == ("1 entries created. 2 were there already.\n", "")
    assert titles() == [("1", "Yksi"), ("2", "Kaksi"), ("3", "Kolme")]


def test_rows_without_an_identifier_are_not_imported_twice_either(importing):
    toml = "\n".join(line for line in SMALL.splitlines() if not line.startswith("external_id"))
    table = "otsikko,tiivistelmä\nYksi,a\nKaksi,b\n"
    importing(table, toml)
    assert importing(table, toml) == ("0 entries created. 2 were there already.\n", "")


def test_every_batch_continues_the_reference_numbers(importing, monkeypatch):
    monkeypatch.setattr("pledges.management.commands.import_entries.BATCH", 2)
    importing("nro,otsikko,tiivistelmä\n1,A,a\n2,B,b\n3,C,c\n4,D,d\n5,E,e\n", state="submitted")
    assert list(Entry.objects.order_by("pk").values_list("reference", flat=True)) == [
        *("KOTI-0001", "KOTI-0002", "KOTI-0003", "KOTI-0004", "KOTI-0005")
    ]


# --- faults and where they are ------------------------------------------------------------------
def test_faults_carry_the_row_of_a_spreadsheet_and_the_line_of_an_editor(importing):
    table = 'nro,otsikko,tiivistelmä\n1,Yksi,"eka\ntoka\nkolmas"\n\n2,,"tyhjä\notsikko"\n3,Kolme\n'
    assert importing(table, dry_run=True) == (
        "1 entries would be created. 0 were there already. 2 rows cannot be used.\n",
        "Row 4 (line 6): title: is empty\nRow 5 (line 8): has 2 cells, another number than the header\n",
    )


def test_every_fault_of_a_row_is_named(importing):
    toml = f"""{SMALL}
municipality = {{ column = "kunta" }}
region = "99"
language = {{ column = "kieli" }}
business_id = {{ column = "tunnus" }}
contact_email = {{ column = "osoite" }}
submitted_at = {{ column = "aika" }}
tags = {{ column = "sanat", separator = "/" }}
"""
    table = (
        "nro,otsikko,tiivistelmä,kunta,kieli,tunnus,osoite,aika,sanat\n"
        f"{'9' * 121},{'o' * 121},{'t' * 401},998,xx,1234567-2,ei osoite,huomenna,{'s' * 41}\n"
    )
    assert set(importing(table, toml, dry_run=True)[1].removeprefix("Row 2: ").strip().split("; ")) == {
        "title: Ensure this value has at most 120 characters (it has 121).",
        "summary: Ensure this value has at most 400 characters (it has 401).",
        "language: Select a valid choice. xx is not one of the available choices.",
        "contact_email: Enter a valid email address.",
        "municipality: “998” is not the code of a municipality",
        "region: “99” is not the code of a region",
        "external_id: has 121 characters, at most 120 fit",
        "organisation: “1234567-2” is not a valid business ID. It has the form 1234567-1",
        "check the digits.",
        f"tags: “{'s' * 41}” is too long: a tag has at most 40 characters.",
        "submitted_at: “huomenna” is not a moment such as 2015-10-06 10:00",
    }


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\x85"])
def test_control_characters_are_refused_or_removed_as_the_mapping_says(importing, character):
    table = f"nro,otsikko,tiivistelmä\n1,Ot{character}sikko,a\n"
    assert importing(table)[1] == (
        "Row 2: title: Character 3 is an invisible control character. Please remove it.\n"
        "Nothing was imported, because 1 row cannot be used.\n"
    )
    importing(table, f'{SMALL}\n[file]\ncontrol_characters = "remove"\n')
    assert titles() == [("1", "Otsikko")]


def test_a_kind_theme_or_target_group_unknown_to_the_campaign_is_a_fault(importing, campaign):
    make.theme(campaign, slug="tyo")
    make.target_group(campaign)
    toml = SMALL.replace(
        'kind = "pledge"', 'kind = { column = "laji", values = { L = "pledge", V = "vow" } }'
    )
    toml += """
themes = { column = "teema", values = { "työ" = "tyo", koti = "koti" } }
target_groups = { column = "ryhmät" }
"""
    table = "nro,otsikko,tiivistelmä,laji,teema,ryhmät\n1,A,a,V,koti,Unga\n2,B,b,X,muu,Kaikki\n"
    table += "3,C,c,L,työ,Nuoret\n"
    assert importing(table, toml, skip_bad=True)[1] == (
        "Row 2: kind: “vow” is none of the campaign's kinds (pledge, initiative); themes: the campaign has no"
        " “koti”\n"
        "Row 3: kind: has no value for “X” in the mapping; themes: has no value for “muu” in the mapping;"
        " target_groups: the campaign has no “Kaikki”\n"
    )
    [entry] = Entry.objects.all()
    assert ([str(theme.slug) for theme in entry.themes.all()], entry.target_groups.count()) == (["tyo"], 1)
