"""Organisations and the people who act for them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation
from wagtail.models import ModelLogEntry

from people.actions import add_representative, register_organisation, remove_representative
from people.models import Letter, Organisation, Representative, User
from tests import make

pytestmark = pytest.mark.django_db


def logged() -> list[tuple]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "user_id", "data"))


def register(by=None, **fields):
    defaults = {"name": make.words("Kotiseutuyhdistys"), "kind": Organisation.Kind.ASSOCIATION}
    return register_organisation(by=by, **(defaults | fields))


def acting(organisation) -> list[tuple[str, str]]:
    return list(organisation.representatives.order_by("pk").values_list("user__email", "role"))


def test_whoever_registers_an_organisation_represents_it():
    person = make.user("maija@example.org")

    organisation = register(by=person, business_id="FI02012566")

    assert (organisation.business_id, acting(organisation), organisation.is_claimed) == (
        "0201256-6",
        [("maija@example.org", "owner")],
        True,
    )
    assert logged() == [("people.organisation.register", person.pk, {})]


def test_the_system_registers_without_a_representative():
    assert acting(register()) == []


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"business_id": "0201256-7"}, ["business_id"]),
        ({"kind": "empire"}, ["kind"]),
        ({"name": ""}, ["name"]),
        ({"website": "javascript:alert(1)"}, ["website"]),
    ],
)
def test_an_organisation_with_wrong_facts_is_not_registered(fields, wrong):
    with pytest.raises(ValidationError) as refused:
        register(by=make.user(), **fields)

    assert (list(refused.value.message_dict), Organisation.objects.count()) == (wrong, 0)


def test_an_organisation_is_registered_once_per_business_id():
    register(business_id="0201256-6")

    with pytest.raises(ValidationError) as refused:
        register(by=make.user(), business_id="02012566")

    assert refused.value.messages == ["An organisation with this business ID is already registered."]


def test_organisations_without_a_business_id_do_not_disturb_each_other():
    register()
    register()

    assert Organisation.objects.count() == 2


def test_a_colleague_gets_an_account_and_a_letter_in_the_language_of_whoever_adds_them():
    owner = make.user(language="sv")
    organisation = make.organisation(people=[owner])

    add_representative(organisation, " Siv@Example.org ", by=owner)

    added = User.objects.get(email="siv@example.org")
    assert acting(organisation) == [(owner.email, "owner"), ("siv@example.org", "member")]
    assert (added.language, added.has_usable_password()) == ("sv", False)
    assert list(Letter.objects.values_list("kind", "to", "language")) == [
        ("representative_added", "siv@example.org", "sv")
    ]
    assert logged() == [("people.organisation.add_person", owner.pk, {"person": added.pk})]


def test_somebody_known_is_written_to_in_their_own_language():
    owner, known = make.user(language="fi"), make.user("siv@example.org", language="sv")

    add_representative(make.organisation(people=[owner]), "siv@example.org", by=owner)

    letter = Letter.objects.get()
    assert (letter.to, letter.language, "/sv/" in letter.body, User.objects.count()) == (
        known.email,
        "sv",
        True,
        2,
    )


def test_adding_somebody_twice_changes_nothing_more():
    owner = make.user()
    organisation = make.organisation(people=[owner])

    one, two = (add_representative(organisation, "siv@example.org", by=owner) for _ in range(2))

    assert (one, Letter.objects.count(), len(logged())) == (two, 1, 1)


def test_an_owner_who_is_added_again_stays_owner():
    owner = make.user()
    organisation = make.organisation(people=[owner])

    add_representative(organisation, owner.email, by=owner)

    assert acting(organisation) == [(owner.email, "owner")]


@pytest.mark.parametrize("who", ["stranger", "member"])
def test_only_a_main_representative_adds_and_removes_people(who):
    owner, member, stranger = make.user(), make.user("member@example.org"), make.user("stranger@example.org")
    organisation = make.organisation(people=[owner])
    colleague = Representative.objects.create(user=member, organisation=organisation)
    by = {"stranger": stranger, "member": member}[who]

    with pytest.raises(PermissionDenied):
        add_representative(organisation, "siv@example.org", by=by)
    with pytest.raises(PermissionDenied):
        remove_representative(colleague, by=by)

    assert acting(organisation) == [(owner.email, "owner"), ("member@example.org", "member")]
    assert (Letter.objects.count(), User.objects.filter(email="siv@example.org").count()) == (0, 0)


def test_a_main_representative_removes_a_colleague():
    owner, member = make.user(), make.user()
    organisation = make.organisation(people=[owner])
    colleague = Representative.objects.create(user=member, organisation=organisation)

    remove_representative(colleague, by=owner)

    assert acting(organisation) == [(owner.email, "owner")]
    assert logged() == [("people.organisation.remove_person", owner.pk, {"person": member.pk})]


def test_the_last_main_representative_stays():
    owner = make.user()
    organisation = make.organisation(people=[owner])
    Representative.objects.create(user=make.user(), organisation=organisation)

    with pytest.raises(PermissionDenied):
        remove_representative(organisation.representatives.get(user=owner), by=owner)

    assert len(acting(organisation)) == 2


def test_of_two_main_representatives_one_may_go():
    one, two = make.user(), make.user()
    organisation = make.organisation(people=[one, two])

    remove_representative(organisation.representatives.get(user=one), by=one)

    assert acting(organisation) == [(two.email, "owner")]


def test_an_address_is_written_in_one_way_however_it_is_typed():
    person = User.objects.create_user("  Maija.Malli@Example.ORG ")
    person.email = "UUSI@example.org"
    person.save()

    assert User.objects.get_by_natural_key("Uusi@Example.org").email == "uusi@example.org"


def test_a_new_person_is_greeted_in_the_language_of_the_site_when_nobody_knows_theirs():
    with translation.override("en"):
        add_representative(make.organisation(), "new@example.org", by=None)

    assert User.objects.get().language == "en"
