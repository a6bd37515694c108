"""What permitting, submitting and screening do, for a batch of new entries at once.

The same rows, log lines and letters as the actions of one entry, in a fixed number of statements. A
test does both and compares.
"""

from campaign.lifecycle import log_all, move_all
from people.models import Consent, ConsentText
from pledges import actions, letters
from pledges.models import Entry, Submission
from pledges.open_data import submitted_contents
from pledges.states import State


def permit_all(entries: list[Entry], texts: list[ConsentText], note: str) -> None:
    """Record permissions that were given elsewhere, each with the wording in the entry's language."""
    Consent.objects.bulk_create(
        Consent(
            text=text,
            subject=entry.uuid,
            subject_label=str(entry)[:200],
            given=True,
            language=entry.language,
            wording=text.wording.localize(entry.language),
            organisation=entry.organisation,
            how=Consent.How.IMPORT,
            note=note,
        )
        for entry in entries
        for text in texts
    )
    given = sorted(str(text.purpose) for text in texts)
    log_all(entries, "pledges.entry.permissions", by=None, data={"given": given})


def submit_all(entries: list[Entry]) -> None:
    """Freeze the content of drafts that have their reference and moment already, and queue the receipts."""
    move_all(entries, State.SUBMITTED, by=None)
    pairs = zip(entries, submitted_contents(entries), strict=True)
    submissions = Submission.objects.bulk_create(
        Submission(
            entry=entry,
            number=1,
            at=entry.submitted_at,
            content=content,
            digest=Submission.fingerprint(content),
        )
        for entry, content in pairs
    )
    for submission in submissions:
        letters.receipt(submission)


def screen_all(entries: list[Entry], outcome: str, reason: str) -> None:
    """End the screening of entries alike: accepted, declined for a reason, or withdrawn meanwhile."""
    if outcome == State.WITHDRAWN:
        for entry in entries:
            actions.withdraw(entry, by=None)
        return
    move_all(entries, outcome, by=None, screening_note=reason if outcome == State.DECLINED else "")
    for entry in entries:
        if entry.submitters():
            letters.outcome(entry, outcome)
