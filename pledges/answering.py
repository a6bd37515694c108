"""Verbs of the invited, who need no account: confirm, with corrections or without, and decline.

The link in the letter is the authority. Whoever has it acts for the organisation; `by` is the person
if they have signed in as its representative, and None otherwise.
"""

from django.utils import timezone
from django.utils.translation import get_language
from i18nfield.strings import LazyI18nString

from campaign.lifecycle import IllegalMove, move
from people import representation
from people.models import Representative
from pledges import own_part, partner_letters, permissions
from pledges.models import Entry, Partner
from pledges.projection import settled
from pledges.states import PartnerState


@settled
def confirm(
    partner,
    *,
    role: str,
    contribution: str,
    name: str,
    note: str = "",
    may_use_name: bool = False,
    may_use_logo: bool = False,
    email: str = "",
    logo: str = "",
    by=None,
    at=None,
) -> Partner:
    """The partner takes part; it may correct role, contribution and a name nobody else uses.

    Once screening has passed the entry, what is said of the partner stands as it was screened. `email`
    is where an organisation reached by a link handed on gets its partner_letters.
    """
    organisation = partner.organisation
    _hold_entry(partner)
    said = {"role": partner.role, "contribution": partner.contribution, "name": str(organisation)}
    if not permissions.can_correct(partner):
        role, contribution = partner.role, partner.contribution
    if not permissions.can_correct_name(partner):
        name, logo = said["name"], ""
    words = {"role": role, "contribution": contribution, "name": name}
    corrected_from = {key: text for key, text in said.items() if words[key] != text}
    _answer(
        partner,
        PartnerState.CORRECTED if corrected_from else PartnerState.CONFIRMED,
        by=by,
        at=at,
        role=role,
        contribution=contribution,
        corrected_from=corrected_from,
        answer_note=note,
        may_use_name=may_use_name,
        may_use_logo=may_use_logo,
        email=partner.email or email,
        answered_from=_answered_from(partner, by),
        language=get_language(),
    )
    _describe(organisation, said["name"], name, logo)
    own_part.record_use(partner, by=by)
    if partner.email and permissions.can_claim(partner):
        # The page of thanks says it: whoever signs in with the invited address is asked whether they do.
        owner = Representative.Role.OWNER
        representation.nominate(organisation, partner.email, by=None, role=owner, with_letter=False)
    partner_letters.partner_answered(partner)
    partner_letters.partnership(partner)
    return partner


def _answered_from(partner, by) -> str:
    return partner.asked_through if by is None else Partner.AnsweredFrom.SIGN_IN


def _describe(organisation, seen: str, name: str, logo: str) -> None:
    """Correct the name in every language that had the wrong one which the partner saw, and keep the logo."""
    if name != seen:
        names = organisation.name.data
        names = names if isinstance(names, dict) else {}
        corrected = {code: name if text == seen else text for code, text in names.items()}
        organisation.name = LazyI18nString(corrected or {get_language(): name})
    organisation.logo = logo or organisation.logo
    if name != seen or logo:
        organisation.save(update_fields=["name", "logo"])


@settled
def decline(partner, *, note: str = "", by=None, at=None) -> Partner:
    _hold_entry(partner)
    _answer(partner, PartnerState.DECLINED, by=by, at=at, answer_note=note, language=get_language())
    partner_letters.partner_answered(partner)
    return partner


def _hold_entry(partner) -> None:
    """Always before the partner is held: of two answers at once, neither then waits for the other.

    Screening decides under the same lock: what it has not read is not corrected any more.
    """
    partner.entry.refresh_from_db(from_queryset=Entry.objects.select_for_update())


def _answer(partner, target, *, by, at, **data):
    """Once and in time, by the link that was sent last: of two who answer together one wins."""
    same = Partner.objects.select_for_update().filter(pk=partner.pk, key=partner.key)
    if not permissions.can_answer(partner, at) or not same.exists():
        raise IllegalMove(partner, target)
    return move(partner, target, by=by, answered_at=at or timezone.now(), **data)
