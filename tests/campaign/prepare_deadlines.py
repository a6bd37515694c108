"""Run as a process: a database with a campaign per deadline and drafts to send, told as JSON.

`python -m tests.campaign.prepare_deadlines DRAFTS SECONDS…`; the seconds, since 1970, are the deadlines.
"""

import json
import sys
from datetime import UTC, datetime, timedelta

import django
import time_machine

LONG = timedelta(days=90)


def prepare(deadline: datetime, number: int, drafts: int, homes) -> dict:
    from django.conf import settings
    from django.test import Client

    from tests import make, make_pages
    from tests.addresses import english

    campaign = make.campaign(
        slug=f"raja-{number}",
        time_zone="Europe/Helsinki",
        opens_at=deadline - LONG,
        closes_at=deadline,
        publishes_at=deadline - LONG,
        announces_at=deadline + LONG,
    )
    slugs = {"fi": f"raja-{number}", "en": f"limit-{number}"}
    page = make_pages.campaign_pages(campaign, homes, slugs)["en"]
    author, client = make.user(language="en"), Client()
    club, theme = make.organisation(people=[author]), make.theme(campaign)
    entries = [
        make.entry(campaign=campaign, author=author, organisation=club, themes=[theme], language="fi")
        for _ in range(drafts + 1)
    ]
    client.force_login(author)
    client.session.set_expiry(LONG)
    return {
        "page": page.get_url(),
        "start": english("pledges:start", campaign.slug),
        "entries": [  # where it is read through, and where it is sent
            (english("pledges:edit", entry.uuid, "check"), english("pledges:submit", entry.uuid))
            for entry in entries[1:]
        ],
        "unsent": english("pledges:edit", entries[0].uuid, "check"),
        "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
    }


def everything(drafts: int, deadlines: list[datetime]) -> list[dict]:
    from django.core.management import call_command

    from tests import make, make_pages

    call_command("migrate", verbosity=0)
    homes = make_pages.site(("fi", "en"))
    make.consent_text()
    prepared = []
    for number, deadline in enumerate(deadlines):
        with time_machine.travel(deadline - timedelta(days=1)):
            prepared.append(prepare(deadline, number, drafts, homes))
    return prepared


if __name__ == "__main__":
    django.setup()
    drafts, *seconds = map(int, sys.argv[1:])
    json.dump(everything(drafts, [datetime.fromtimestamp(one, UTC) for one in seconds]), sys.stdout)
