"""A coordinator limits a screener in a real browser, on a desk and on a phone, as axe sees it."""

import pytest

from campaign.models import Reach
from tests import make

pytestmark = pytest.mark.django_db


def test_somebody_is_limited_by_ticking_campaigns(page, client):
    spring = make.campaign(title=make.words("Kevät", en="Spring"))
    make.campaign(title=make.words("Syksy", en="Autumn"))
    person = make.user("sirpa@example.org", role="Screener", first_name="Sirpa", last_name="Seulova")
    client.cookies["django_language"] = "en"
    page.sign_in(client, make.user(role="Coordinator", language="en"))

    page.open("/admin/staff-by-campaign/new/")
    page.get_by_role("textbox", name="E-mail address").fill("sirpa@example.org")
    page.get_by_role("checkbox", name="Spring").check()
    seen = [page.looked_at("reach-new", 1280, 390)]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Save").click()
    page.get_by_text("works for these campaigns alone").wait_for()
    page.open("/admin/staff-by-campaign/")  # without the message, which fades in
    seen.append(page.looked_at("reach-list", 1280, 390))
    page.open(f"/admin/staff-by-campaign/delete/{Reach.objects.get().pk}/")
    seen.append(page.looked_at("reach-remove", 1280, 390))

    assert list(Reach.objects.get(user=person).campaigns.all()) == [spring]
    assert seen == [[], [], []]
