"""Organisations on the staff screens."""

import csv
from io import StringIO

import pytest

from people.models import Organisation, Representative
from tests import make
from tests.staff import number_of_queries, said, text_of, who_comes_in

pytestmark = pytest.mark.django_db

LIST = "/admin/organisations/"


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


# --- who acts for one ---------------------------------------------------------------------------
def people_of(club) -> str:
    return f"{LIST}{club.pk}/people/"


def test_coordinators_alone_see_who_acts_for_an_organisation(coordinator):
    club = make.organisation()
    assert who_comes_in(people_of(club)) == {"Coordinator"}
    assert people_of(club) in coordinator.get(LIST).text
    assert people_of(club) in coordinator.get(f"{LIST}edit/{club.pk}/").text


def test_whoever_shall_be_main_representative_is_asked_by_letter(coordinator, letters):
    club = make.organisation(business_id="0201256-6")
    before = text_of(coordinator.get(people_of(club)))
    answer = coordinator.post(people_of(club), {"email": " Aito@Example.org "})
    after = text_of(coordinator.get(people_of(club)))

    assert (answer.url, said(answer)) == (
        people_of(club),
        ["Aito@Example.org has been asked by letter to be its main representative."],
    )
    assert ("Nobody acts for it yet" in before, "has not answered yet" in after) == (True, True)
    assert (letters(), list(club.nominations.values_list("email", "role"))) == (
        [("nominated", "aito@example.org")],
        [("aito@example.org", "owner")],
    )
    assert "Somebody asked to act for the organisation" in coordinator.get(f"{LIST}history/{club.pk}/").text


@pytest.mark.parametrize("email", ["", "aito", "omistaja@example.org"])
def test_whom_one_cannot_ask_is_said_at_the_field(coordinator, email, letters):
    club = make.organisation(people=[make.user("omistaja@example.org")])
    page = coordinator.post(people_of(club), {"email": email})
    assert (list(page.context["form"].errors), letters()) == (["email"], [])


def test_staff_remove_people_and_take_questions_back(coordinator):
    club = make.organisation(people=[make.user("vale@example.org"), make.user("oikea@example.org")])
    coordinator.post(people_of(club), {"email": "aito@example.org"})
    acting, asked = club.representatives.get(user__email="vale@example.org"), club.nominations.get()

    answers = [
        coordinator.post(people_of(club), {"remove": acting.pk}),
        coordinator.post(people_of(club), {"take_back": asked.pk}),
    ]

    assert [said(answer)[-1] for answer in answers] == [
        "vale@example.org was removed.",
        "aito@example.org is not asked any more.",
    ]
    assert (list(club.people.values_list("email", flat=True)), club.nominations.count()) == (
        ["oikea@example.org"],
        0,
    )


@pytest.mark.parametrize("key", ["0", "x", "٣", "9" * 400, ""])
def test_nobody_is_removed_by_a_key_that_is_none(coordinator, key):
    club = make.organisation(people=[make.user()])
    answers = [coordinator.post(people_of(club), {name: key}) for name in ("remove", "take_back")]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_nobody_is_removed_from_another_organisation(coordinator):
    club, other = make.organisation(), make.organisation(people=[make.user()])
    assert coordinator.post(people_of(club), {"remove": other.representatives.get().pk}).status_code == 404


def test_three_people_cost_the_page_as_much_as_one(coordinator):
    club = make.organisation(people=[make.user()])
    coordinator.post(people_of(club), {"email": "a@example.org"})
    coordinator.get(people_of(club))
    one = number_of_queries(coordinator, people_of(club))
    for number in range(2):
        Representative.objects.create(user=make.user(), organisation=club)
        coordinator.post(people_of(club), {"email": f"b{number}@example.org"})
    coordinator.get(people_of(club))
    assert number_of_queries(coordinator, people_of(club)) == one
