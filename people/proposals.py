"""Verbs of naming: what a representative changes about an organisation whose name others read already.

Names and websites are public beside entries that staff have read. So once an organisation is named
somewhere, another name or website is a proposal until staff have looked at it as well.

Packages say where an organisation is named with `hooks.register("organisation_is_named")`: a function
of the organisation that returns whether it is.
"""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils import translation
from i18nfield.strings import LazyI18nString
from wagtail import hooks
from wagtail.log_actions import log

from people import outbox
from people.models import Organisation, Proposal
from people.permissions import can_decide, represents


class AlreadyDecided(Exception):  # noqa: N818
    """The proposal was decided, taken back or typed anew meanwhile."""


def is_named(organisation) -> bool:
    """Somebody else has read the organisation's name, or is reading it."""
    return any(names(organisation) for names in hooks.get_hooks("organisation_is_named"))


def words(thing) -> dict:
    """Name and website of an organisation or a proposal, to be compared and kept in the log."""
    names = (
        thing.name.data if isinstance(thing.name.data, dict) else {settings.LANGUAGE_CODE: str(thing.name)}
    )
    return {"name": {code: name for code, name in names.items() if name}, "website": thing.website}


@transaction.atomic
def change(organisation, *, name: dict, website: str, by) -> Proposal | None:
    """Give the organisation these words, at once or, where it is named, as a proposal."""
    if by is not None and not represents(by, organisation):
        raise PermissionDenied
    organisation = _hold(organisation.pk)
    wanted = {"name": {code: text for code, text in name.items() if text}, "website": website}
    standing = Proposal.objects.filter(organisation=organisation).first()
    if standing and words(standing) == wanted:
        return standing
    if standing:
        standing.delete()
    if words(organisation) == wanted:
        if standing:
            log(instance=organisation, action="people.organisation.take_back_proposal", user=by)
        return None
    if not is_named(organisation):
        _give(organisation, wanted)
        return None
    log(instance=organisation, action="people.organisation.propose", user=by, data=wanted)
    return Proposal.objects.create(
        organisation=organisation, name=LazyI18nString(wanted["name"]), website=website, by=by
    )


@transaction.atomic
def accept(proposal, *, by) -> Organisation:
    """The proposed words stand from now on, wherever the organisation is named. Raises AlreadyDecided."""
    organisation, proposal = _take(proposal, by)
    data = {"before": words(organisation), "now": words(proposal)}
    _give(organisation, data["now"])
    log(instance=organisation, action="people.organisation.accept_proposal", user=by, data=data)
    _write("proposal_accepted", proposal)
    return organisation


@transaction.atomic
def decline(proposal, reason: str, *, by) -> Organisation:
    organisation, proposal = _take(proposal, by)
    data = {**words(proposal), "reason": reason}
    log(instance=organisation, action="people.organisation.decline_proposal", user=by, data=data)
    _write("proposal_declined", proposal, reason=reason)
    return organisation


def _take(proposal, by) -> tuple[Organisation, Proposal]:
    organisation = _hold(proposal.organisation_id)
    if by is not None and not can_decide(by, organisation):
        raise PermissionDenied
    read = Proposal.objects.filter(pk=proposal.pk).first()
    if read is None:
        raise AlreadyDecided
    key = read.pk
    read.delete()
    read.pk = key
    return organisation, read


def _hold(pk: int) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=pk)


def _give(organisation, wanted: dict) -> None:
    organisation.name, organisation.website = LazyI18nString(wanted["name"]), wanted["website"]
    organisation.save(update_fields=["name", "website"])


def _write(name: str, proposal, **context) -> None:
    """To whoever asked, if they still act for the organisation."""
    person, organisation = proposal.by, proposal.organisation
    if person is None or not person.is_active or not represents(person, organisation):
        return
    with translation.override(person.language):
        link = resolve_url("organisation", organisation.uuid)
    outbox.queue(
        f"people/letters/{name}.txt",
        to=person.email,
        language=person.language,
        key=f"{name}:{proposal.pk}",
        context={"organisation": organisation, "proposal": proposal, "link": link, **context},
    )
