"""Letters of the jury office."""

from django.urls import reverse
from django.utils import timezone, translation

from people import outbox


def ballots_ready(juror) -> None:
    """One letter a day at most, however many entries were assigned."""
    day = timezone.now().date().isoformat()
    user = juror.user
    outbox.queue(
        "judging/letters/ballots_ready.txt",
        to=user.email,
        language=user.language,
        key=f"ballots_ready:{juror.pk}:{day}",
        context={
            "panel": juror.panel,
            "campaign": juror.panel.campaign,
            "link": reverse("judging:my_entries"),
        },
    )


def outcome(decision) -> None:
    _to_submitters(
        f"decision_{decision.outcome}", decision.entry, f"decision:{decision.pk}", decision=decision
    )


def award(given) -> None:
    _to_submitters("award", given.entry, f"award:{given.pk}", award=given)


def _to_submitters(name, entry, key, **context) -> None:
    with translation.override(entry.language):
        link = reverse("pledges:entry_status", args=[entry.uuid])
    for address in entry.submitters():
        outbox.queue(
            f"judging/letters/{name}.txt",
            to=address,
            language=entry.language,
            key=f"{key}:{address}",
            context={"entry": entry, "campaign": entry.campaign, "link": link, **context},
        )
