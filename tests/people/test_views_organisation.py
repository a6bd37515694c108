"""An organisation as its own people see it."""

import pytest

from people import representation
from people.models import Organisation, Representative
from tests import make, pictures
from tests.addresses import english
from tests.staff import number_of_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make.user("omistaja@example.org")


@pytest.fixture
def organisation(owner):
    return make.organisation(people=[owner], name=make.words("Naapurit ry", "Grannarna rf", "Neighbours"))


@pytest.fixture
def person(client, owner):
    client.force_login(owner)
    return client


def page_of(organisation) -> str:
    return english("organisation", organisation.uuid)


def member(organisation, email="jasen@example.org") -> Representative:
    return Representative.objects.create(user=make.user(email), organisation=organisation)


def add(client, organisation, email="uusi@example.org"):
    return client.post(english("add_colleague", organisation.uuid), {"email": email})


def remove(client, organisation, representative):
    return client.post(english("remove_colleague", organisation.uuid, representative.pk))


def people(organisation) -> list[str]:
    return sorted(organisation.people.values_list("email", flat=True))


def facts(**fields) -> dict:
    return {"name_fi": "Uusi nimi", "name_sv": "", "name_en": "", "municipality": "", "website": "", **fields}


@pytest.mark.parametrize("name", ["organisation", "organisation_logo", "add_colleague"])
def test_a_foreign_organisation_looks_like_one_that_does_not_exist(client, organisation, name):
    client.force_login(make.user())
    missing = "00000000-0000-0000-0000-000000000000"
    theirs, nobodys = (client.get(english(name, uuid)) for uuid in (organisation.uuid, missing))
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert theirs.text.replace(str(organisation.uuid), missing) == nobodys.text


def test_the_page_names_its_people_and_is_kept_by_no_cache(person, organisation):
    member(organisation)
    page = person.get(page_of(organisation))
    assert ("jasen@example.org" in page.text, "no-store" in page["Cache-Control"]) == (True, True)


def asked(organisation) -> list[str]:
    return list(organisation.nominations.values_list("email", flat=True))


def test_a_colleague_is_asked_by_letter_and_acts_for_nobody_yet(person, organisation, letters):
    assert add(person, organisation, " Uusi@Example.org ").url == page_of(organisation)
    assert (people(organisation), asked(organisation)) == (["omistaja@example.org"], ["uusi@example.org"])
    assert letters() == [("nominated", "uusi@example.org")]
    page = person.get(page_of(organisation)).text
    assert ("uusi@example.org" in page, "has not answered yet" in page) == (True, True)


def test_asking_does_not_tell_what_somebody_is_called_or_whether_they_have_an_account(person, organisation):
    make.user("uusi@example.org", first_name="Veera", last_name="Salainen")
    add(person, organisation)
    page = person.get(page_of(organisation)).text
    assert ("Salainen" in page, "uusi@example.org has been asked by letter" in page) == (False, True)


def test_a_colleague_who_acts_already_is_not_asked(person, organisation, letters):
    member(organisation)
    add(person, organisation, "jasen@example.org")
    assert "jasen@example.org acts for Neighbours already." in person.get(page_of(organisation)).text
    assert letters() == []


def test_a_question_is_taken_back_by_the_main_representative_alone(client, person, organisation):
    add(person, organisation)
    address = english("take_back_question", organisation.uuid, organisation.nominations.get().pk)
    client.force_login(member(organisation).user)
    assert (client.post(address).status_code, address in client.get(page_of(organisation)).text) == (
        403,
        False,
    )
    client.force_login(organisation.people.get(email="omistaja@example.org"))
    assert (client.get(address).status_code, asked(organisation)) == (302, ["uusi@example.org"])
    assert (client.post(address).url, asked(organisation)) == (page_of(organisation), [])
    assert client.post(address).status_code == 404


def test_nobody_asks_colleagues_without_end(person, organisation, letters, monkeypatch):
    monkeypatch.setattr(representation, "MOST_A_DAY", 1)
    add(person, organisation)
    page = add(person, organisation, "toinen@example.org")
    assert page.context["colleague"].non_field_errors() == [
        "You have sent very many invitations today. Please go on tomorrow."
    ]
    assert letters() == [("nominated", "uusi@example.org")]


# --- being asked --------------------------------------------------------------------------------
@pytest.fixture
def newcomer(client, organisation, owner):
    """Somebody who is asked to act for the organisation, signed in."""
    representation.nominate(organisation, "uusi@example.org", by=owner)
    client.force_login(make.user("uusi@example.org"))
    return client


def answer(client, organisation, word):
    return client.post(english("answer_nomination", organisation.uuid), {"answer": word}, follow=True)


def test_whoever_is_asked_reads_that_among_their_entries_and_no_more(newcomer, organisation):
    page = newcomer.get(english("pledges:my_entries")).text
    assert ("Do you act for Neighbours?" in page, "You are asked to act for it" in page) == (True, True)
    assert newcomer.get(page_of(organisation)).status_code == 404


@pytest.mark.parametrize(
    ("word", "acts", "said"),
    [("yes", True, "You act for Neighbours now."), ("no", False, "You do not act for Neighbours.")],
)
def test_yes_and_no_are_one_press(newcomer, organisation, word, acts, said):
    page = answer(newcomer, organisation, word)
    assert (said in page.text, "Do you act for" in page.text) == (True, False)
    assert ("uusi@example.org" in people(organisation), newcomer.get(page_of(organisation)).status_code) == (
        acts,
        200 if acts else 404,
    )
    assert answer(newcomer, organisation, word).status_code == 404


@pytest.mark.parametrize("word", ["", "maybe"])
def test_without_an_answer_nothing_happens(newcomer, organisation, word):
    answer(newcomer, organisation, word)
    assert (people(organisation), asked(organisation)) == (["omistaja@example.org"], ["uusi@example.org"])


def test_signing_in_alone_is_no_answer(newcomer, organisation):
    newcomer.get(english("pledges:my_entries"))
    newcomer.get(english("answer_nomination", organisation.uuid))
    assert people(organisation) == ["omistaja@example.org"]


def test_nobody_answers_what_another_is_asked(client, organisation, owner):
    representation.nominate(organisation, "uusi@example.org", by=owner)
    client.force_login(make.user())
    assert (answer(client, organisation, "yes").status_code, people(organisation)) == (
        404,
        ["omistaja@example.org"],
    )


def test_one_question_costs_my_entries_as_much_as_three(newcomer, owner):
    address = english("pledges:my_entries")
    newcomer.get(address)
    one = number_of_queries(newcomer, address)
    for _ in range(2):
        representation.nominate(make.organisation(people=[owner]), "uusi@example.org", by=owner)
    assert (number_of_queries(newcomer, address), newcomer.get(address).text.count("Do you act for")) == (
        one,
        3,
    )


# --- wrong and forbidden ------------------------------------------------------------------------
@pytest.mark.parametrize("email", ["", "uusi", "a@b\nBcc: c@d.fi", "x" * 255 + "@example.org"])
def test_a_wrong_address_adds_nobody(person, organisation, email):
    page = add(person, organisation, email)
    assert (list(page.context["colleague"].errors), people(organisation)) == (
        ["email"],
        ["omistaja@example.org"],
    )


def test_only_the_main_representative_adds_and_removes(client, organisation):
    colleague, other = member(organisation), member(organisation, "toinen@example.org")
    client.force_login(colleague.user)
    assert add(client, organisation).status_code == 403
    remove(client, organisation, other)
    assert people(organisation) == ["jasen@example.org", "omistaja@example.org", "toinen@example.org"]
    page = client.get(page_of(organisation))
    assert (page.status_code, english("add_colleague", organisation.uuid) in page.text) == (200, False)


def test_a_colleague_is_removed_and_cannot_open_the_page_any_more(person, organisation, client):
    colleague = member(organisation)
    remove(person, organisation, colleague)
    client.force_login(colleague.user)
    assert client.get(page_of(organisation)).status_code == 404


def test_the_last_main_representative_stays(person, organisation, owner):
    member(organisation)
    remove(person, organisation, organisation.representatives.get(user=owner))
    assert people(organisation) == ["jasen@example.org", "omistaja@example.org"]


def test_a_representative_of_another_organisation_is_not_found(person, organisation):
    foreign = member(make.organisation(people=[make.user()]))
    assert remove(person, organisation, foreign).status_code == 404
    assert Representative.objects.filter(pk=foreign.pk).exists()


def test_name_municipality_website_and_logo_are_changed(person, organisation):
    sent = facts(name_sv="Nytt namn", municipality="091", website="uusi.example.org", logo=pictures.upload())
    assert person.post(page_of(organisation), sent).url == page_of(organisation)
    after = Organisation.objects.get(pk=organisation.pk)
    assert (after.name.data, after.municipality_id, after.website) == (
        {"fi": "Uusi nimi", "sv": "Nytt namn"},
        "091",
        "https://uusi.example.org",
    )
    logo = person.get(english("organisation_logo", organisation.uuid))
    assert (logo["Content-Type"], b"".join(logo)[:4]) == ("image/webp", b"RIFF")


def test_an_old_logo_is_not_kept(person, organisation, django_capture_on_commit_callbacks):
    person.post(page_of(organisation), facts(logo=pictures.upload()))
    first = Organisation.objects.get(pk=organisation.pk).logo
    with django_capture_on_commit_callbacks(execute=True):
        person.post(page_of(organisation), facts(remove_logo="on"))
    assert Organisation.objects.get(pk=organisation.pk).logo == ""
    with pytest.raises(FileNotFoundError):
        pictures.stored(first)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name_fi", ""),
        ("name_sv", "a\u202eb"),
        ("website", "javascript:alert(1)"),
        ("website", "JaVa\tScRiPt:alert(1)//https://x.example"),
        ("website", "\u0001javascript:alert(1)"),
        ("website", "ｊavascript:alert(1)"),
        ("website", "data:text/html,<script>alert(1)</script>"),
        ("website", "vbscript:x"),
        ("website", 'https://x.example/" onclick=alert(1)'),
        ("municipality", "x"),
        ("logo", pictures.NOT_PICTURES["drawing"]),
    ],
)
def test_what_cannot_stand_is_refused_at_its_field(person, organisation, field, value):
    sent = pictures.upload(value, "logo.svg", "image/svg+xml") if field == "logo" else value
    page = person.post(page_of(organisation), facts(**{field: sent}))
    assert list(page.context["facts"].errors) == [field]
    assert Organisation.objects.get(pk=organisation.pk).name.data["fi"] == "Naapurit ry"


def test_kind_and_business_id_are_not_changed_by_its_people(person, organisation):
    person.post(page_of(organisation), facts(kind="authority", business_id="0201256-6"))
    after = Organisation.objects.get(pk=organisation.pk)
    assert (after.kind, after.business_id) == ("association", "")
