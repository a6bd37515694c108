"""Letters to jurors, and to submitters about decisions and awards."""

from django.urls import reverse
from django.utils import timezone, translation

from people import outbox


def juror_seated(juror) -> None:
    _to_juror("juror_seated", juror, f"juror_seated:{juror.pk}")


def ballots_ready(juror) -> None:
    """One letter a day at most, however many entries were assigned."""
    day = timezone.localdate(timezone=juror.panel.campaign.zone).isoformat()
    _to_juror("ballots_ready", juror, f"ballots_ready:{juror.pk}:{day}")


def outcome(decision) -> None:
    _queue_all(outcome_letters(decision))


def award(given) -> None:
    _queue_all(award_letters(given))


def outcome_letters(decision) -> list[dict]:
    """What `outcome` sends, as arguments of the outbox: the preview is made from the same."""
    name = f"decision_{decision.outcome}"
    return _to_submitters(name, decision.entry, f"decision:{decision.pk}", decision=decision)


def award_letters(given) -> list[dict]:
    return _to_submitters("award", given.entry, f"award:{given.pk}", award=given)


def _queue_all(letters) -> None:
    for letter in letters:
        outbox.queue(**letter)


def _to_juror(name, juror, key) -> None:
    user = juror.user
    context = {
        "panel": juror.panel,
        "campaign": juror.panel.campaign,
        "link": reverse("judging:my_entries"),
    }
    outbox.queue(
        f"judging/letters/{name}.txt", to=user.email, language=user.language, key=key, context=context
    )


def _to_submitters(name, entry, key, **context) -> list[dict]:
    with translation.override(entry.language):
        link = reverse("pledges:entry_status", args=[entry.uuid])
    return [
        {
            "template": f"judging/letters/{name}.txt",
            "to": address,
            "language": entry.language,
            "key": f"{key}:{address}",
            "context": {"entry": entry, "campaign": entry.campaign, "link": link, **context},
        }
        for address in entry.submitters()
    ]
