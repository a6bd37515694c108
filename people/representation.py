"""Verbs of representation: somebody is asked to act for an organisation, says yes or no, stops acting."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils import translation
from wagtail.log_actions import log

from people import outbox
from people.actions import done_today
from people.models import Nomination, Organisation, Representative, User
from people.permissions import can_appoint, can_manage_people, represents

OWNER, MEMBER = Representative.Role.OWNER, Representative.Role.MEMBER
# Anybody can have an account, and a letter goes to whatever address is typed.
MOST_A_DAY = 20


class TooManyNominations(Exception):  # noqa: N818
    """One person has asked more colleagues today than anybody needs in good faith."""


class NotAsked(Exception):  # noqa: N818
    """Nobody asks this any more: it was answered or taken back."""


@transaction.atomic
def nominate(organisation, email: str, *, by, role=MEMBER, with_letter=True) -> Nomination | None:
    """Ask the person behind an address to act for the organisation; None when they do already.

    The system (`by` None) asks whoever an invitation reached, as long as nobody acts for the organisation.
    """
    _demand(by, organisation)
    if by is None and _hold(organisation.pk).is_claimed:
        return None
    if by is not None and not can_appoint(by):
        role = MEMBER
        if done_today("people.organisation.nominate", by) >= MOST_A_DAY:
            raise TooManyNominations
    email = email.strip().lower()
    if organisation.representatives.filter(user__email=email, role__in={role, OWNER}).exists():
        return None
    nomination, created = Nomination.objects.get_or_create(
        organisation=organisation, email=email, defaults={"role": role, "by": by}
    )
    if created:
        data = {"nomination": nomination.pk, "role": role}
        log(instance=organisation, action="people.organisation.nominate", user=by, data=data)
        if with_letter:
            _write(nomination)
    elif role == OWNER:
        Nomination.objects.filter(pk=nomination.pk).update(role=role, by=by)
    return nomination


def _write(nomination) -> None:
    known = User.objects.filter(email=nomination.email).first()
    asking = known or nomination.by
    language = asking.language if asking else translation.get_language()
    with translation.override(language):
        link = resolve_url(settings.LOGIN_REDIRECT_URL)
    # A colleague's name says something to the reader; otherwise the staff of the site ask.
    by_colleague = nomination.by is not None and represents(nomination.by, nomination.organisation)
    outbox.queue(
        "people/letters/nominated.txt",
        to=nomination.email,
        language=language,
        key=f"nomination:{nomination.pk}",
        context={"organisation": nomination.organisation, "by": by_colleague and nomination.by, "link": link},
    )


@transaction.atomic
def accept(nomination, *, by) -> Representative:
    """The person says yes and acts for the organisation from now on. Raises NotAsked."""
    organisation = _hold(nomination.organisation_id)
    asked = _take(nomination, by)
    # An organisation that people act for has a main representative.
    others = organisation.representatives.filter(role=OWNER).exclude(user=by)
    role = asked.role if others.exists() else OWNER
    representative, created = Representative.objects.get_or_create(
        user=by, organisation=organisation, defaults={"role": role}
    )
    if not created and role == OWNER:
        Representative.objects.filter(pk=representative.pk).update(role=role)
    # Now that somebody acts for it, an invitation makes nobody else do so.
    organisation.nominations.filter(by=None).delete()
    data = {"person": by.pk, "asked_by": asked.by_id, "role": role}
    log(instance=organisation, action="people.organisation.add_person", user=by, data=data)
    return representative


@transaction.atomic
def decline(nomination, *, by) -> None:
    organisation = _hold(nomination.organisation_id)
    _take(nomination, by)
    log(instance=organisation, action="people.organisation.decline_nomination", user=by)


def _take(nomination, person) -> Nomination:
    """The question to this person, answered with this: of two presses the second finds nothing."""
    asked = Nomination.objects.select_for_update().filter(pk=nomination.pk, email=person.email).first()
    if asked is None:
        raise NotAsked
    asked.delete()
    return asked


@transaction.atomic
def take_back(nomination, *, by) -> None:
    """Whoever may ask may also take it back before it is answered."""
    organisation = _hold(nomination.organisation_id)
    _demand(by, organisation)
    if Nomination.objects.filter(pk=nomination.pk).delete()[0]:
        log(instance=organisation, action="people.organisation.take_back_nomination", user=by)


@transaction.atomic
def remove(representative, *, by) -> None:
    """Stop somebody acting for the organisation, and what they asked others with them.

    Only staff remove its last main representative.
    """
    # Two who remove each other at once would leave nobody: the second waits for the first.
    organisation = _hold(representative.organisation_id)
    _demand(by, organisation)
    others = organisation.representatives.exclude(pk=representative.pk)
    if not others.filter(role=OWNER).exists() and not (by is not None and can_appoint(by)):
        raise PermissionDenied
    data = {"person": representative.user_id}
    log(instance=organisation, action="people.organisation.remove_person", user=by, data=data)
    organisation.nominations.filter(by=representative.user_id).delete()
    representative.delete()
    hand_over(organisation)


def hand_over(organisation) -> None:
    """Where nobody is main representative, whoever has acted for the organisation longest becomes it."""
    acting = organisation.representatives.order_by("pk")
    if not acting.filter(role=OWNER).exists():
        acting.filter(pk__in=acting[:1]).update(role=OWNER)


def _hold(pk: int) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=pk)


def _demand(by, organisation) -> None:
    if by is not None and not (can_manage_people(by, organisation) or can_appoint(by)):
        raise PermissionDenied
