"""Beginning an entry: when the call is open, what may be filed, and in whose name."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Site

from cms.models import SiteSettings
from people import actions as of_people
from people.models import Organisation, Representative
from pledges import actions
from pledges.models import Entry
from tests import make, make_pages
from tests.addresses import english
from tests.staff import text_of
from tests.together import together

pytestmark = pytest.mark.django_db

NEW = {
    "token": "12345678-1234-4123-8123-123456789012",
    "organisation": "new",
    "new-name": "Naapurit ry",
    "new-kind": "association",
    "new-business_id": "FI02012566",
    "new-municipality": "091",
    "new-website": "naapurit.example.org",
}


@pytest.fixture
def person():
    return make.user()


def begin(client, call, **data):
    return client.post(english("pledges:start", call.slug), {"kind": "pledge", **data})


def errors(response) -> dict:
    return {**response.context["form"].errors, **response.context["new"].errors}


# --- when ---------------------------------------------------------------------------------------
def test_an_unknown_campaign_is_not_found(client):
    assert client.get(english("pledges:start", "ei-ole")).status_code == 404


def test_whoever_comes_early_reads_when_the_call_opens_without_signing_in(client):
    call = make.campaign(
        opens_at=make.moment("2099-10-06 07:00:00"),
        closes_at=make.moment("2099-11-16 21:59:59"),
        announces_at=make.moment("2099-12-31 10:00:00"),
    )
    page = client.get(english("pledges:start", call.slug))
    assert page.templates[0].name == "pledges/not_open.html"
    assert "It opens on Tuesday 6 October 2099 at 10:00 (Finnish time, EEST)" in page.text
    assert (
        "You can then send entries until Monday 16 November 2099 at 23:59 (Finnish time, EET)." in page.text
    )


def test_whoever_comes_late_reads_when_it_closed(client):
    call = make.campaign(
        opens_at=make.moment("2015-10-06 07:00:00"),
        closes_at=make.moment("2015-11-16 21:59:59"),
        announces_at=make.moment("2099-12-31 10:00:00"),
    )
    page = client.get(english("pledges:start", call.slug))
    assert "It closed on Monday 16 November 2015 at 23:59 (Finnish time, EET)." in page.text
    assert "The results are announced on Thursday 31 December 2099 at 12:00 (Finnish time, EET)." in page.text


def test_a_form_sent_after_closing_starts_nothing(client, person):
    client.force_login(person)
    assert begin(client, make.campaign(**make.closed()), **NEW).templates[0].name == "pledges/not_open.html"
    assert (Entry.objects.count(), Organisation.objects.filter(business_id="0201256-6").count()) == (0, 0)


def test_a_visitor_signs_in_first_and_finds_the_typed_words_again(client, person):
    call = make.campaign()
    sent = begin(client, call, **NEW)
    address = english("pledges:start", call.slug)
    assert (sent.status_code, sent.url) == (302, f"{english('account_login')}?next={address}")
    client.force_login(person)
    page = client.get(address)
    assert (page.context["new"]["name"].value(), page.context["form"]["kind"].value()) == (
        "Naapurit ry",
        "pledge",
    )


# --- in whose name ------------------------------------------------------------------------------
def test_a_new_organisation_is_registered_in_the_same_go(client, person):
    client.force_login(person)
    response = begin(client, make.campaign(), **NEW)
    entry, organisation = Entry.objects.get(), Organisation.objects.get(business_id="0201256-6")
    assert response.url == english("pledges:edit", entry.uuid, "about")
    assert {
        "entry": (entry.kind, entry.state, entry.organisation, entry.created_by, entry.language),
        "organisation": (str(organisation), organisation.kind, organisation.municipality_id),
        "website": organisation.website,
        "role": Representative.objects.get(user=person).role,
    } == {
        "entry": ("pledge", "draft", organisation, person, "en"),
        "organisation": ("Naapurit ry", "association", "091"),
        "website": "https://naapurit.example.org",
        "role": "owner",
    }


def test_an_own_organisation_is_chosen_and_the_new_one_ignored(client, person):
    own = make.organisation(people=[person])
    client.force_login(person)
    begin(client, make.campaign(), **NEW | {"organisation": str(own.uuid), "new-name": ""})
    assert Entry.objects.get().organisation == own


def test_who_chooses_one_organisation_and_describes_another_is_asked_which(client, person):
    own = make.organisation(people=[person])
    client.force_login(person)
    page = begin(client, make.campaign(), **NEW | {"organisation": str(own.uuid)})
    question = "You have described another organisation below. Choose it here, or empty its name."
    assert (errors(page), Entry.objects.count()) == ({"organisation": [question]}, 0)
    assert page.context["new"]["name"].value() == "Naapurit ry"


def test_a_foreign_organisation_cannot_be_chosen(client, person):
    make.organisation(people=[person])
    foreign = make.organisation(people=[make.user()])
    client.force_login(person)
    response = begin(client, make.campaign(), organisation=str(foreign.uuid), token=NEW["token"])
    assert (list(errors(response)), Entry.objects.count()) == (["organisation"], 0)


def test_a_kind_that_the_campaign_does_not_take_is_refused(client, person):
    client.force_login(person)
    response = begin(client, make.campaign(pledges_allowed=False), **NEW)
    assert (list(errors(response)), Entry.objects.count()) == (["kind"], 0)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_wrong_check_digit_is_told_at_its_field_in_the_readers_language(client, person, language):
    client.force_login(person)
    call = make.campaign()
    with translation.override(language):
        address = reverse("pledges:start", args=[call.slug])
        words = translation.gettext(
            "“%(value)s” is not a valid business ID. It has the form 1234567-1; check the digits."
        ) % {"value": "0201256-7"}
    response = client.post(address, {"kind": "pledge", **NEW, "new-business_id": "0201256-7"})
    assert errors(response) == {"business_id": [words]}
    assert response.context["new"]["name"].value() == "Naapurit ry"


def test_a_registered_business_id_leads_to_its_representative(client, person):
    make.organisation(business_id="0201256-6")
    client.force_login(person)
    response = begin(client, make.campaign(), **NEW)
    assert list(errors(response)) == ["business_id"]
    assert "Ask its main representative to add you" in errors(response)["business_id"][0]
    assert f"Write to {response.context['campaign'].owner}." in response.text


def test_whoever_meets_a_registered_business_id_is_told_our_address(client, person):
    make.organisation(business_id="0201256-6")
    make_pages.site()
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"feedback_address": "apu@example.org"}
    )
    client.force_login(person)
    assert "Our address: apu" in text_of(begin(client, make.campaign(), **NEW))


def test_where_nothing_is_registered_no_address_is_said(client, person):
    client.force_login(person)
    assert "Write to" not in begin(client, make.campaign(), **NEW | {"new-name": ""}).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("new-name", ""),
        ("new-name", "a\x00b"),
        ("new-name", "x" * 201),
        ("new-kind", "pirates"),
        ("new-website", "javascript:alert(1)"),
        ("new-website", "ftp://example.org"),
        ("new-municipality", "999"),
    ],
)
def test_what_cannot_be_registered_is_refused_and_kept_in_the_form(client, person, field, value):
    client.force_login(person)
    response = begin(client, make.campaign(), **NEW | {field: value})
    name = field.removeprefix("new-")
    assert (list(errors(response)), Entry.objects.count()) == ([name], 0)
    assert response.context["new"][name].value() == value


@pytest.mark.parametrize(
    "typed",
    ["foo", "foo bar", "https://", "https://exa mple.org", "http://[x", "ftp://example.org", "mailto:a@b.fi"],
)
def test_what_is_no_web_address_is_told_in_one_sentence_at_its_field(client, person, typed):
    client.force_login(person)
    page = begin(client, make.campaign(), **NEW | {"new-website": typed})
    field = BeautifulSoup(page.content, "html.parser").select_one("[name='new-website']").find_parent("div")
    assert [error.get_text() for error in field.select(".error")] == [
        "Write the address of a website, for example www.example.org."
    ]


@pytest.mark.django_db(transaction=True)
def test_two_people_register_one_business_id_at_once_and_one_of_them_is_told(client):
    call = make.campaign()
    clients = [Client(), Client()]
    for one in clients:
        one.force_login(make.user())
    tokens = ["12345678-1234-4123-8123-123456789012", "12345678-1234-4123-8123-123456789013"]
    answers = together(
        *(
            lambda one=one, token=token: begin(one, call, **NEW | {"token": token}).status_code
            for one, token in zip(clients, tokens, strict=True)
        )
    )
    assert (sorted(answers), Organisation.objects.filter(business_id="0201256-6").count()) == ([200, 302], 1)


@pytest.mark.parametrize("business_id", ["", "0201256-6"])
def test_a_second_press_leads_to_the_same_draft(client, person, business_id):
    call = make.campaign()
    client.force_login(person)
    answers = {begin(client, call, **NEW | {"new-business_id": business_id}).url for _ in range(3)}
    assert answers == {english("pledges:edit", Entry.objects.get().uuid, "about")}
    assert person.organisations.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_press_begins_one_draft_for_one_organisation():
    call, person = make.campaign(), make.user()
    clients = [Client(), Client(), Client()]
    for one in clients:
        one.force_login(person)
    sent = NEW | {"new-business_id": ""}
    answers = together(*[lambda one=one: begin(one, call, **sent).url for one in clients])
    assert answers == [english("pledges:edit", Entry.objects.get().uuid, "about")] * 3
    assert person.organisations.count() == 1


def test_the_address_of_somebody_elses_draft_cannot_be_taken(client, person):
    theirs = make.entry(author=make.user())
    client.force_login(person)
    response = begin(client, make.campaign(), **NEW | {"token": str(theirs.uuid)})
    assert (list(response.context["form"].errors), Entry.objects.count()) == (["token"], 1)


def test_the_last_day_is_said_with_zone_and_days_left(client, person):
    client.force_login(person)
    call = make.campaign()  # its days are counted in its own zone
    call.closes_at = (timezone.localtime(timezone=call.zone) + timedelta(days=3)).replace(hour=12)
    call.save()
    page = client.get(english("pledges:start", call.slug))
    assert "3 days left" in page.text
    assert "(Finnish time, " in page.text.replace("\xa0", " ")


# --- without end --------------------------------------------------------------------------------
@pytest.fixture
def at_most_two(monkeypatch):
    monkeypatch.setattr(actions, "MOST_DRAFTS", 2)
    monkeypatch.setattr(of_people, "MOST_ORGANISATIONS_A_DAY", 2)


def drafts(person, call, number):
    own = make.organisation(people=[person])
    return [make.entry(author=person, organisation=own, campaign=call) for _ in range(number)]


def test_whoever_has_very_many_drafts_is_told_and_nothing_typed_is_lost(client, person, at_most_two):
    call = make.campaign()
    drafts(person, call, 2)
    client.force_login(person)
    page = begin(client, call, **NEW)
    assert (
        errors(page),
        Entry.objects.count(),
        Organisation.objects.filter(business_id="0201256-6").count(),
    ) == (
        {
            "__all__": [
                "You have 2 drafts in this campaign, which is as many as one person can have. Send some of"
                " them or withdraw some, then begin a new one."
            ]
        },
        2,
        0,
    )
    assert 'value="Naapurit ry"' in page.text


def test_what_was_sent_others_wrote_or_belongs_elsewhere_is_not_counted(client, person, at_most_two):
    call, elsewhere = make.campaign(), make.campaign()
    (own, *_others), _ = drafts(person, call, 1), drafts(person, elsewhere, 2)
    make.entry(state="submitted", author=person, organisation=own.organisation, campaign=call)
    make.entry(author=make.user(), organisation=own.organisation, campaign=call)
    client.force_login(person)
    assert begin(client, call, token=NEW["token"], organisation=str(own.organisation.uuid)).status_code == 302


def test_nobody_registers_organisations_without_end(client, person, at_most_two):
    call = make.campaign()
    for _ in range(2):
        of_people.register_organisation(by=person, name=make.words("Seura"), kind="association")
    client.force_login(person)
    page = begin(client, call, **NEW)
    assert (errors(page), Organisation.objects.filter(business_id="0201256-6").count()) == (
        {"__all__": ["You have registered very many organisations today. Please go on tomorrow."]},
        0,
    )
