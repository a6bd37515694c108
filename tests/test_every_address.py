"""Everybody at every address: who gets in, who changes anything, and which confidential words come out.

The tables are in `tests/access/policy.py`, the people and their secrets in `tests/access/world.py`.
"""

import re
from collections import Counter, defaultdict

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseNotFound
from django.utils import translation

from judging.models import ApartRule, Assignment, Award, Ballot
from people.models import Consent, Feedback, Letter, Nomination, Representative, User
from pledges.models import Entry, Interest, Partner, Submission, Writer
from tests.access import policy
from tests.access.addresses import LISTED, every_address, patterns
from tests.access.visitor import Visitor
from tests.access.world import build

ROLES = sorted(policy.EVERYBODY)
# The necessary ones, for which nobody need be asked.
COOKIES = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
EVERYWHERE = policy.STAFF | {"juror_assigned", "stranger"}
WORKING = (policy.STAFF | policy.JURORS) - {"coordinator", "juror_conflicted"}  # he acts for a partner
WAGTAILS_OWN = re.compile(r"(?!wagtail_serve)wagtail(?!docs_serve)|news|translations:|admin/")


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The world and its addresses, made once for everybody: each walk is undone at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override(settings.LANGUAGE_CODE):
            world = build()
            addresses = every_address(world)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("config.urls.handler404", _nothing_here, raising=False)
            yield world, addresses
        transaction.set_rollback(True)


def _nothing_here(request, exception):
    """Our page takes three times as long; that it is the same for everybody is a test of its own."""
    return HttpResponseNotFound()


@pytest.fixture
def world(country, db):
    return country[0]


@pytest.fixture
def addresses(country, role):
    """Where somebody goes. What asks for rights alone is tried by one of those who have the same.

    Wagtail's rooms do so, and the staff door turns everybody away who does not work here. A room behind it
    that a role never enters is tried with two of its things: its door does not ask about which. So are the
    rooms of submitters by those who work here, of whom one tries them all.
    """
    everywhere = country[1]
    if role not in EVERYWHERE:
        everywhere = [address for address in everywhere if not WAGTAILS_OWN.match(address.name)]
    if role in policy.OWN | {"partner", "writer"}:
        return [address for address in everywhere if not address.path.startswith("/admin/")]
    tried = Counter()
    return [address for address in everywhere if _is_worth_trying(address, role, tried)]


def _is_worth_trying(address, role, tried) -> bool:
    tried[address.name] += 1
    enters = role in (policy.who_opens(address.name) or {"editor"}) | policy.CHANGES.get(address.name, set())
    asks_who = address.path.startswith("/admin/") or (role in WORKING and address.name.startswith("pledges:"))
    return enters or not asks_who or tried[address.name] <= 2


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
    levels = {f"{name} {level}" for name in LISTED for level in policy.LEVELS}

    assert (set(policy.OPENS) | set(policy.CHANGES)) - names - families - levels == set()


@pytest.mark.parametrize("role", ROLES)
def test_everybody_gets_in_where_they_may_and_reads_what_they_may(role, world, addresses):
    visitor, before = Visitor(world, role), standing()
    opened, read, failed = set(), defaultdict(set), []
    for address in addresses:
        response = visitor.ask(address.path)
        if response.status_code >= 500 and address.name != "wagtailadmin_error_test":
            failed.append(address)
        if response.status_code == 200:
            opened.add(address.name)
        for word in visitor.words(response):
            read[word].add(address.name)

    assert failed == []
    assert visitor.baked <= COOKIES
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
    assert standing() == before


# Words that their readers do meet; without this a crawl that finds nothing would pass.
SURE_TO_BE_SEEN = {
    "drafttitle",
    "submittedcontactphone",
    "unpermittedjuryanswer",
    "unpermittedjuryfile",
    "acceptedpublicfile",
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
    "publishedpage",
    "publishedalt",
    "publishedfile",
    "unpublishedpage",
    "closedpage",
    "closedfile",
    "closedfiletitle",
}


WATCHED = (Letter, Consent, Feedback, Submission, Assignment, ApartRule, Award, Nomination, Writer)


def standing() -> tuple:
    """What must not change by accident, in one value."""
    return (
        list(Entry.objects.order_by("pk").values_list("pk", "state", "version", "title")),
        list(Partner.objects.order_by("pk").values_list("pk", "state")),
        list(Representative.objects.order_by("pk").values_list("pk", "role")),
        list(User.objects.order_by("pk").values_list("pk", "is_active", "email")),
        list(Ballot.objects.order_by("pk").values_list("pk", "version")),
        list(Interest.objects.order_by("pk").values_list("pk", "declined_at")),
        *(model.objects.count() for model in WATCHED),
    )


@pytest.mark.parametrize("role", ROLES)
def test_an_empty_form_changes_something_only_for_those_who_may(role, world, addresses):
    visitor, before = Visitor(world, role), standing()
    changed, failed = set(), []
    for address in addresses:
        if "?" in address.path or address.name.startswith(("wagtail", "demo:", "account_", "mfa_")):
            continue
        with transaction.atomic():
            response = visitor.ask(address.path, "post")
            visitor.words(response)
            if response.status_code >= 500:
                failed.append(address)
            if visitor.wrote and standing() != before:
                changed.add(address.name)
            transaction.set_rollback(True)

    assert failed == []
    assert visitor.baked <= COOKIES
    assert changed == {name for name, who in policy.CHANGES.items() if role in who}
