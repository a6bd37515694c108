"""People, the ledger of their permissions, and their letters."""

from django.conf import settings
from django.db.models import Count, F

from people.models import Consent, Letter, Organisation, User
from pledges.models import Entry


def addresses_are_written_in_one_way():
    for email in User.objects.values_list("email", flat=True):
        if email != email.strip().lower():
            yield email


def forgotten_people_leave_nothing_personal():
    forgotten = User.objects.exclude(forgotten_at=None)
    empty = forgotten.filter(
        first_name="", last_name="", is_active=False, emailaddress=None, representations=None, groups=None
    )
    yield from forgotten.exclude(pk__in=empty.values("pk"))


def an_organisation_that_people_act_for_has_a_main_representative():
    claimed = Organisation.objects.exclude(representatives=None)
    yield from claimed.exclude(representatives__role="owner").values_list("pk", flat=True)


def a_consent_keeps_the_wording_that_was_shown():
    for consent in Consent.objects.select_related("text"):
        if not consent.wording or consent.wording != consent.text.wording.localize(consent.language):
            yield f"consent {consent.pk}"


def a_withdrawal_is_about_the_permission_that_it_ends():
    ends = Consent.objects.filter(given=False)
    same = ends.filter(
        withdraws__given=True,
        withdraws__subject=F("subject"),
        withdraws__text=F("text"),
        withdraws__pk__lt=F("pk"),
    )
    yield from ends.exclude(pk__in=same.values("pk")).values_list("pk", flat=True)


def a_permission_stands_once_per_wording():
    standing = Consent.objects.filter(given=True, withdrawal=None)
    twice = standing.order_by().values("subject", "text").annotate(times=Count("pk")).filter(times__gt=1)
    yield from twice.values_list("subject", flat=True)


def permission_for_an_entry_comes_from_its_submitter():
    owners = dict(Entry.objects.values_list("uuid", "organisation_id"))
    for pk, subject, organisation in Consent.objects.values_list("pk", "subject", "organisation_id"):
        if subject in owners and organisation != owners[subject]:
            yield f"consent {pk}"


def letters_of_rehearsals_never_leave():
    yield from Letter.objects.exclude(captured_for="").exclude(sent_at=None, tries=0)
    yield from Letter.objects.filter(to__endswith="@rehearsal.invalid", captured_for="")


def letters_that_left_have_been_tried():
    yield from Letter.objects.filter(sent_at__isnull=False, given_up_at__isnull=False)
    yield from Letter.objects.filter(tries=0).exclude(sent_at=None, given_up_at=None)


def letters_have_one_reader_a_subject_and_a_language_of_the_site():
    languages = [code for code, _ in settings.LANGUAGES]
    yield from Letter.objects.exclude(language__in=languages).values_list("key", flat=True)
    for letter in Letter.objects.exclude(to="forgotten@invalid.example"):
        if not letter.subject or len(letter.subject.splitlines()) != 1 or "," in letter.to:
            yield letter.key
