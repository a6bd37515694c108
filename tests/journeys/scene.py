"""The stage of the journeys: an open campaign with its pages, texts, questions, jury and staff."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from campaign.models import Campaign, Question, Theme
from judging.models import Panel
from people.models import Letter, Purpose
from tests import make, make_pages

STAFF = {
    "screener@example.org": "Screener",
    "office@example.org": "Jury office",
    "juror1@example.org": "Juror",
    "juror2@example.org": "Juror",
    "juror3@example.org": "Juror",
}


@dataclass
class Scene:
    campaign: Campaign
    theme: Theme
    question: Question
    panel: Panel

    def close_and_announce(self):
        """Let the campaign's moments pass: closed an hour ago, results from a minute ago."""
        now = timezone.now()
        Campaign.objects.filter(pk=self.campaign.pk).update(
            closes_at=now - timedelta(hours=1), announces_at=now - timedelta(minutes=1)
        )


def build() -> Scene:
    campaign = make.campaign(reference_prefix="KOTO-2015")
    for purpose in Purpose:
        make.consent_text(purpose)
    pages = make_pages.campaign_pages(campaign)
    make_pages.programme_pages(pages)
    people = {email: make.user(email, role=role, language="en") for email, role in STAFF.items()}
    panel = make.panel(campaign)
    for email in STAFF:
        if email.startswith("juror"):
            make.juror(panel, people[email])
    return Scene(
        campaign=campaign,
        theme=make.theme(campaign),
        question=make.question(campaign, kind="initiative", required=True),
        panel=panel,
    )


def letters() -> list[tuple[str, str]]:
    """Every letter but the sign-in codes, in the order in which they were written."""
    return list(Letter.objects.exclude(kind="login_code").order_by("pk").values_list("kind", "to"))


def link_in(kind) -> str:
    """The path of the last link in the newest letter of a kind."""
    body = Letter.objects.filter(kind=kind).latest("pk").body
    word = [word for word in body.split() if word.startswith("http")][-1]
    return "/" + word.split("/", 3)[3]
