"""Verbs about people: registering organisations, permissions given and withdrawn."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from people.models import Consent, ConsentText, Organisation, Representative
from people.permissions import represents

MOST_ORGANISATIONS_A_DAY = 20


class TooManyOrganisations(Exception):  # noqa: N818
    """One person has registered more organisations today than anybody needs in good faith."""


@transaction.atomic
def register_organisation(*, by, **fields) -> Organisation:
    """Create an organisation; the person who registers it becomes its main representative."""
    if by is not None and done_today("people.organisation.register", by) >= MOST_ORGANISATIONS_A_DAY:
        raise TooManyOrganisations
    organisation = Organisation(**fields)
    organisation.full_clean(exclude=["people"])
    organisation.save()
    if by is not None:
        Representative.objects.create(user=by, organisation=organisation, role=Representative.Role.OWNER)
    log(instance=organisation, action="people.organisation.register", user=by)
    return organisation


def done_today(action: str, by) -> int:
    """How often a person has done something within a day, by the log."""
    done = ModelLogEntry.objects.filter(action=action, user=by)
    return done.filter(timestamp__gte=timezone.now() - timedelta(days=1)).count()


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
