"""My entries: what I have to do now, organisation by organisation."""

from django.shortcuts import get_object_or_404, render

from campaign.models import Campaign
from people.doors import personal
from people.models import Organisation
from pledges.guidance import guidance
from pledges.models import Entry


def own_entry(request, uuid) -> Entry:
    """An entry of an organisation that the person represents; anything else is not found."""
    entries = Entry.objects.of(request.user).for_reading()
    return get_object_or_404(entries, uuid=uuid)


def _soonest_first(row):
    until = row[1].until
    return (until is None, until.timestamp() if until else 0)


@personal
def my_entries(request):
    organisations = Organisation.objects.filter(representatives__user=request.user).order_by("pk")
    entries = Entry.objects.of(request.user).for_reading().order_by("-updated_at")
    rows = sorted(((entry, guidance(entry)) for entry in entries), key=_soonest_first)
    groups = [
        (organisation, [row for row in rows if row[0].organisation_id == organisation.pk])
        for organisation in organisations
    ]
    return render(
        request,
        "pledges/my_entries.html",
        {"groups": groups, "open_campaigns": Campaign.objects.open().newest_first()},
    )
