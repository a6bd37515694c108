"""My entries: what I have to do now, organisation by organisation."""

from django.shortcuts import get_object_or_404, render

from campaign.models import Campaign
from people.doors import personal
from people.models import Consent, Nomination, Organisation, Purpose
from pledges import interest_list
from pledges.guidance import guidance, last_moment
from pledges.models import Entry


def own_entry(request, uuid) -> Entry:
    """An entry of an organisation that the person represents; anything else is not found."""
    return get_object_or_404(_own(request.user), uuid=uuid)


def written_entry(request, uuid) -> Entry:
    """An own entry, or one that a partner lets the person write along in, sent meanwhile or not."""
    entry = _own(request.user).filter(uuid=uuid).first()
    return entry or get_object_or_404(_shared(request.user), uuid=uuid)


def open_entry(request, uuid) -> Entry:
    """An own entry, or one that the person writes along in at this moment."""
    entry = _own(request.user).filter(uuid=uuid).first()
    return entry or get_object_or_404(_shared(request.user).editable(), uuid=uuid)


def _shared(user):
    return _whole(Entry.objects.written_along_by(user))


def _own(user):
    return _whole(Entry.objects.of(user))


def _whole(entries):
    """With what rights ask, and with what tells how far each has come."""
    read = entries.for_reading().select_related("created_by")
    return read.prefetch_related(
        *("campaign__late_passes", "organisation__representatives", "answers", "attachments")
    )


def _soonest_first(row):
    until = row[1].until
    return (until is None, until.timestamp() if until else 0)


@personal
def my_entries(request):
    organisations = Organisation.objects.filter(representatives__user=request.user).order_by("pk")
    entries = _own(request.user).order_by("-updated_at")
    rows = sorted(((entry, guidance(entry)) for entry in entries), key=_soonest_first)
    shared = [
        (entry, last_moment(entry)) for entry in _shared(request.user).editable().order_by("-updated_at")
    ]
    permitted = Consent.objects.in_force().filter(subject__in=[entry.uuid for entry in entries])
    groups = [
        (organisation, [row for row in rows if row[0].organisation_id == organisation.pk])
        for organisation in organisations
    ]
    return render(
        request,
        "pledges/my_entries.html",
        {
            "groups": groups,
            "shared": shared,
            "nominations": Nomination.objects.filter(email=request.user.email).select_related("organisation"),
            "interests": interest_list.own(request.user),
            "open_campaigns": Campaign.objects.open().newest_first(),
            "published": permitted.given_for(Purpose.PUBLISH_TEXT),
        },
    )
