"""Verbs of partnership: invite, answer by link without an account, withdraw an invitation, leave.

The invitation's link carries the partner's key. Answering replaces the key in the same statement
that moves the state, so a link answers once; the page behind a used link says so.
"""

import uuid
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from i18nfield.strings import LazyI18nString
from wagtail.log_actions import log

from campaign.lifecycle import move
from people.business_id import normalise
from people.models import Organisation
from pledges import letters, permissions
from pledges.models import Entry, Partner
from pledges.states import STANDING, PartnerState

# Anybody can have an account, and an invitation carries their words to any address.
MOST_A_DAY = 50


class AlreadyPartner(Exception):  # noqa: N818
    """The organisation has a standing invitation or partnership in this entry."""


class TooManyInvitations(Exception):  # noqa: N818
    """Invitations of one person's entries today have reached what nobody needs in good faith."""


@transaction.atomic
def invite(
    entry,
    *,
    name: str,
    kind: str,
    business_id: str,
    role: str,
    contribution: str,
    email: str,
    language: str,
    by,
):
    """Invite an organisation to take part; return the Partner.

    An organisation that somebody already acts for is asked at its own representatives' addresses,
    whatever address was typed: knowing a business ID must not let anybody answer for it.
    """
    # A second press waits here for the first, and then finds the invitation.
    entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())
    if by is not None and not permissions.can_invite(by, entry):
        raise PermissionDenied
    if _has_partner(entry, name, business_id):
        raise AlreadyPartner
    if by is not None and _invited_today(entry) >= MOST_A_DAY:
        raise TooManyInvitations
    organisation = _find_or_make(name, kind, business_id, language)
    partner = Partner.objects.create(
        entry=entry,
        organisation=organisation,
        role=role,
        contribution=contribution,
        email=email,
        language=language,
    )
    letters.invitation(partner, _addresses(partner))
    log(instance=entry, action="pledges.entry.invite", user=by, data={"organisation": organisation.pk})
    return partner


def _invited_today(entry) -> int:
    since = timezone.now() - timedelta(days=1)
    return Partner.objects.filter(entry__created_by=entry.created_by, invited_at__gte=since).count()


def _has_partner(entry, name, business_id) -> bool:
    """The organisation files the entry or is asked already; without a business ID its name decides."""
    standing = entry.partners.select_related("organisation").filter(state__in=STANDING)
    taking_part = [entry.organisation, *(partner.organisation for partner in standing)]
    if business_id:
        return normalise(business_id) in {organisation.business_id for organisation in taking_part}
    return name.casefold() in {str(organisation).casefold() for organisation in taking_part}


def _find_or_make(name, kind, business_id, language):
    fields = {"name": LazyI18nString({language: name}), "kind": kind}
    if not business_id:
        return Organisation.objects.create(**fields)
    return Organisation.objects.get_or_create(business_id=normalise(business_id), defaults=fields)[0]


def _addresses(partner) -> list[tuple[str, str]]:
    """(address, language) of everybody who may answer for the organisation."""
    people = partner.organisation.people.filter(is_active=True)
    return [(person.email, person.language) for person in people] or [(partner.email, partner.language)]


@transaction.atomic
def confirm(partner, *, role: str, contribution: str, name: str, note: str = "") -> Partner:
    """The partner agrees to be named; it may correct role, contribution and a name nobody else uses.

    Once screening has passed the entry, what is said of the partner stands as it was screened.
    """
    organisation = partner.organisation
    if not permissions.can_correct(partner):
        role, contribution = partner.role, partner.contribution
    renamed = name != str(organisation) and permissions.can_correct_name(partner)
    corrected = renamed or (role, contribution) != (partner.role, partner.contribution)
    _answer(
        partner,
        PartnerState.CONFIRMED,
        role=role,
        contribution=contribution,
        corrected=corrected,
        answer_note=note,
    )
    if renamed:
        _rename(organisation, name)
    letters.partner_answered(partner)
    return partner


def _rename(organisation, name: str) -> None:
    """Correct the name in every language that had the wrong one which the partner saw."""
    seen, names = str(organisation), organisation.name.data
    names = names if isinstance(names, dict) else {}
    corrected = {code: name if text == seen else text for code, text in names.items()}
    organisation.name = LazyI18nString(corrected or {get_language(): name})
    organisation.save(update_fields=["name"])


@transaction.atomic
def decline(partner, *, note: str = "") -> Partner:
    _answer(partner, PartnerState.DECLINED, answer_note=note)
    letters.partner_answered(partner)
    return partner


@transaction.atomic
def remove(partner, *, by) -> Partner:
    """The submitter takes an invitation or a partner out of a draft."""
    if by is not None and not permissions.can_invite(by, partner.entry):
        raise PermissionDenied
    return _answer(partner, PartnerState.LEFT, by=by)


def _answer(partner, target, *, by=None, **data):
    return move(partner, target, by=by, key=uuid.uuid4(), answered_at=timezone.now(), **data)
