"""Letters about the wish to join an initiative: one to its submitter, one back if the answer is no."""

from pledges import letters
from pledges.as_received import as_received
from pledges.models import Entry


def registered(interest) -> None:
    letters.to_submitters("interest", interest.entry, f"interest:{interest.pk}", interest=interest)


def declined(interest) -> None:
    """With the title that was public: another one may be being written."""
    event, links = f"interest_declined:{interest.pk}", {"link": ("pledges:my_entries", [])}
    title = as_received(Entry.objects.get(pk=interest.entry_id)).title
    letters.write(
        "interest_declined",
        interest.email,
        interest.language,
        event,
        interest.entry,
        interest=interest,
        title=title,
        links=links,
    )
