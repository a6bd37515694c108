"""checks.md C06: around a deadline the real server does what its pages say, whatever its clock and zones.

The clock of the process is in New York, the installation in Samoa, the campaign in Finland.
"""

import json
import subprocess
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as installed

from tests.campaign import other_clock

ZONES = {"TZ": "America/New_York", "LUPAUS_TIME_ZONE": "Pacific/Apia"}
HELSINKI = ZoneInfo("Europe/Helsinki")
# Last seconds in Finnish time, and how they read, without seconds at either end of a minute;
# in autumn 3:30 comes twice, in spring never.
DEADLINES = {
    "clocks go back, the first time": (datetime(2026, 10, 25, 3, 30, tzinfo=HELSINKI), "03:30", "EEST"),
    "clocks go back, the second time": (
        datetime(2026, 10, 25, 3, 30, tzinfo=HELSINKI, fold=1),
        "03:30",
        "EET",
    ),
    "the last second of winter": (datetime(2027, 3, 28, 2, 59, 59, tzinfo=HELSINKI), "02:59", "EET"),
    "the first second of summer": (datetime(2027, 3, 28, 4, 0, tzinfo=HELSINKI), "04:00", "EEST"),
}
# Seconds from the deadline; the clock is put forward and back by a minute in between.
MOMENTS = (-2, 58, -2, -1, 0, 0.999, 1, 2, -58, 2)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The server under its own clock, and by deadline what there is to ask for."""
    var = tmp_path_factory.mktemp("elsewhen")
    environment = other_clock.environment(var, **ZONES)
    seconds = [int(moment.timestamp()) for moment, *_ in DEADLINES.values()]
    made = subprocess.run(
        [sys.executable, "-m", "tests.campaign.prepare_deadlines", str(len(MOMENTS)), *map(str, seconds)],
        cwd=installed.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    prepared = dict(zip(DEADLINES, json.loads(made.stdout), strict=True))
    with other_clock.server(environment, var, seconds[0] - 3600) as running:
        yield running, prepared


def shown_and_enforced(running, prepared, check: str, submit: str) -> tuple[bool, ...]:
    """Whether the campaign's page, the first step and the last one say it is open; whether it is."""
    session = prepared["session"]
    pages = [running.ask(path, session)[1] for path in (prepared["start"], check)]
    public = running.ask(prepared["page"])[1]
    status, _ = running.ask(submit, session, send="1")
    assert status in (302, 403)
    return (
        f'href="{prepared["start"]}"' in public,
        'name="kind"' in pages[0],
        f'action="{submit}"' in pages[1],
        status == 302,
    )


@pytest.mark.parametrize("which", DEADLINES)
def test_what_is_shown_is_what_is_enforced(site, which):
    running, prepared = site
    deadline = DEADLINES[which][0].timestamp()
    told = []
    for offset, entry in zip(MOMENTS, prepared[which]["entries"], strict=True):
        running.set_clock(deadline + offset)
        told.append((offset, *shown_and_enforced(running, prepared[which], *entry)))
    assert told == [(offset, *[offset < 1] * 4) for offset in MOMENTS]


@pytest.mark.parametrize("which", DEADLINES)
def test_a_deadline_reads_in_the_zone_of_the_campaign_before_and_after_it(site, which):
    running, prepared = site
    deadline, clock, zone = DEADLINES[which]
    words = f"Sunday {deadline.day} {deadline:%B} {deadline.year} at {clock} (Finnish time, {zone})"
    told = []
    for offset in (-2, 0.999, 1, 58):
        running.set_clock(deadline.timestamp() + offset)
        status, page = running.ask(prepared[which]["unsent"], prepared[which]["session"])
        told.append((status, words in page.replace("\xa0", " "), "It was possible to send until" in page))
    assert told == [(200, True, False)] * 2 + [(200, True, True)] * 2
