"""Organisations and the people who act for them."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from people.actions import register_organisation
from people.models import Organisation, User
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


def test_an_address_is_written_in_one_way_however_it_is_typed():
    person = User.objects.create_user("  Maija.Malli@Example.ORG ")
    person.email = "UUSI@example.org"
    person.save()

    assert User.objects.get_by_natural_key("Uusi@Example.org").email == "uusi@example.org"
