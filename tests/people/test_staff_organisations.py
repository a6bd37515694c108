"""Organisations on the staff screens."""

import csv
from io import StringIO

import pytest

from people.models import Organisation
from tests import make
from tests.staff import client_of, number_of_queries, who_comes_in

pytestmark = pytest.mark.django_db

LIST = "/admin/organisations/"


@pytest.fixture
def coordinator():
    return client_of("Coordinator")


def names(response) -> list[str]:
    return [organisation.name.localize("fi") for organisation in response.context["object_list"]]


def test_coordinators_see_and_correct_organisations():
    club = make.organisation()

    assert who_comes_in(LIST) == {"Coordinator"}
    assert who_comes_in(f"{LIST}edit/{club.pk}/") == {"Coordinator"}
    assert who_comes_in(f"{LIST}history/{club.pk}/") == {"Coordinator"}


@pytest.mark.parametrize("path", ["new/", "delete/{}/", "usage/{}/", "copy/{}/"])
def test_there_are_no_other_addresses(coordinator, path):
    club = make.organisation()

    assert coordinator.get(LIST + path.format(club.pk)).status_code == 404


@pytest.mark.parametrize(
    "words", ["helsingin TYÖVÄEN", "helsingfors", "0201256-6", "FI02012566", "äänestäjät", "  ÄÄNESTÄJÄT "]
)
def test_they_are_found_by_name_in_any_language_and_by_business_id(coordinator, words):
    make.organisation(
        name=make.words("Helsingin Työväenyhdistys Äänestäjät", "Helsingfors arbetarförening"),
        business_id="0201256-6",
    )
    make.organisation(name=make.words("Espoon kaupunki"))

    assert names(coordinator.get(LIST, {"q": words})) == ["Helsingin Työväenyhdistys Äänestäjät"]


def test_the_names_of_languages_are_no_names(coordinator):
    make.organisation(name=make.words("Espoon kaupunki"))

    assert (names(coordinator.get(LIST, {"q": "sv"})), names(coordinator.get(LIST, {"q": '"'}))) == ([], [])


def test_a_name_is_corrected_in_every_language(coordinator):
    club = make.organisation(name=make.words("Uimaseura", "Simklubben", "Swimmers"))

    coordinator.post(
        f"{LIST}edit/{club.pk}/",
        {"name_0": "Uimaseura ry", "name_1": "Simklubben rf", "name_2": "", "kind": "association"}
        | {"business_id": "201256-6", "municipality": "091", "website": ""},
    )

    club = Organisation.objects.get(pk=club.pk)
    assert (club.name.data, club.business_id, club.municipality_id) == (
        {"fi": "Uimaseura ry", "sv": "Simklubben rf"},
        "0201256-6",
        "091",
    )


def test_each_language_has_its_own_labelled_input(coordinator):
    page = coordinator.get(f"{LIST}edit/{make.organisation().pk}/").content.decode()

    assert [
        f'<label class="w-field__label" for="id_name_{number}" lang="{code}">{language}</label>' in page
        for number, (code, language) in enumerate([("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")])
    ] == [True, True, True]


def test_the_list_takes_as_many_queries_for_three_as_for_one(coordinator):
    make.organisation(municipality_id="091")
    coordinator.get(LIST)
    one = number_of_queries(coordinator, LIST)
    make.organisation(municipality_id="049")
    make.organisation(municipality_id="092")

    assert number_of_queries(coordinator, LIST) == one


def test_the_list_is_downloaded_with_formulas_made_harmless(coordinator):
    make.organisation(name=make.words("=HYPERLINK(1)"), website="https://example.org/")

    response = coordinator.get(f"{LIST}?export=csv")
    (row,) = csv.DictReader(StringIO(b"".join(response.streaming_content).decode()))

    assert {name: row[name] for name in ("Name", "Kind of organisation", "Website")} == {
        "Name": "'=HYPERLINK(1)",
        "Kind of organisation": "Association or foundation",
        "Website": "https://example.org/",
    }
