"""Letters to jurors, and to submitters about decisions and awards."""

from collections import defaultdict

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
    submitters, entry = decision.entry.submitters(), decision.entry_id
    _queue_all(outcome_letters(decision, submitters, feedback_on([entry]).get(entry, [])))


def award(given) -> None:
    _queue_all(award_letters(given, given.entry.submitters()))


def feedback_on(entries) -> dict[int, list[str]]:
    """What jurors would like to say to the submitters of entries: one query."""
    found = defaultdict(list)
    given = Ballot.objects.counted().told_the_submitter().filter(assignment__entry__in=entries)
    for entry, words in given.values_list("assignment__entry", "feedback"):
        found[entry].append(words)
    return found


def outcome_letters(decision, submitters, feedback) -> list[dict]:
    """What `outcome` sends, as arguments of the outbox: the preview is made from the same."""
    name, context = f"decision_{decision.outcome}", {"decision": decision, "feedback": feedback}
    return _to_submitters(name, decision.entry, f"decision:{decision.pk}", submitters, **context)


def award_letters(given, submitters) -> list[dict]:
    return _to_submitters("award", given.entry, f"award:{given.pk}", submitters, award=given)


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


def _to_submitters(name, entry, key, submitters, **context) -> list[dict]:
    letters = []
    for address, language in submitters:
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
