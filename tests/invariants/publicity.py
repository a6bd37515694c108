"""What the public sees, and by whose permission."""

from collections import defaultdict

from django.conf import settings
from django.utils import timezone, translation

from people.models import Consent
from pledges.models import Attachment, Entry, Partner, Translation
from pledges.open_data import public_record, public_records

SEEN_BY_THE_PUBLIC = {"accepted", "selected", "in_practice", "completed"}


def public_is_exactly_what_state_consent_and_moment_allow():
    standing = standing_permissions()
    allowed = {
        entry.pk
        for entry in Entry.objects.select_related("campaign")
        if entry.state in SEEN_BY_THE_PUBLIC
        and "publish_text" in standing[entry.uuid]
        and not entry.campaign.is_rehearsal
        and entry.campaign.publishes_at <= timezone.now()
    }
    shown = set(Entry.objects.public().values_list("pk", flat=True))
    yield from (f"shown: entry {pk}" for pk in shown - allowed)
    yield from (f"hidden: entry {pk}" for pk in allowed - shown)


def only_confirmed_partners_that_permit_it_are_named_and_shown_with_their_logo():
    entries = list(Entry.objects.public().for_reading())
    if not entries:
        return
    shown = defaultdict(list)
    agreed = Partner.objects.filter(state__in=["confirmed", "corrected"], may_use_name=True)
    for partner in agreed.select_related("organisation").order_by("pk"):
        logo = partner.pk if partner.may_use_logo and partner.organisation.logo else 0
        shown[partner.entry_id].append((str(partner.organisation), logo))
    for entry, record in zip(entries, public_records(entries), strict=True):
        if [(partner.name, partner.logo) for partner in record.partners] != shown[entry.pk]:
            yield entry


def nobody_is_named_without_permission():
    entries = list(Entry.objects.public().for_reading())
    standing = standing_permissions() if entries else {}
    for entry, record in zip(entries, public_records(entries), strict=True):
        if record.organisation and "publish_organisation" not in standing[entry.uuid]:
            yield f"{entry}: organisation"
        contact = record.contact_name + record.contact_email + record.contact_phone
        if contact and "publish_contact" not in standing[entry.uuid]:
            yield f"{entry}: contact"
        if record.has_image and "publish_image" not in standing[entry.uuid]:
            yield f"{entry}: image"


def no_file_is_public_that_its_question_its_writer_or_a_permission_keeps_back():
    entries = list(Entry.objects.public().filter(attachments__isnull=False).distinct().for_reading())
    standing = standing_permissions() if entries else {}
    for entry in entries:
        shown = {file.pk for file in public_record(entry).attachments}
        for file in Attachment.objects.filter(pk__in=shown).select_related("question"):
            audience = file.question.audience if file.question else "public"
            is_picture = file.type in ("jpg", "png", "webp")
            if not file.is_public or audience != "public" or (is_picture and not file.alt):
                yield f"{entry}: {file}"
            if is_picture and "publish_image" not in standing[entry.uuid]:
                yield f"{entry}: {file} is a picture"


def what_is_read_in_another_language_is_a_whole_translation():
    entries = list(Entry.objects.public().for_reading())
    for code, _name in settings.LANGUAGES if entries else ():
        with translation.override(code):
            records = public_records(entries)
        for entry, record in zip(entries, records, strict=True):
            shown = (record.title, record.summary, record.description, record.plain_summary)
            own = (entry.title, entry.summary, entry.description, entry.plain_summary)
            whole = [
                (one.title, one.summary, one.description, one.plain_summary)
                for one in Translation.objects.filter(entry=entry, language=record.shown_in)
                if one.title and one.summary and one.description
            ]
            if record.shown_in == entry.language:
                whole = [own]
            if [shown] != whole or record.shown_in not in (code, entry.language):
                yield f"{entry} in {code}"


def standing_permissions():
    """Purposes in force per subject, told from the ledger alone."""
    withdrawn = set(Consent.objects.filter(given=False).values_list("withdraws_id", flat=True))
    standing = defaultdict(set)
    for pk, subject, purpose in Consent.objects.filter(given=True).values_list(
        "pk", "subject", "text__purpose"
    ):
        if pk not in withdrawn:
            standing[subject].add(purpose)
    return standing
