"""Guidance by kind of organisation: by the coordinator, read in the form and on the campaign's page."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from campaign import actions
from campaign.models import Advice
from people.models import Organisation
from tests import make, make_pages
from tests.addresses import english
from tests.staff import client_of

pytestmark = pytest.mark.django_db

Kind = Organisation.Kind


@pytest.fixture
def campaign():
    made = make.campaign()
    make.advice(made, Kind.COMPANY, text=make.words("Luvatkaa työtä.", "Lova arbete.", "Promise work."))
    make.advice(made, Kind.ASSOCIATION)
    return made


def test_the_step_about_it_advises_the_submitters_own_kind_in_the_readers_language(client, campaign):
    author = make.user()
    client.force_login(author)
    company = make.organisation(people=[author], kind=Kind.COMPANY)
    school = make.organisation(people=[author], kind=Kind.EDUCATIONAL_INSTITUTION)
    texts = []
    for organisation in (company, school):
        entry = make.entry(campaign=campaign, author=author, organisation=organisation)
        texts.append(client.get(english("pledges:edit", entry.uuid, "about")).text)
    assert ["Good to know: Company" in text and "Promise work." in text for text in texts] == [True, False]
    assert "Good to know" not in texts[1]


def test_the_campaigns_page_says_who_may_take_part_while_one_can(client, campaign):
    page = make_pages.campaign_pages(campaign)["en"]
    with translation.override("en"):
        text = client.get(page.get_url()).text
    assert "Advice for each kind of organisation" in text
    assert text.index("Promise what you can keep.") < text.index("Promise work.")
    Advice.objects.get(kind=Kind.COMPANY).delete()
    assert "Promise work." not in client.get(page.get_url()).text
    campaign.closes_at = timezone.now() - timedelta(days=1)
    campaign.save()
    assert "Advice for each kind of organisation" not in client.get(page.get_url()).text


def test_the_coordinator_writes_one_for_each_kind(campaign):
    coordinator = client_of("Coordinator")
    typed = {"campaign": campaign.pk, "kind": "municipality", "text_0": "Nimetkää vastuuhenkilö."}
    coordinator.post("/admin/advice/new/", typed)
    twice = coordinator.post("/admin/advice/new/", typed)
    assert Advice.objects.filter(kind=Kind.MUNICIPALITY).count() == 1
    assert "The campaign has guidance for this kind already." in twice.text


def test_an_empty_text_advises_nobody(campaign):
    Advice.objects.filter(kind=Kind.COMPANY).update(text="")
    assert [one.kind for one in campaign.advice.worded()] == ["association"]


def test_a_copied_campaign_brings_its_guidance(campaign):
    new = actions.copy_contents(campaign, make.campaign(), by=None)
    assert [str(one) for one in new.advice.worded()] == [str(one) for one in campaign.advice.worded()]
    assert (new.advice.count(), campaign.advice.count()) == (2, 2)
