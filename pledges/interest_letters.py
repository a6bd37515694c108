"""Letters about the wish to join an initiative: one to its submitter, one back if the answer is no."""

from pledges import letters


def registered(interest) -> None:
    letters.to_submitters("interest", interest.entry, f"interest:{interest.pk}", interest=interest)


def declined(interest) -> None:
    event, links = f"interest_declined:{interest.pk}", {"link": ("pledges:my_entries", [])}
    letters.write(
        "interest_declined",
        interest.email,
        interest.language,
        event,
        interest.entry,
        interest=interest,
        links=links,
    )
