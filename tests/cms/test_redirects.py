"""Addresses that have moved: editors lead visitors on, and a page that is renamed does so by itself."""

import pytest

from tests import make_pages
from tests.staff import client_of, said, who_comes_in

pytestmark = pytest.mark.django_db

LIST = "/admin/redirects/"


def test_redirects_are_for_editors():
    make_pages.site()

    assert [who_comes_in(address) for address in (LIST, f"{LIST}add/", f"{LIST}import/")] == [{"Editor"}] * 3


def test_an_editor_leads_an_old_address_to_a_page_and_takes_that_back(client):
    page = make_pages.content(make_pages.site()["fi"], slug="ohje")
    editor = client_of("Editor")

    made = editor.post(
        f"{LIST}add/", {"old_path": "/kampanja2014/", "is_permanent": "on", "redirect_page": page.pk}
    )

    assert said(made) == ["Redirect '/kampanja2014' added."]
    assert (client.get("/kampanja2014/").status_code, client.get("/kampanja2014/").url) == (301, "/fi/ohje/")
    redirect = editor.get(LIST).context["object_list"][0]
    editor.post(f"{LIST}{redirect.pk}/delete/")
    assert client.get("/kampanja2014/", follow=True).status_code == 404


def test_a_page_that_is_renamed_is_still_found_at_its_old_address(client, django_capture_on_commit_callbacks):
    page = make_pages.content(make_pages.site()["fi"], slug="ohje")
    page.slug = "nain-osallistut"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert client.get("/fi/ohje/", follow=True).request["PATH_INFO"] == "/fi/nain-osallistut/"
