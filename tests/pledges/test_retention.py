"""checks.md V04: personal data goes on its date, what must stay stays, and the log proves it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import ModelLogEntry

from people import chores, pictures
from people.models import Purpose
from pledges import retention
from pledges.models import Answer, Attachment, Entry, Partner, Submission, Writer
from tests import make
from tests.pictures import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return make.campaign(**make.announced(), erases_at=timezone.now() + timedelta(days=3))


def received(campaign, **fields) -> Entry:
    """An accepted entry with one personal and one public answer."""
    entry = make.entry(campaign=campaign, **fields)
    for slug, audience in (("allergiat", "staff"), ("uutta", "public")):
        question = campaign.questions.filter(slug=slug).first() or make.question(
            campaign, slug=slug, audience=audience, is_personal=audience == "staff"
        )
        Answer.objects.create(entry=entry, question=question, text=f"{slug}!")
    files = campaign.questions.filter(slug="todistus").first() or make.question(
        campaign, slug="todistus", type="file", audience="staff", is_personal=True
    )
    make.attachment(entry, question=files)
    make.submission(entry)
    return make.move(entry, "accepted", by=None)


def counts(campaign) -> list[int]:
    return list(retention.holdings(campaign).values())


def contact(entry) -> tuple:
    entry.refresh_from_db()
    return entry.contact_name, entry.contact_email, entry.contact_phone


@pytest.fixture
def filled(campaign):
    hidden, shown = received(campaign), received(campaign)
    for purpose in (Purpose.PUBLISH_TEXT, Purpose.PUBLISH_CONTACT):
        make.permission(shown, purpose)
    partner = make.partner(hidden, state="confirmed", email="kumppani@example.org")
    Writer.objects.create(entry=hidden, partner=partner, email="kirjoittaja@example.org")
    make.entry(campaign=campaign, title="Luonnos")
    return hidden, shown


def test_nothing_goes_before_the_moment_and_the_preview_counts_what_will(campaign, filled):
    chores.do_due()

    assert counts(campaign) == [2, 2, 1, 1, 1, 0, 1]
    assert contact(filled[0])[1] == "maija.malli@example.org"


def test_at_the_moment_it_goes_and_what_is_public_by_permission_stays(campaign, filled):
    hidden, shown = filled
    before = Submission.objects.get(entry=hidden).digest

    assert chores.do_due(campaign.erases_at) == []

    assert counts(campaign) == [0, 0, 0, 0, 0, 0, 0]
    assert contact(hidden) == ("", "", "")
    assert contact(shown) == ("Maija Malli", "maija.malli@example.org", "")
    assert Partner.objects.get().email == "forgotten@invalid.example"
    assert list(Entry.objects.order_by("pk")) == [hidden, shown]
    assert sorted(Answer.objects.values_list("text", flat=True)) == ["", "", "uutta!", "uutta!"]
    frozen = Submission.objects.get(entry=hidden)
    assert frozen.content["contact"] == {"name": "", "email": "", "phone": ""}
    assert (frozen.content["attachments"], Attachment.objects.count()) == ([], 0)
    assert (frozen.content["answers"], frozen.digest) == ({"uutta": "uutta!"}, before)


def test_what_went_is_logged_once_however_often_the_chore_runs(campaign, filled):
    for _ in range(3):
        chores.do_due(campaign.erases_at)

    logged = ModelLogEntry.objects.filter(action="pledges.retention.erase").values_list("data", flat=True)
    assert list(logged) == [
        {
            "submissions": 2,
            "answers": 2,
            "attachments": 2,
            "contacts": 1,
            "invitations": 1,
            "writers": 1,
            "interests": 0,
            "drafts": 1,
        }
    ]


def test_other_campaigns_keep_theirs(campaign, filled):
    other = make.campaign(erases_at=timezone.now() + timedelta(days=900))
    entry = make.entry(campaign=other)

    chores.do_due(campaign.erases_at)

    assert contact(entry)[0] == "Maija Malli"


def test_coordinators_are_told_a_month_ahead(client, campaign):
    client.force_login(make.user(role="Coordinator"))

    assert "personal data is erased on" in client.get("/admin/").content.decode()
    overview = client.get(f"/admin/campaigns/inspect/{campaign.pk}/").content.decode()
    assert "Drafts that were never sent" in overview


def test_a_tag_goes_with_the_last_entry_that_has_it(campaign):
    draft, kept = make.entry(campaign=campaign), received(campaign)
    draft.tags.add("salainen", "kahvila")
    kept.tags.add("kahvila")

    chores.do_due(campaign.erases_at)

    assert list(Tag.objects.values_list("name", flat=True)) == ["kahvila"]


def test_the_picture_of_a_draft_goes_with_it(campaign, django_capture_on_commit_callbacks):
    image = pictures.store(upload())
    make.entry(campaign=campaign, image=image, image_alt="Talkoot")

    with django_capture_on_commit_callbacks(execute=True):
        chores.do_due(campaign.erases_at)

    with pytest.raises(FileNotFoundError):
        pictures.read(image, 480)
