"""Which rooms of the staff screens open to whom: the menu, Wagtail's side rooms, the account, the way out."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import translation
from wagtail.admin.menu import admin_menu
from wagtail.models import GroupPagePermission, Page

from tests import make
from tests.addresses import routes
from tests.staff import EVERYBODY, client_of, outcome, text_of

pytestmark = pytest.mark.django_db

# What Wagtail opens to everybody who reaches its admin, and what is about pages, pictures and files.
SIDE_ROOMS = (
    "/admin/api/main/pages/",
    "/admin/api/main/images/",
    "/admin/api/main/documents/",
    "/admin/pages/",
    "/admin/pages/1/",
    "/admin/pages/1/edit/",
    "/admin/pages/1/history/",
    "/admin/pages/1/move/1/confirm/",
    "/admin/pages/search/",
    "/admin/pages/workflow/confirm_cancellation/1/",
    "/admin/choose-page/",
    "/admin/choose-page/search/",
    "/admin/choose-external-link/",
    "/admin/choose-email-link/",
    "/admin/tag-autocomplete/?term=a",
    "/admin/workflows/task_chooser/",
    "/admin/reports/site-history/",
    "/admin/reports/site-history/results/",
    "/admin/reports/locked/",
    "/admin/embeds/chooser/",
    "/admin/documents/",
    "/admin/documents/chooser/",
    "/admin/images/",
    "/admin/images/chooser/",
    "/admin/snippets/",
    "/admin/redirects/",
    "/admin/collections/",
    "/admin/sites/",
    "/admin/locales/",
    "/admin/groups/",
    "/admin/failwhale/",
)
AWAY_FROM_PAGES = ("Juror", "Screener", "Jury office", "Coordinator", "Data protection officer")


def menu_of(role, rf) -> list[str]:
    request = rf.get(reverse("wagtailadmin_home"))  # the addresses bring their lines of the menu
    request.user = make.user(role=role)
    items = admin_menu.menu_items_for_request(request)
    with translation.override("en"):
        return [str(item.label) for item in sorted(items, key=lambda item: item.order)]


def test_no_line_of_the_menu_passes_for_the_place_of_every_screen(rf):
    """Wagtail marks the line whose address the screen's own begins with."""
    request = rf.get(reverse("wagtailadmin_home"))
    request.user = make.user(role="Editor")
    lines = [getattr(item, "url", "") for item in admin_menu.menu_items_for_request(request)]
    assert [url for url in lines if url and "/admin/organisation-changes/".startswith(url)] == []


@pytest.mark.parametrize(
    ("role", "menu"),
    [
        ("Juror", ["Judging", "Public site"]),
        ("Screener", ["Screening", "Entries", "Public site"]),
        ("Jury office", ["Entries", "Judging", "Public site"]),
        ("Coordinator", ["Screening", "Entries", "Campaigns", "People", "Public site"]),
        ("Data protection officer", ["Entries", "People", "Public site"]),
    ],
)
def test_the_menu_holds_what_the_role_works_with_and_nothing_else(rf, role, menu):
    assert menu_of(role, rf) == menu


@pytest.mark.parametrize("role", AWAY_FROM_PAGES)
def test_side_rooms_of_the_page_editor_stay_shut(role):
    client = client_of(role)
    opened = {
        (method, address): answer
        for address in SIDE_ROOMS
        for method in ("get", "post")
        for answer in [outcome(getattr(client, method)(address))]
        if answer != "sent away"
    }

    assert opened == {}


def test_a_request_of_a_script_gets_no_redirect_to_follow():
    response = client_of("Juror").get(
        "/admin/api/main/pages/", headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert response.status_code == 403


def test_whoever_edits_pages_comes_into_the_rooms_they_need():
    editor = make.user(role="Editor")
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(
        group=Group.objects.get(name="Editor"), page=Page.objects.get(depth=1), permission=change
    )
    client = client_of("")
    client.force_login(editor)

    assert [
        outcome(client.get(address))
        for address in ("/admin/pages/", "/admin/choose-page/", "/admin/images/chooser/", "/admin/users/")
    ] == ["came in", "came in", "came in", "sent away"]


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_first_staff_screen_opens_to_staff_alone(role):
    expected = {"": "asked to sign in", "submitter": "turned away"}

    assert outcome(client_of(role).get("/admin/")) == expected.get(role, "came in")


def test_the_first_screen_says_when_nothing_waits_and_offers_no_search_in_pages():
    shown = text_of(client_of("Juror").get("/admin/"))

    assert "What must I do Nothing waits for you right now." in shown
    assert "Search all pages" not in shown


def test_somebody_without_a_role_reads_whose_door_it_is():
    client = client_of("")
    client.force_login(make.user("maija@example.org"))
    response = client.get("/admin/")

    assert "This door is for staff You are signed in as maija@example.org" in text_of(response)
    assert [client.get(address).status_code for address in ("/admin/login/", "/admin/nowhere/")] == [403, 403]


def test_a_member_of_staff_at_the_old_door_is_led_on():
    client = client_of("Juror")

    assert client.get("/admin/login/?next=/admin/judging/").url == "/admin/judging/"
    assert client.get("/admin/login/?next=//evil.example/").url == "/admin/"


def test_a_staff_page_that_does_not_exist_is_not_looked_for_on_the_public_site():
    assert client_of("Juror").get("/admin/nowhere/").status_code == 404


def test_signing_out_ends_the_session_and_leads_to_the_one_door():
    client = client_of("Screener")
    answer = client.post("/admin/logout/")

    assert (answer.url, client.get(answer.url).url) == ("/admin/login/", "/en/sign-in/?next=%2Fadmin%2F")
    assert outcome(client.get("/admin/")) == "asked to sign in"


def test_own_settings_have_no_password_no_address_and_no_picture():
    client = client_of("Juror")
    page = client.get("/admin/account/")
    panels = [panel.name for panels in page.context["panels_by_tab"].values() for panel in panels]

    assert panels == ["name_email", "locale", "theme"]
    assert 'type="password"' not in page.content.decode()
    assert 'type="email"' not in page.content.decode()
    assert 'type="file"' not in page.content.decode()


@pytest.mark.parametrize("address", ["/admin/password_reset/", "/admin/password_reset/confirm/1/1/"])
def test_there_is_no_password_to_reset(address):
    assert (client_of("").get(address).status_code, outcome(client_of("Juror").get(address))) == (
        404,
        "sent away",
    )


def test_every_address_of_ours_has_a_view_that_asks_for_a_right():
    """A view of ours without a right would open to every member of staff: jurors stand in for all."""
    ours = ("screening", "entries", "campaigns", "themes", "target-groups", "questions")
    people = ("organisations", "consents", "consent-texts", "letters", "personal-data", "users")
    addresses = [
        route.replace("<int:pk>", "1").replace("<int:width>", "480")
        for route, _name in routes()
        if route.startswith(tuple(f"admin/{name}/" for name in (*ours, *people)))
    ]
    call = make.campaign()
    make.theme(call), make.target_group(call), make.question(call), make.letter()
    make.permission(make.entry(state="submitted", campaign=call))
    juror = client_of("Juror")
    opened = {
        (method, route): answer
        for route in addresses
        for method in ("get", "post")
        for answer in [outcome(getattr(juror, method)(f"/{route}"))]
        if answer not in ("sent away", "not found")
    }

    assert (len(addresses) > 50, opened) == (True, {})
