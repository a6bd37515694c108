"""Letters about entries. Each names its event in its key, so that no event is reported twice."""

from django.urls import reverse
from django.utils import translation

from people import outbox
from people.models import Purpose
from pledges.completeness import publication_allowed


def receipt(submission) -> None:
    entry = submission.entry
    permissions = [Purpose(purpose).label for purpose in submission.content["permissions"]]
    for address in entry.submitters():
        _queue(
            "receipt",
            address,
            entry.language,
            f"receipt:{submission.pk}:{address}",
            entry,
            submission=submission,
            permissions=permissions,
        )


def outcome(entry, state: str) -> None:
    """One letter per state reached: accepted, returned, declined, withdrawn."""
    event = f"{state}:{entry.pk}:{entry.submissions.count()}"
    for address in entry.submitters():
        _queue(
            str(state),
            address,
            entry.language,
            f"{event}:{address}",
            entry,
            is_permitted=publication_allowed(entry),
        )


def invitation(partner, addresses) -> None:
    for address, language in addresses:
        with translation.override(language):
            link = reverse("pledges:partner_answer", args=[partner.key])
        _queue(
            "invitation",
            address,
            language,
            f"invitation:{partner.pk}:{address}",
            partner.entry,
            partner=partner,
            link=link,
        )


def partner_answered(partner) -> None:
    for address in partner.entry.submitters():
        _queue(
            "partner_answered",
            address,
            partner.entry.language,
            f"partner:{partner.pk}:{partner.state}:{address}",
            partner.entry,
            partner=partner,
        )


def _queue(name, to, language, key, entry, **context):
    if "link" not in context:
        with translation.override(language):
            context["link"] = reverse("pledges:entry_status", args=[entry.uuid])
    outbox.queue(
        f"pledges/letters/{name}.txt",
        to=to,
        language=language,
        key=key,
        context={"entry": entry, "campaign": entry.campaign, **context},
    )
