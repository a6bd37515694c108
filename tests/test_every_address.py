"""Everybody at every address: who gets in, who changes anything, and which confidential words come out.

The tables are in `tests/access/policy.py`, the people and their secrets in `tests/access/world.py`.
"""

import re
from collections import defaultdict

import pytest
from django.db import transaction
from django.test import Client

from judging.models import Assignment, Award, Ballot
from people.models import Consent, Letter, Representative, User
from pledges.models import Entry, Partner, Submission
from tests.access import policy
from tests.access.addresses import every_address, patterns
from tests.access.world import build

pytestmark = pytest.mark.django_db

ROLES = sorted(policy.EVERYBODY)
CANARY = re.compile(r"kanaria([a-z]+)")
OUR_OWN = re.compile(r"wagtail_serve$|(?!wagtail|simple_translation|news:|admin/)")


class Visitor:
    """A browser of somebody, with the same session at every address."""

    def __init__(self, world, role):
        self.client = Client(raise_request_exception=False, headers={"accept-language": "en"})
        if role != "anonymous":
            self.client.force_login(world.people[role])
        self.session = {name: morsel.value for name, morsel in self.client.cookies.items()}
        self.key = str(world.invited.key)

    def ask(self, path, method="get"):
        self.client.cookies.clear()
        for name, value in self.session.items():
            self.client.cookies[name] = value
        return getattr(self.client, method)(path)

    def words(self, response) -> set[str]:
        """The canaries in an answer, in its text and its headers."""
        content = b"".join(response.streaming_content) if response.streaming else response.content
        for closer in response._resource_closers:
            closer()
        text = content.decode(errors="replace") + str(dict(response.headers))
        return set(CANARY.findall(text)) | ({"key"} if self.key in text else set())


def addresses_for(role, world):
    """Who has no role meets the same shut staff door everywhere: one of them tries all of Wagtail's rooms."""
    wanted = every_address(world)
    if role in policy.JURORS | policy.STAFF | {"stranger"}:
        return wanted
    return [address for address in wanted if OUR_OWN.match(address.name)]


def test_every_address_has_a_row_in_the_policy():
    missing = [
        name
        for name, _ in patterns()
        if policy.who_opens(name) is None and not name.startswith(policy.FOR_EDITORS_AT_MOST)
    ]
    assert missing == []


def test_the_policy_has_no_row_for_an_address_that_is_gone():
    names = {name for name, _ in patterns()}
    families = {name.split(":")[0] + ":" for name in names}

    assert (set(policy.OPENS) | set(policy.CHANGES)) - names - families == set()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_in_where_they_may_and_reads_what_they_may(role):
    world = build()
    visitor = Visitor(world, role)
    opened, read, failed = set(), defaultdict(set), []
    addresses = addresses_for(role, world)
    for address in addresses:
        response = visitor.ask(address.path)
        if response.status_code >= 500 and address.name != "wagtailadmin_error_test":
            failed.append(address)
        if response.status_code == 200:
            opened.add(address.name)
        for word in visitor.words(response):
            read[word].add(address.name)

    assert failed == []
    ours = {address.name for address in addresses if policy.who_opens(address.name) is not None}
    assert opened & ours == {name for name in ours if role in policy.who_opens(name)}
    assert role == "editor" or opened - ours == set()
    leaks = {
        word: sorted(name for name in names if not policy.may_read(word, role, name) and name[:5] != "demo:")
        for word, names in read.items()
    }
    assert {word: names for word, names in leaks.items() if names} == {}
    expected = {word for word in SURE_TO_BE_SEEN if role in policy.readers_of(word)}
    assert expected - set(read) == set()


# Words that their readers do meet; without this a crawl that finds nothing would pass.
SURE_TO_BE_SEEN = {
    "drafttitle",
    "submittedcontactphone",
    "unpermittedjuryanswer",
    "declinednote",
    "accepteddescription",
    "othercomment",
    "owncomment",
    "recusalreason",
    "pendinggrounds",
    "pendingaward",
    "releasedgrounds",
    "letterbody",
    "consentnote",
}


def standing() -> tuple:
    """What must not change by accident, in one value."""
    return (
        list(Entry.objects.order_by("pk").values_list("pk", "state", "version", "title")),
        list(Partner.objects.order_by("pk").values_list("pk", "state")),
        list(Representative.objects.order_by("pk").values_list("pk", "role")),
        list(User.objects.order_by("pk").values_list("pk", "is_active", "email")),
        list(Ballot.objects.order_by("pk").values_list("pk", "version")),
        *(model.objects.count() for model in (Letter, Consent, Submission, Assignment, Award)),
    )


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_form_changes_something_only_for_those_who_may(role):
    world = build()
    visitor, before = Visitor(world, role), standing()
    changed, failed = set(), []
    for address in addresses_for(role, world):
        if "?" in address.path or address.name.startswith(("wagtail", "demo:", "account_", "mfa_")):
            continue
        with transaction.atomic():
            response = visitor.ask(address.path, "post")
            visitor.words(response)
            if response.status_code >= 500:
                failed.append(address)
            if standing() != before:
                changed.add(address.name)
            transaction.set_rollback(True)

    assert failed == []
    assert changed == {name for name, who in policy.CHANGES.items() if role in who}
