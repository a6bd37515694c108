"""The ledger of permissions: who gave what, in which words, and when it ended."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from people.actions import give_consent, withdraw_consent
from people.models import AppendOnlyError, Consent, ConsentText, Purpose
from tests import make

pytestmark = pytest.mark.django_db

HOW = Consent.How.FORM


def give(subject, *, text=None, by=None, organisation=None):
    text = text or make.consent_text(wording=make.words("Tekstin saa julkaista.", "Texten får publiceras."))
    organisation = organisation or make.organisation(people=[by] if by else [])
    return give_consent(subject, "Lupaus", text, by=by, organisation=organisation, how=HOW)


def test_a_permission_keeps_the_wording_language_person_and_organisation():
    person, subject = make.user(), uuid4()

    with translation.override("sv"):
        given = give(subject, by=person)

    assert (
        given.subject,
        given.subject_label,
        given.given,
        given.language,
        given.wording,
        given.person,
        list(person.organisations.all()),
        given.how,
    ) == (subject, "Lupaus", True, "sv", "Texten får publiceras.", person, [given.organisation], "form")


def test_giving_the_same_permission_twice_leaves_one():
    subject, text, organisation = uuid4(), make.consent_text(), make.organisation()

    first = give(subject, text=text, organisation=organisation)
    second = give(subject, text=text, organisation=organisation)

    assert (first, Consent.objects.count()) == (second, 1)


def test_agreeing_to_a_newer_wording_is_a_new_permission():
    subject, organisation = uuid4(), make.organisation()
    give(subject, text=make.consent_text(), organisation=organisation)
    give(subject, text=make.consent_text(), organisation=organisation)

    in_force = Consent.objects.in_force().about(subject).order_by("pk")

    assert [consent.text.version for consent in in_force] == [1, 2]


def test_withdrawing_ends_every_wording_agreed_to_and_is_itself_written_down():
    person, subject, organisation = make.user(), uuid4(), make.organisation()
    make.Representative.objects.create(user=person, organisation=organisation, role="owner")
    older = give(subject, text=make.consent_text(), organisation=organisation)
    newer = give(subject, text=make.consent_text(), organisation=organisation)

    withdrawn = withdraw_consent(subject, Purpose.PUBLISH_TEXT, by=person, how=Consent.How.LINK)

    ended = Consent.objects.filter(given=False).order_by("withdraws_id")
    assert (withdrawn, list(Consent.objects.in_force())) == (2, [])
    assert [(row.withdraws, row.person, row.how, row.wording) for row in ended] == [
        (older, person, "link", older.wording),
        (newer, person, "link", newer.wording),
    ]


def test_a_withdrawal_keeps_the_language_of_the_wording_it_ends():
    subject = uuid4()
    with translation.override("sv"):
        give(subject)

    with translation.override("en"):
        withdraw_consent(subject, Purpose.PUBLISH_TEXT, by=None, how=HOW)

    assert list(Consent.objects.order_by("pk").values_list("given", "language", "wording")) == [
        (True, "sv", "Texten får publiceras."),
        (False, "sv", "Texten får publiceras."),
    ]


def test_withdrawing_touches_no_other_purpose_and_no_other_subject():
    subject, other, organisation = uuid4(), uuid4(), make.organisation()
    image = give(subject, text=make.consent_text(Purpose.PUBLISH_IMAGE), organisation=organisation)
    elsewhere = give(other, text=make.consent_text(Purpose.PUBLISH_TEXT), organisation=organisation)

    withdrawn = withdraw_consent(subject, Purpose.PUBLISH_TEXT, by=None, how=HOW)

    assert (withdrawn, list(Consent.objects.in_force().order_by("pk"))) == (0, [image, elsewhere])


def test_withdrawing_twice_ends_it_once():
    subject = uuid4()
    give(subject)

    times = [withdraw_consent(subject, Purpose.PUBLISH_TEXT, by=None, how=HOW) for _ in range(2)]

    assert (times, Consent.objects.count()) == ([1, 0], 2)


def test_a_permission_can_be_given_again_after_its_withdrawal():
    subject, text, organisation = uuid4(), make.consent_text(), make.organisation()
    give(subject, text=text, organisation=organisation)
    withdraw_consent(subject, Purpose.PUBLISH_TEXT, by=None, how=HOW)

    again = give(subject, text=text, organisation=organisation)

    assert list(Consent.objects.in_force().about(subject)) == [again]


def test_a_stranger_withdraws_nothing():
    subject = uuid4()
    given = give(subject, by=make.user())

    with pytest.raises(PermissionDenied):
        withdraw_consent(subject, Purpose.PUBLISH_TEXT, by=make.user(), how=HOW)

    assert list(Consent.objects.in_force()) == [given]


def changed(consent):
    consent.wording = "Jotain muuta"
    consent.save()


@pytest.mark.parametrize(
    "attack",
    [
        changed,
        lambda consent: consent.delete(),
        lambda consent: Consent.objects.all().delete(),
        lambda consent: Consent.objects.update(given=False),
        lambda consent: Consent.objects.filter(pk=consent.pk).update(wording=""),
        lambda consent: Consent.objects.bulk_update([consent], ["wording"]),
        lambda consent: Consent.objects.in_force().delete(),
    ],
)
def test_no_row_of_the_ledger_is_changed_or_deleted(attack):
    given = give(uuid4())

    with pytest.raises(AppendOnlyError), transaction.atomic():
        attack(given)

    assert list(Consent.objects.values_list("given", "wording")) == [(True, "Tekstin saa julkaista.")]


@pytest.mark.parametrize(
    "attack",
    [
        lambda text: text.save(),
        lambda text: text.delete(),
        lambda text: ConsentText.objects.all().delete(),
        lambda text: ConsentText.objects.update(wording="Jotain muuta"),
    ],
)
def test_no_wording_is_changed_or_deleted(attack):
    text = make.consent_text()

    with pytest.raises(AppendOnlyError), transaction.atomic():
        attack(text)

    assert [str(kept.wording) for kept in ConsentText.objects.all()] == ["Tekstin saa julkaista."]


@pytest.mark.parametrize(("given", "withdraws"), [(True, True), (False, False)])
def test_the_database_refuses_a_row_that_is_neither_permission_nor_withdrawal(given, withdraws):
    first = give(uuid4())
    row = Consent(
        text=first.text,
        subject=first.subject,
        given=given,
        withdraws=first if withdraws else None,
        language="fi",
        wording="x",
        how=HOW,
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_newest_wording_of_each_purpose_is_the_one_in_force():
    make.consent_text(Purpose.PUBLISH_TEXT)
    newest = make.consent_text(Purpose.PUBLISH_TEXT)
    image = make.consent_text(Purpose.PUBLISH_IMAGE)

    assert list(ConsentText.objects.in_force()) == [newest, image]


def test_there_are_no_two_wordings_of_the_same_version():
    make.consent_text(version=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        make.consent_text(version=1)
