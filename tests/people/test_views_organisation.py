"""An organisation as its own people see it."""

import pytest

from people import actions
from people.actions import add_representative
from people.models import Letter, Organisation, Representative, User
from tests import make, pictures
from tests.addresses import english
from tests.together import together

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
    return english("pledges:organisation", organisation.uuid)


def member(organisation, email="jasen@example.org") -> Representative:
    return Representative.objects.create(user=make.user(email), organisation=organisation)


def add(client, organisation, email="uusi@example.org"):
    return client.post(english("pledges:add_colleague", organisation.uuid), {"email": email})


def remove(client, organisation, representative):
    return client.post(english("pledges:remove_colleague", organisation.uuid, representative.pk))


def people(organisation) -> list[str]:
    return sorted(organisation.people.values_list("email", flat=True))


def facts(**fields) -> dict:
    return {"name_fi": "Uusi nimi", "name_sv": "", "name_en": "", "municipality": "", "website": "", **fields}


@pytest.mark.parametrize("name", ["organisation", "organisation_logo", "add_colleague"])
def test_a_foreign_organisation_looks_like_one_that_does_not_exist(client, organisation, name):
    client.force_login(make.user())
    missing = "00000000-0000-0000-0000-000000000000"
    theirs, nobodys = (client.get(english(f"pledges:{name}", uuid)) for uuid in (organisation.uuid, missing))
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert theirs.text.replace(str(organisation.uuid), missing) == nobodys.text


def test_the_page_names_its_people_and_is_kept_by_no_cache(person, organisation):
    member(organisation)
    page = person.get(page_of(organisation))
    assert ("jasen@example.org" in page.text, "no-store" in page["Cache-Control"]) == (True, True)


def test_a_colleague_is_added_by_address_and_told_by_letter(person, organisation, letters):
    assert add(person, organisation, " Uusi@Example.org ").url == page_of(organisation)
    assert people(organisation) == ["omistaja@example.org", "uusi@example.org"]
    assert letters() == [("representative_added", "uusi@example.org")]
    assert User.objects.get(email="uusi@example.org").has_usable_password() is False


def test_adding_the_same_colleague_again_writes_no_second_letter(person, organisation, letters):
    for _ in range(2):
        add(person, organisation)
    assert letters() == [("representative_added", "uusi@example.org")]


@pytest.mark.django_db(transaction=True)
def test_a_double_press_adds_one_colleague_with_one_letter(owner, organisation):
    answers = together(
        *[lambda: add_representative(organisation, "uusi@example.org", by=owner).user.email for _ in range(4)]
    )
    assert answers == ["uusi@example.org"] * 4
    assert (people(organisation), Letter.objects.filter(kind="representative_added").count()) == (
        ["omistaja@example.org", "uusi@example.org"],
        1,
    )


def test_adding_somebody_does_not_tell_what_they_are_called_or_whether_they_have_an_account(
    person, organisation
):
    make.user("uusi@example.org", first_name="Veera", last_name="Salainen")
    add(person, organisation)
    page = person.get(page_of(organisation))
    assert ("Salainen" in page.text, "uusi@example.org acts for" in page.text) == (False, True)


def test_nobody_adds_colleagues_without_end(person, organisation, letters, monkeypatch):
    monkeypatch.setattr(actions, "MOST_COLLEAGUES_A_DAY", 1)
    add(person, organisation)
    remove(person, organisation, organisation.representatives.get(user__email="uusi@example.org"))
    page = add(person, organisation)
    assert page.context["colleague"].non_field_errors() == [
        "You have sent very many invitations today. Please go on tomorrow."
    ]
    assert letters() == [("representative_added", "uusi@example.org")]


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
    assert english("pledges:add_colleague", organisation.uuid) not in client.get(page_of(organisation)).text


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
    foreign = member(make.organisation())
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
    logo = person.get(english("pledges:organisation_logo", organisation.uuid))
    assert (logo["Content-Type"], b"".join(logo)[:4]) == ("image/webp", b"RIFF")


def test_an_old_logo_is_not_kept(person, organisation):
    person.post(page_of(organisation), facts(logo=pictures.upload()))
    first = Organisation.objects.get(pk=organisation.pk).logo
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
