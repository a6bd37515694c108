"""A campaign without a page that the reader may open is not public, whatever its entries are."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from cms.blocks import BodyBlock
from cms.models import ProgrammePage
from people import pictures
from pledges.models import Answer
from tests import files, make, make_pages
from tests.addresses import english
from tests.pictures import upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]

TITLE = "Kevätjuhla"  # too short to be hyphenated
OPEN = dict.fromkeys(
    ("gallery", "home", "blocks", "programme", "chart", "picture", "avif", "logo", "file", "join"), True
)
SHUT = dict.fromkeys(OPEN, False)


@pytest.fixture
def hosts():
    return make_pages.campaign_pages(make.campaign(**make.announced(), attachments_most=1))


@pytest.fixture
def entry(hosts):
    """One in which everything is shown, among as many as statistics tell of."""
    files.forget_all()
    campaign = hosts["en"].campaign
    for _ in range(5):
        make.entry(campaign=campaign, state="accepted", published=True, kind="initiative")
    made = make.entry(
        campaign=campaign,
        state="selected",
        published=True,
        kind="initiative",
        title=TITLE,
        submitted_at=timezone.now(),
        organisation=make.organisation(logo=pictures.store(upload())),
        image=pictures.store(upload()),
        image_alt="Talkoot",
    )
    question = make.question(campaign, type="yes_no", seeks_partners=True)
    Answer.objects.create(entry=made, question=question, text="yes")
    make.attachment(made, is_public=True)
    return made


@pytest.fixture
def doors(hosts, entry):
    """Every address that tells of the entry, and what stands there then."""
    campaign, home = hosts["en"].campaign, hosts["en"].get_parent()
    blocks = BodyBlock().child_blocks
    block = {"heading": "Look", "campaign": campaign.slug, "which": "newest", "most": "3"}
    body = [
        ("entries", blocks["entries"].to_python(block)),
        ("statistics", blocks["statistics"].to_python({"campaign": campaign.slug, "table": "kind"})),
    ]
    with translation.override("en"):
        page = make_pages.content(home, body=body)
        programme = make_pages.page(ProgrammePage, home, campaign=campaign)
        found = {
            "gallery": (hosts["en"].gallery_address, TITLE),
            "home": (home.get_url(), TITLE),
            "blocks": (page.get_url(), TITLE),
            "programme": (programme.get_url(), TITLE),
            "chart": (page.get_url(), 'aria-labelledby="chart-kind"'),
        }
    keys = {
        "picture": ("entry_picture", [entry.reference, 480]),
        "avif": ("entry_picture_avif", [entry.reference, 480]),
        "logo": ("public_logo", [entry.organisation.public_id]),
        "file": ("entry_attachment", [entry.reference, entry.attachments.get().pk]),
    }
    found |= {name: (reverse(view, args=args), "") for name, (view, args) in keys.items()}
    return {**found, "join": (english("pledges:join", entry.reference), TITLE)}


def opened_by(client, doors, *names: str) -> dict[str, bool]:
    """Which of the doors show what stands behind them."""
    answers = {name: client.get(doors[name][0]) for name in names or doors}
    whole = {name: b"".join(answer).decode(errors="replace") for name, answer in answers.items()}
    return {
        name: answer.status_code == 200 and doors[name][1] in whole[name] for name, answer in answers.items()
    }


def signed_in() -> Client:
    client = Client()
    client.force_login(make.user())
    return client


def close(hosts, kind: str) -> None:
    for page in hosts.values():
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="tammi")


def unpublish(hosts) -> None:
    for page in hosts.values():
        page.unpublish()


def publish(hosts) -> None:
    for page in hosts.values():
        page.refresh_from_db()
        page.save_revision().publish()


def lift(hosts) -> None:
    for door in PageViewRestriction.objects.all():
        door.delete()


@pytest.mark.parametrize(
    ("shut", "reopen"),
    [
        (lambda hosts: close(hosts, "password"), lift),
        (lambda hosts: close(hosts, "groups"), lift),
        (unpublish, publish),
    ],
    ids=["password", "groups", "unpublished"],
)
def test_with_its_last_open_page_a_campaign_is_gone_at_the_next_request(hosts, doors, shut, reopen):
    visitor, stranger = Client(), signed_in()
    for_visitors = [name for name in doors if name != "join"]  # which asks to sign in first

    def seen():
        return {**opened_by(visitor, doors, *for_visitors), **opened_by(stranger, doors, "join")}

    before = seen()
    shut(hosts)
    while_shut = [seen(), opened_by(stranger, doors)]
    reopen(hosts)
    assert (before, while_shut, seen()) == (OPEN, [SHUT, SHUT], OPEN)


def test_behind_the_door_whoever_may_open_it_sees_all_that_stands_there(hosts, doors):
    close(hosts, "login")
    assert opened_by(Client(), doors) == SHUT
    # On the front of the site stands what everybody may read.
    assert opened_by(signed_in(), doors) == {**OPEN, "home": False}


def test_whoever_has_typed_the_password_sees_the_pictures(hosts, doors):
    close(hosts, "password")
    visitor, door = Client(), PageViewRestriction.objects.get(page=hosts["en"])
    visitor.post(
        reverse("wagtailcore_authenticate_with_password", args=[door.pk, hosts["en"].pk]),
        {"password": "tammi", "return_url": doors["gallery"][0]},
    )
    names = ("gallery", "picture", "avif", "logo", "file")
    assert opened_by(visitor, doors, *names) == dict.fromkeys(names, True)
    assert opened_by(Client(), doors, *names) == dict.fromkeys(names, False)


def test_no_shared_cache_keeps_a_picture_for_whoever_may_not_see_it(hosts, doors):
    headers = []
    for client in (Client(), signed_in()):
        answer = client.get(doors["picture"][0])
        headers.append(set(answer["Cache-Control"].split(", ")))
    assert headers == [{"public", "max-age=60"}, {"private", "max-age=60"}]


def test_closed_in_one_language_a_campaign_is_public_in_the_others(hosts, doors):
    PageViewRestriction.objects.create(page=hosts["en"], restriction_type="password", password="tammi")
    with translation.override("fi"):
        doors["gallery in Finnish"] = (hosts["fi"].gallery_address, TITLE)
    here = dict.fromkeys(("gallery", "home", "blocks", "programme", "join"), False)
    elsewhere = dict.fromkeys(("gallery in Finnish", "chart", "picture", "avif", "logo", "file"), True)
    assert opened_by(Client(), doors) == {**here, **elsewhere}
