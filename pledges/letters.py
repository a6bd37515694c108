"""Letters about entries. Each names its event in its key, so that no event is reported twice."""

from django.urls import reverse
from django.utils import translation

from campaign.deadlines import closing_for
from people import outbox
from people.models import Letter, Purpose
from pledges import tokens
from pledges.completeness import publication_allowed
from pledges.models import Entry


def receipt(submission) -> None:
    outbox.queue_all(receipts(submission, submission.entry.submitters()))


def receipts(submission, submitters) -> list[Letter]:
    """One to each (address, language), not queued yet."""
    entry = submission.entry
    links = {"withdrawal": ("pledges:withdraw_permissions", [entry.uuid, tokens.of_withdrawal(entry)])}
    permissions = [Purpose(purpose).label for purpose in submission.content["permissions"]]
    context = {"submission": submission, "permissions": permissions, "links": links}
    return [
        compose("receipt", address, language, f"receipt:{submission.pk}:{address}", entry, **context)
        for address, language in submitters
    ]


def outcome(entry, state: str) -> None:
    """One letter per state reached after a sending: accepted, returned, declined, withdrawn, recalled."""
    event = f"{state}:{entry.pk}:{entry.submissions.count()}"
    until = closing_for(entry.campaign, entry.organisation)
    to_submitters(str(state), entry, event, is_permitted=publication_allowed(entry), until=until)


def closing_moved(extension) -> None:
    """To everybody who has something unfinished in the call, one letter each."""
    entries = Entry.objects.in_campaign(extension.campaign).unfinished().select_related("organisation")
    told, languages = {}, {}
    for entry in entries.order_by("pk"):
        for address, language in entry.submitters():
            told.setdefault(address, []).append(entry)
            languages.setdefault(address, language)
    for address, unfinished in told.items():
        key, context = f"closing:{extension.pk}:{address}", {"extension": extension, "entries": unfinished}
        write("closing_moved", address, languages[address], key, unfinished[0], **context)


def late_pass(given) -> None:
    """To everybody who acts for the organisation: it holds a late pass, or holds it no longer."""
    event = "taken_back" if given.taken_back_at else "given"
    for person in given.organisation.people.filter(is_active=True):
        with translation.override(person.language):
            link = reverse("pledges:late_pass", args=[tokens.of_late_pass(given)])
        outbox.queue(
            f"pledges/letters/late_pass_{event}.txt",
            to=person.email,
            language=person.language,
            key=f"late_pass:{given.pk}:{event}:{person.email}",
            context={"late_pass": given, "campaign": given.campaign, "link": link},
        )


def to_submitters(name, entry, event, **context) -> None:
    for address, language in entry.submitters():
        write(name, address, language, f"{event}:{address}", entry, **context)


def write(name, to, language, key, entry, **context) -> None:
    outbox.queue_all([compose(name, to, language, key, entry, **context)])


def compose(name, to, language, key, entry, *, links=None, **context) -> Letter:
    """`links` are views with their arguments: their addresses are in the reader's language too."""
    links = {"link": ("pledges:entry_status", [entry.uuid])} | (links or {})
    with translation.override(language):
        addresses = {word: reverse(view, args=arguments) for word, (view, arguments) in links.items()}
    context = {"entry": entry, "campaign": entry.campaign, **addresses, **context}
    return outbox.compose(f"pledges/letters/{name}.txt", to=to, language=language, key=key, context=context)
