"""Verbs of naming: what a representative changes about an organisation whose name others read already.

Names, websites and logos are public beside entries that staff have read. So once an organisation is named
somewhere, another name, website or logo is a proposal until staff have looked at it as well.

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

from people import outbox, pictures
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
def change(organisation, *, name: dict, website: str, logo: str | None = None, by) -> Proposal | None:
    """Give the organisation these words and this logo, at once or, where it is named, as a proposal.

    Without a `logo` the one that stands stays, and so does one that was asked for; an empty one takes
    both away, and that at once.
    """
    if by is not None and not represents(by, organisation):
        raise PermissionDenied
    organisation = _hold(organisation.pk)
    if logo == "":
        _give_logo(organisation, "")
    wanted = {"name": {code: text for code, text in name.items() if text}, "website": website}
    standing = Proposal.objects.filter(organisation=organisation).first()
    if logo is None:
        logo = standing.logo if standing else ""
    if standing and (words(standing), standing.logo) == (wanted, logo):
        return standing
    if standing:
        standing.delete()
        _drop(standing.logo, unless=logo)
    if words(organisation) == wanted and not logo:
        if standing:
            log(instance=organisation, action="people.organisation.take_back_proposal", user=by)
        return None
    if not is_named(organisation):
        _give(organisation, wanted, logo)
        return None
    data = {**wanted, "logo": bool(logo)}
    log(instance=organisation, action="people.organisation.propose", user=by, data=data)
    return Proposal.objects.create(
        organisation=organisation, name=LazyI18nString(wanted["name"]), website=website, logo=logo, by=by
    )


@transaction.atomic
def accept(proposal, *, by) -> Organisation:
    """What was proposed stands from now on, wherever the organisation is named. Raises AlreadyDecided."""
    organisation, proposal = _take(proposal, by)
    data = {"before": words(organisation), "now": words(proposal), "logo": bool(proposal.logo)}
    _give(organisation, data["now"], proposal.logo)
    log(instance=organisation, action="people.organisation.accept_proposal", user=by, data=data)
    _write("proposal_accepted", proposal)
    return organisation


@transaction.atomic
def decline(proposal, reason: str, *, by) -> Organisation:
    organisation, proposal = _take(proposal, by)
    _drop(proposal.logo)
    data = {**words(proposal), "logo": bool(proposal.logo), "reason": reason}
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


def _give(organisation, wanted: dict, logo: str) -> None:
    organisation.name, organisation.website = LazyI18nString(wanted["name"]), wanted["website"]
    organisation.save(update_fields=["name", "website"])
    if logo:
        _give_logo(organisation, logo)


def _give_logo(organisation, logo: str) -> None:
    before, organisation.logo = organisation.logo, logo
    organisation.save(update_fields=["logo"])
    _drop(before, unless=logo)


def _drop(logo: str, *, unless: str = "") -> None:
    """Nobody sees this picture any more. It goes once that is certain."""
    if logo and logo != unless:
        transaction.on_commit(lambda: pictures.remove(logo))


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
