"""Verbs about people: registering organisations, acting for them, permissions given and withdrawn."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from people import outbox
from people.models import Consent, ConsentText, Organisation, Representative, User
from people.permissions import can_manage_people, represents

# Anybody can have an account, and a letter goes to whatever address is typed.
MOST_COLLEAGUES_A_DAY = 20


class TooManyColleagues(Exception):  # noqa: N818
    """One person has added more colleagues today than anybody needs in good faith."""


@transaction.atomic
def register_organisation(*, by, **fields) -> Organisation:
    """Create an organisation; the person who registers it becomes its main representative."""
    organisation = Organisation(**fields)
    organisation.full_clean(exclude=["people"])
    organisation.save()
    if by is not None:
        Representative.objects.create(user=by, organisation=organisation, role=Representative.Role.OWNER)
    log(instance=organisation, action="people.organisation.register", user=by)
    return organisation


@transaction.atomic
def add_representative(organisation, email: str, *, by) -> Representative:
    """Let the person behind an address act for the organisation, and tell them by letter."""
    if by is not None and not can_manage_people(by, organisation):
        raise PermissionDenied
    if by is not None and _added_today(by) >= MOST_COLLEAGUES_A_DAY:
        raise TooManyColleagues
    user = User.objects.for_address(email, by.language if by else translation.get_language())
    representative, created = Representative.objects.get_or_create(user=user, organisation=organisation)
    if created:
        log(instance=organisation, action="people.organisation.add_person", user=by, data={"person": user.pk})
        with translation.override(user.language):
            link = reverse("pledges:my_entries")
        outbox.queue(
            "people/letters/representative_added.txt",
            to=user.email,
            language=user.language,
            key=f"representative:{representative.pk}",
            context={"organisation": organisation, "by": by, "link": link},
        )
    return representative


def _added_today(by) -> int:
    added = ModelLogEntry.objects.filter(action="people.organisation.add_person", user=by)
    return added.filter(timestamp__gte=timezone.now() - timedelta(days=1)).count()


@transaction.atomic
def remove_representative(representative, *, by) -> None:
    """Stop somebody acting for the organisation; its last main representative stays."""
    # Two who remove each other at once would leave nobody: the second waits for the first.
    organisation = Organisation.objects.select_for_update().get(pk=representative.organisation_id)
    if by is not None and not can_manage_people(by, organisation):
        raise PermissionDenied
    others = organisation.representatives.exclude(pk=representative.pk)
    if not others.filter(role=Representative.Role.OWNER).exists():
        raise PermissionDenied
    log(
        instance=organisation,
        action="people.organisation.remove_person",
        user=by,
        data={"person": representative.user_id},
    )
    representative.delete()


def give_consent(
    subject, subject_label: str, text: ConsentText, *, by, organisation, how, note=""
) -> Consent:
    """Record that a permission was given, with the exact wording in the reader's language."""
    standing = Consent.objects.in_force().about(subject).filter(text__purpose=text.purpose).first()
    if standing and standing.text_id == text.pk:
        return standing
    language = translation.get_language()
    return Consent.objects.create(
        text=text,
        subject=subject,
        subject_label=subject_label[:200],
        given=True,
        language=language,
        wording=text.wording.localize(language),
        person=by,
        organisation=organisation,
        how=how,
        note=note,
    )


def withdraw_consent(subject, purpose: str, *, by, how) -> int:
    """Withdraw every standing permission of one purpose about a subject; return how many there were."""
    withdrawn = 0
    for consent in Consent.objects.in_force().about(subject).filter(text__purpose=purpose):
        if by is not None and consent.organisation and not represents(by, consent.organisation):
            raise PermissionDenied
        try:
            with transaction.atomic():
                Consent.objects.create(
                    text=consent.text,
                    subject=subject,
                    subject_label=consent.subject_label,
                    given=False,
                    withdraws=consent,
                    language=consent.language,
                    wording=consent.wording,
                    person=by,
                    organisation=consent.organisation,
                    how=how,
                )
        except IntegrityError:
            continue  # somebody else withdrew it in the same moment
        withdrawn += 1
    return withdrawn
