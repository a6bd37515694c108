"""Moments of a campaign, judged to the second, in any zone, on both nights when the clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from campaign.deadlines import allows, has_published, next_moment, phase_of
from campaign.models import Campaign
from campaign.states import RIGHTS, Phase, Right
from tests import make
from tests.make import moment


def call(**fields) -> Campaign:
    """The campaign of 2015: open until 16 November, 23:59:59 Finnish time. Not saved."""
    defaults = {
        "opens_at": moment("2015-10-06 07:00:00"),
        "closes_at": moment("2015-11-16 21:59:59"),
        "publishes_at": moment("2015-11-20 08:00:00"),
        "announces_at": moment("2015-12-10 08:00:00"),
        "time_zone": "Europe/Helsinki",
    }
    return Campaign(**(defaults | fields))


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        ("2015-10-06 06:59:59.999999", Phase.COMING),
        ("2015-10-06 07:00:00", Phase.CALL),
        ("2015-11-16 21:59:58", Phase.CALL),
        ("2015-11-16 21:59:59", Phase.CALL),
        ("2015-11-16 21:59:59.999999", Phase.CALL),
        ("2015-11-16 22:00:00", Phase.ASSESSMENT),
        ("2015-12-10 07:59:59.999999", Phase.ASSESSMENT),
        ("2015-12-10 08:00:00", Phase.ANNOUNCED),
        ("2026-01-01 00:00:00", Phase.ANNOUNCED),
    ],
)
def test_phases_change_to_the_second_and_closing_is_inclusive(at, phase):
    assert phase_of(call(), moment(at)) == phase


@pytest.mark.parametrize("microsecond", [0, 1, 500_000, 999_999])
def test_a_closing_moment_with_a_fraction_still_includes_its_whole_second(microsecond):
    closes = moment("2015-11-16 21:59:59").replace(microsecond=microsecond)

    phases = [
        phase_of(call(closes_at=closes), moment(f"2015-11-16 {at}")) for at in ("21:59:59.999999", "22:00:00")
    ]

    assert phases == [Phase.CALL, Phase.ASSESSMENT]


def local(text: str, zone: str, *, fold=0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


@pytest.mark.parametrize(
    ("closes", "zone", "last", "late"),
    [
        ("2015-11-16T23:59:59", "Europe/Helsinki", "2015-11-16 21:59:59", "2015-11-16 22:00:00"),
        ("2015-07-16T23:59:59", "Europe/Helsinki", "2015-07-16 20:59:59", "2015-07-16 21:00:00"),
        ("2015-11-16T23:59:59", "America/St_Johns", "2015-11-17 03:29:59", "2015-11-17 03:30:00"),
        ("2015-11-16T23:59:59", "Pacific/Kiritimati", "2015-11-16 09:59:59", "2015-11-16 10:00:00"),
        ("2026-03-29T02:59:59", "Europe/Helsinki", "2026-03-29 00:59:59", "2026-03-29 01:00:00"),
        ("2026-10-25T04:30:00", "Europe/Helsinki", "2026-10-25 02:30:00", "2026-10-25 02:30:01"),
    ],
    ids=[
        "winter",
        "summer",
        "half-hour zone",
        "first zone of the day",
        "clocks go forward",
        "after clocks go back",
    ],
)
@pytest.mark.parametrize("server", ["UTC", "Europe/Helsinki", "America/New_York"])
def test_closing_is_the_campaigns_own_time_whatever_zone_the_server_has(closes, zone, last, late, server):
    campaign = call(
        closes_at=local(closes, zone),
        opens_at=moment("2015-01-01 00:00:00"),
        announces_at=moment("2027-01-01 00:00:00"),
    )
    with timezone.override(server):
        assert (phase_of(campaign, moment(last)), phase_of(campaign, moment(late))) == (
            Phase.CALL,
            Phase.ASSESSMENT,
        )


@pytest.mark.parametrize(("fold", "utc"), [(0, "2026-10-25 00:30:00"), (1, "2026-10-25 01:30:00")])
def test_the_hour_that_comes_twice_closes_at_the_one_that_was_meant(fold, utc):
    closes = local("2026-10-25T03:30:00", "Europe/Helsinki", fold=fold)
    campaign = call(
        closes_at=closes, opens_at=moment("2026-01-01 00:00:00"), announces_at=moment("2027-01-01 00:00:00")
    )

    second = timedelta(seconds=1)
    assert [phase_of(campaign, moment(utc) + add) for add in (timedelta(0), second)] == [
        Phase.CALL,
        Phase.ASSESSMENT,
    ]


@given(st.datetimes(datetime(2015, 1, 1), datetime(2016, 6, 1), timezones=st.timezones()))
def test_a_moment_means_the_same_in_every_zone(at):
    assert phase_of(call(), at) == phase_of(call(), at.astimezone(UTC))


@given(
    st.datetimes(datetime(2015, 1, 1), datetime(2016, 6, 1), timezones=st.just(UTC)),
    st.datetimes(datetime(2015, 1, 1), datetime(2016, 6, 1), timezones=st.just(UTC)),
)
def test_phases_never_go_back(one, other):
    order = list(Phase)
    earlier, later = sorted([one, other])

    assert order.index(phase_of(call(), earlier)) <= order.index(phase_of(call(), later))


@pytest.mark.parametrize(
    ("phase", "rights"),
    [
        (Phase.COMING, set()),
        (Phase.CALL, {"write", "submit", "resubmit", "assess"}),
        (Phase.ASSESSMENT, {"resubmit", "assess"}),
        (Phase.ANNOUNCED, {"assess", "release"}),
    ],
)
def test_each_phase_grants_its_bundle_of_rights(phase, rights):
    at = {
        Phase.COMING: "2015-10-01 00:00:00",
        Phase.CALL: "2015-11-01 00:00:00",
        Phase.ASSESSMENT: "2015-12-01 00:00:00",
        Phase.ANNOUNCED: "2016-01-01 00:00:00",
    }[phase]

    assert (
        {right.value for right in Right if allows(call(), right, moment(at))} == rights == set(RIGHTS[phase])
    )


@pytest.mark.parametrize(
    ("at", "published"), [("2015-11-20 07:59:59.999999", False), ("2015-11-20 08:00:00", True)]
)
def test_entries_may_be_shown_from_the_publication_moment_on(at, published):
    assert has_published(call(), moment(at)) is published


@pytest.mark.parametrize(
    ("at", "field"),
    [
        ("2015-10-01 00:00:00", "opens_at"),
        ("2015-10-06 07:00:00", "closes_at"),
        ("2015-11-18 00:00:00", "publishes_at"),
        ("2015-12-01 00:00:00", "announces_at"),
    ],
)
def test_the_next_moment_is_the_nearest_one_ahead(at, field):
    assert next_moment(call(), moment(at)) == (
        Campaign._meta.get_field(field).verbose_name,
        getattr(call(), field),
    )


def test_after_the_announcement_nothing_more_comes():
    assert next_moment(call(), moment("2015-12-10 08:00:00")) is None


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2015-10-06 06:59:59.999999", False),
        ("2015-10-06 07:00:00", True),
        ("2015-11-16 21:59:59.999999", True),
        ("2015-11-16 22:00:00", False),
    ],
)
@pytest.mark.django_db
def test_the_query_for_open_campaigns_agrees_with_the_phase(at, is_open):
    fields = {
        name: getattr(call(), name) for name in ("opens_at", "closes_at", "publishes_at", "announces_at")
    }
    campaign = make.campaign(**fields)

    found = list(Campaign.objects.open(moment(at)))

    assert (found == [campaign], phase_of(campaign, moment(at)) == Phase.CALL) == (is_open, is_open)


@pytest.mark.django_db
@given(st.integers(-3_000_000, 3_000_000), st.integers(0, 999_999))
def test_query_and_phase_agree_around_the_closing_second(offset, fraction):
    closes = moment("2015-11-16 21:59:59").replace(microsecond=fraction)
    campaign = make.campaign(
        **{**make.announced(), "opens_at": moment("2015-01-01 00:00:00"), "closes_at": closes}
    )
    at = closes + timedelta(microseconds=offset)

    assert (campaign in Campaign.objects.open(at)) is (phase_of(campaign, at) == Phase.CALL)


@pytest.mark.django_db
def test_without_a_moment_the_clock_decides():
    campaign = make.campaign()

    phases = []
    for days in (-11, 0, 11, 31):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            phases.append(campaign.phase)

    assert phases == [Phase.COMING, Phase.CALL, Phase.ASSESSMENT, Phase.ANNOUNCED]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"opens_at": moment("2015-11-16 21:59:59")}, "The campaign must open before it closes."),
        ({"announces_at": moment("2015-11-16 21:59:59")}, "Results can be announced only after closing."),
        ({"time_zone": "Europe/Turku"}, "“Europe/Turku” is not a known time zone, such as Europe/Helsinki."),
        ({"pledges_allowed": False, "initiatives_allowed": False}, "Choose at least one kind of entry."),
        ({"accent": "#ffff00"}, "White text cannot be read on this colour. Choose a darker one."),
        ({"accent": "blue"}, "A colour such as #12245e."),
        ({"hashtag": "koto lupaus"}, "A hashtag starts with # and has no spaces."),
        ({"reference_prefix": "koto"}, "Capital letters, digits and hyphens."),
    ],
)
def test_a_campaign_that_cannot_work_is_refused_in_words(fields, message):
    fields = {"reference_prefix": "KOTO", **fields}
    campaign = call(slug="koto", title=make.words("Koto"), **fields)

    with pytest.raises(ValidationError) as wrong:
        campaign.full_clean(exclude=["owner"])

    assert message in wrong.value.messages
