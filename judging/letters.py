"""Letters to jurors, and to submitters about decisions and awards."""

from django.urls import reverse
from django.utils import timezone, translation

from judging.models import Ballot
from people import outbox


def juror_invited(juror, at) -> None:
    """Asks somebody to sit in a panel; once for each time that they are invited."""
    link = reverse("judging:invitation", args=[juror.pk])
    _to_juror("juror_invited", juror, f"juror_invited:{juror.pk}:{at.isoformat()}", link=link)


def ballots_ready(juror) -> None:
    """One letter a day at most, however many entries were assigned."""
    day = timezone.localdate(timezone=juror.panel.round.campaign.zone).isoformat()
    _to_juror("ballots_ready", juror, f"ballots_ready:{juror.pk}:{day}")


def outcome(decision) -> None:
    _queue_all(outcome_letters(decision))


def award(given) -> None:
    _queue_all(award_letters(given))


def outcome_letters(decision) -> list[dict]:
    """What `outcome` sends, as arguments of the outbox: the preview is made from the same."""
    name = f"decision_{decision.outcome}"
    feedback = Ballot.objects.counted().told_the_submitter().filter(assignment__entry=decision.entry_id)
    context = {"decision": decision, "feedback": list(feedback.values_list("feedback", flat=True))}
    return _to_submitters(name, decision.entry, f"decision:{decision.pk}", **context)


def award_letters(given) -> list[dict]:
    return _to_submitters("award", given.entry, f"award:{given.pk}", award=given)


def _queue_all(letters) -> None:
    for letter in letters:
        outbox.queue(**letter)


def _to_juror(name, juror, key, link=None) -> None:
    user, this = juror.user, juror.panel.round
    context = {
        "panel": juror.panel,
        "round": this,
        "campaign": this.campaign,
        "link": link or reverse("judging:my_entries"),
    }
    outbox.queue(
        f"judging/letters/{name}.txt", to=user.email, language=user.language, key=key, context=context
    )


def _to_submitters(name, entry, key, **context) -> list[dict]:
    letters = []
    for address, language in entry.submitters():
        with translation.override(language):
            link = reverse("pledges:entry_status", args=[entry.uuid])
        letters.append(
            {
                "template": f"judging/letters/{name}.txt",
                "to": address,
                "language": language,
                "key": f"{key}:{address}",
                "context": {"entry": entry, "campaign": entry.campaign, "link": link, **context},
            }
        )
    return letters
