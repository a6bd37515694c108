"""checks.md I18: moments that no clock shows, or that lie beyond every calendar, are told at their field."""

import pytest

from campaign.models import Campaign, Extension
from tests import make
from tests.campaign.test_staff_campaigns import LIST, errors, typed

pytestmark = pytest.mark.django_db

FAR = ["Give a date of the years 1900 to 2199."]


def no_hour(shown: str) -> list[str]:
    where = "time zone Europe/Helsinki; it may be ambiguous or it may not exist."
    return [f"{shown} couldn’t be interpreted in {where}"]


IMPOSSIBLE = {
    "2026-03-29 03:30:00": no_hour("2026-03-29 03:30:00"),  # the clock goes from three to four
    "2026-10-25 03:30:00": no_hour("2026-10-25 03:30:00"),  # and shows this hour twice
    "2027-02-29 12:00:00": ["Enter a valid date/time."],
    "0001-01-01 00:00:00": FAR,
    "1899-12-31 23:59:59": FAR,
    "2200-01-01 00:00:00": FAR,
    "9999-12-31 23:59:59": FAR,
}


@pytest.mark.parametrize("moment", IMPOSSIBLE)
@pytest.mark.parametrize("field", ["opens_at", "closes_at", "announces_at", "erases_at"])
def test_a_campaign_has_no_impossible_moment(coordinator, field, moment):
    owner = make.organisation(kind="authority", business_id="2160072-8")
    response = coordinator.post(f"{LIST}new/", typed(owner=owner.business_id, **{field: moment}))
    assert errors(response)[field] == IMPOSSIBLE[moment]
    assert (response.status_code, Campaign.objects.count()) == (200, 0)


@pytest.mark.parametrize("moment", IMPOSSIBLE)
def test_a_closing_is_moved_to_no_impossible_moment(coordinator, moment):
    call = make.campaign()
    response = coordinator.post(
        "/admin/extensions/new/", {"campaign": call.pk, "closes_at": moment, "reason": "Katko"}
    )
    assert dict(response.context["form"].errors) == {"closes_at": IMPOSSIBLE[moment]}
    assert Extension.objects.count() == 0
