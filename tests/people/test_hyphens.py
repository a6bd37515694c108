"""Long words of a title may be broken where Finnish allows it, and are the same words still."""

import pytest
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.translation import override

from people.languages import Said
from people.lemmas.hyphens import SOFT_HYPHEN, hyphenated


@pytest.mark.parametrize(
    "broken",
    [
        # At the seams of a compound, wherever these are words.
        "Kumppanuus-kampanja",
        "yhden-vertaisuus-suunnitelma",
        "MAAHAN-MUUTTAJA-JÄRJESTÖ",
        "kotoutumis-koulutus",
        "Kumppanuus-ohjelma",
        # Otherwise between two consonants, never before a single one: it might belong to the word before.
        "kansalais-opisto",
        "tur-valli-suutta",
        "Kotoutu-misen",
        "metroasemilla",
        # What begins a word in Finnish stays together.
        "nuorisoklubitoiminta",
        # Shorter ones stay whole.
        "kansalainen",
        "Jaa ideasi ja auta",
        "",
    ],
)
def test_a_finnish_word_is_broken_where_no_reader_stumbles(broken):
    whole = broken.replace("-", "")
    assert hyphenated(whole, "fi") == broken.replace("-", SOFT_HYPHEN)


@pytest.mark.parametrize(
    "broken",
    [
        "Partnerskaps-programmet",
        "Samarbets-kampanjen",
        "integrations-löfte",
        "arbets-marknads-integration",
        "Tillgänglighets-utlåtande",
        # Nobody knows where, or what looks like a word is none.
        "postadressen",
        "beskrivningarna",
        "autentiseringsapp",
        "redigeringen",
        # Shorter ones stay whole.
        "arbetsplats",
    ],
)
def test_a_swedish_word_is_broken_at_its_seams_alone(broken):
    whole = broken.replace("-", "")
    assert hyphenated(whole, "sv") == broken.replace("-", SOFT_HYPHEN)


def test_no_line_begins_with_a_dash():
    assert hyphenated("Odla tillsammans – en lott", "sv") == "Odla tillsammans\u00a0– en lott"


def test_what_was_typed_between_long_words_stays():
    assert hyphenated("Kumppanuuskampanja 2015: <b>työpajakoulutukset</b>", "fi") == (
        "Kumppanuus\u00adkampanja 2015: <b>työpaja\u00adkoulutukset</b>"
    )


@pytest.mark.parametrize("language", ["en", "ar", ""])
def test_a_language_that_browsers_divide_is_left_to_them(language):
    assert hyphenated("Integrationskampanjen", language) == "Integrationskampanjen"


def shown(template: str, title) -> str:
    return Template("{% load languages %}" + template).render(Context({"title": title}))


def test_a_title_is_divided_by_the_language_it_is_in():
    with override("sv"):
        assert shown("{{ title|hyphenated }}", "Kumppanuuskampanja") == "Kumppanuuskampanja"
        assert shown("{{ title|hyphenated:'fi' }}", "Kumppanuuskampanja") == "Kumppanuus\u00adkampanja"
        assert shown("{{ title|hyphenated|in_its_language }}", Said("Kumppanuuskampanja", "fi")) == (
            '<bdi lang="fi" dir="ltr">Kumppanuus\u00adkampanja</bdi>'
        )
    with override("fi"):
        assert shown("{{ title|hyphenated }}", "Kumppanuuskampanja") == "Kumppanuus\u00adkampanja"


def test_a_divided_title_is_escaped():
    with override("fi"):
        assert shown("{{ title|hyphenated }}", "<i>Kumppanuuskampanja") == "&lt;i&gt;Kumppanuus\u00adkampanja"


def test_a_heading_of_our_own_is_divided_like_any_other_unless_it_holds_markup():
    own = '{% load i18n %}{% translate "Accessibility statement" as title %}{{ title|hyphenated }}'
    with override("fi"):
        assert SOFT_HYPHEN in shown(own, "")
        marked = format_html("<b title='{0}'>{0}</b>", "Kumppanuuskampanja")
        assert shown("{{ title|hyphenated }}", marked) == marked
