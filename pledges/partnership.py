"""Verbs of the submitter about its partners: invite, remind, ask again, remove, take note of a correction.

The invitation's link carries the partner's key. It answers once and in time; asking again makes a new
one, and the old one opens nothing.
"""

import uuid
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from campaign.lifecycle import IllegalMove, move
from people.business_id import normalise
from people.models import Organisation
from pledges import partner_letters, permissions
from pledges.models import Entry, Partner
from pledges.models.partner import days_to_answer
from pledges.projection import settled
from pledges.refusals import (
    AlreadyPartner,
    PartnersFrozen,
    RemindedToday,
    TooManyInvitations,
    TooManyPartners,
)
from pledges.states import STANDING, PartnerState

# Anybody can have an account, and an invitation carries their words to any address.
MOST_A_DAY = 50
BETWEEN_REMINDERS = timedelta(days=1)


@transaction.atomic
def invite(
    entry,
    *,
    role: str,
    contribution: str,
    email: str,
    language: str,
    by,
    organisation=None,
    name: str = "",
    kind: str = "",
    business_id: str = "",
) -> Partner:
    """Invite an organisation of the register, or one described by name, kind and business ID.

    Without an address the submitter hands the link on. An organisation that somebody already acts for
    is asked at its own representatives' addresses, whatever was typed: knowing a business ID must not
    let anybody answer for it.
    """
    # A second press waits here for the first, and then finds the invitation.
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())
    _check_open(entry, by)
    organisation = organisation or _known(entry, name, business_id)
    if organisation and _takes_part(entry, organisation):
        raise AlreadyPartner
    _check_limits(entry, by)
    organisation = organisation or _register(business_id, name=LazyI18nString({language: name}), kind=kind)
    words = {"role": role, "contribution": contribution, "email": email, "language": language}
    partner = entry.partners.filter(organisation=organisation).last()
    if partner:
        return _ask(partner, by=by, **words)
    partner = Partner.objects.create(entry=entry, organisation=organisation, invited_by=by, **words)
    return _tell(partner, by=by)


def _known(entry, name, business_id) -> Organisation | None:
    """Without a business ID only the names in this entry tell who is meant."""
    if business_id:
        return Organisation.objects.filter(business_id=normalise(business_id)).first()
    involved = [entry.organisation, *(p.organisation for p in entry.partners.select_related("organisation"))]
    return next((one for one in involved if str(one).casefold() == name.casefold()), None)


def _register(business_id, **fields) -> Organisation:
    if not business_id:
        return Organisation.objects.create(**fields)
    # Somebody else's invitation may register it in the same moment.
    return Organisation.objects.get_or_create(business_id=normalise(business_id), defaults=fields)[0]


def _takes_part(entry, organisation) -> bool:
    standing = entry.partners.filter(organisation=organisation, state__in=STANDING)
    return organisation == entry.organisation or standing.exists()


def _check_open(entry, by) -> None:
    if by is None:
        return
    if not permissions.can_see_to_partners(by, entry):
        raise PermissionDenied
    if not permissions.can_invite(by, entry):
        raise PartnersFrozen


def _check_limits(entry, by) -> None:
    if by is None:
        return
    most = entry.campaign.max_partners
    if most is not None and entry.partners.filter(state__in=STANDING).count() >= most:
        raise TooManyPartners
    _check_letters_today(by)


def _check_letters_today(by) -> None:
    written = ModelLogEntry.objects.filter(
        action__in=["pledges.entry.invite", "pledges.entry.remind"],
        user=by,
        timestamp__gte=timezone.now() - timedelta(days=1),
    )
    if by is not None and written.count() >= MOST_A_DAY:
        raise TooManyInvitations


def _ask(partner, *, by, **words) -> Partner:
    """Open the question anew: a fresh key, all its days, and nothing left of an earlier answer."""
    fresh = words | {
        "key": uuid.uuid4(),
        "own_key": uuid.uuid4(),
        "invited_by": by,
        "invited_at": timezone.now(),
        "expires_at": days_to_answer(),
        "reminded_at": None,
        "answered_at": None,
        "answered_from": "",
        "answer_note": "",
        "corrected_from": {},
    }
    if partner.state != PartnerState.INVITED:
        move(partner, PartnerState.INVITED, by=by, **fresh)
    elif not Partner.objects.waiting().filter(pk=partner.pk).update(**fresh):
        raise IllegalMove(partner, PartnerState.INVITED)
    partner.refresh_from_db()
    return _tell(partner, by=by)


def _tell(partner, *, by) -> Partner:
    partner_letters.invitation(partner)
    data = {"organisation": partner.organisation_id}
    log(instance=partner.entry, action="pledges.entry.invite", user=by, data=data)
    return partner


@settled
def invite_again(partner, *, role: str, contribution: str, email: str, language: str, by) -> Partner:
    """A fresh link in place of the old one: the address was wrong, or the invitation came to nothing."""
    entry = Entry.objects.select_for_update().get(pk=partner.entry_id)
    partner.refresh_from_db()
    _check_open(entry, by)
    if partner.takes_part:
        raise AlreadyPartner
    if partner.state == PartnerState.INVITED:
        _check_letters_today(by)
    else:
        _check_limits(entry, by)
    return _ask(partner, by=by, role=role, contribution=contribution, email=email, language=language)


@transaction.atomic
def remind(partner, *, by, at=None) -> Partner:
    """Write once more about an invitation that waits for an answer; at most once a day by hand."""
    at = at or timezone.now()
    if by is not None and not permissions.can_remind(by, partner, at):
        raise PermissionDenied
    _check_letters_today(by)
    if at < (partner.reminded_at or partner.invited_at) + BETWEEN_REMINDERS:
        raise RemindedToday
    same = Partner.objects.waiting().filter(pk=partner.pk, key=partner.key, reminded_at=partner.reminded_at)
    if not same.update(reminded_at=at):
        raise RemindedToday  # in another window, in the same moment
    partner.reminded_at = at
    partner_letters.reminder(partner)
    data = {"organisation": partner.organisation_id}
    log(instance=partner.entry, action="pledges.entry.remind", user=by, data=data)
    return partner


@settled
def remove(partner, *, by) -> Partner:
    """The submitter takes back an invitation, or a partner out of a draft. Its people write no longer."""
    if by is not None and not permissions.can_remove(by, partner):
        raise PermissionDenied
    end(partner, by=by)
    partner_letters.partnership_ended(partner)
    return partner


def end(partner, *, by, **data) -> Partner:
    """Nothing of a partnership stands any more: neither its name and logo, nor its people in the draft."""
    ended = {"answered_at": timezone.now(), "may_use_name": False, "may_use_logo": False}
    move(partner, PartnerState.LEFT, by=by, **ended, **data)
    partner.writers.all().delete()
    return partner


@settled
def take_note(partner, *, by) -> Partner:
    """The submitter has seen what the partner corrected."""
    if by is not None and not permissions.can_see_own(by, partner.entry):
        raise PermissionDenied
    if partner.state != PartnerState.CORRECTED:  # nobody confirms in place of the invited
        raise IllegalMove(partner, PartnerState.CONFIRMED)
    return move(partner, PartnerState.CONFIRMED, by=by)
