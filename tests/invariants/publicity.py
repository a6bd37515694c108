"""What the public sees, and by whose permission."""

from collections import defaultdict

from django.utils import timezone

from people.models import Consent
from pledges.models import Entry, Partner
from pledges.open_data import public_records

SEEN_BY_THE_PUBLIC = {"accepted", "selected", "in_practice", "completed"}


def public_is_exactly_what_state_consent_and_moment_allow():
    standing = _standing_permissions()
    allowed = {
        entry.pk
        for entry in Entry.objects.select_related("campaign")
        if entry.state in SEEN_BY_THE_PUBLIC
        and "publish_text" in standing[entry.uuid]
        and entry.campaign.publishes_at <= timezone.now()
    }
    shown = set(Entry.objects.public().values_list("pk", flat=True))
    yield from (f"shown: entry {pk}" for pk in shown - allowed)
    yield from (f"hidden: entry {pk}" for pk in allowed - shown)


def only_confirmed_partners_are_named():
    entries = list(Entry.objects.public().for_reading())
    if not entries:
        return
    confirmed = defaultdict(list)
    for partner in Partner.objects.filter(state="confirmed").select_related("organisation").order_by("pk"):
        confirmed[partner.entry_id].append(str(partner.organisation))
    for entry, record in zip(entries, public_records(entries), strict=True):
        if [partner.name for partner in record.partners] != confirmed[entry.pk]:
            yield entry


def nobody_is_named_without_permission():
    entries = list(Entry.objects.public().for_reading())
    standing = _standing_permissions() if entries else {}
    for entry, record in zip(entries, public_records(entries), strict=True):
        if record.organisation and "publish_organisation" not in standing[entry.uuid]:
            yield f"{entry}: organisation"
        contact = record.contact_name + record.contact_email + record.contact_phone
        if contact and "publish_contact" not in standing[entry.uuid]:
            yield f"{entry}: contact"
        if record.has_image and "publish_image" not in standing[entry.uuid]:
            yield f"{entry}: image"


def _standing_permissions():
    """Purposes in force per subject, told from the ledger alone."""
    withdrawn = set(Consent.objects.filter(given=False).values_list("withdraws_id", flat=True))
    standing = defaultdict(set)
    for pk, subject, purpose in Consent.objects.filter(given=True).values_list(
        "pk", "subject", "text__purpose"
    ):
        if pk not in withdrawn:
            standing[subject].add(purpose)
    return standing
