"""The awards of a campaign: each awarded entry beside what it was awarded for. Empty before the release."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from pledges.models import Entry
from pledges.views.public import Place


def awards(request, page, awarded, hidden_awards):
    """Both are asked of judging: the awarded of a public QuerySet of entries; the number of other awards."""
    context = {
        "page": page,
        "campaign": page.campaign,
        "trail": [Place(page.said_title, page.address), Place(_("Awards"))],
        "awarded": awarded(Entry.objects.public().in_campaign(page.campaign)),
        "hidden_awards": hidden_awards(page.campaign),
        "is_early": timezone.now() < page.campaign.announces_at,
    }
    return render(request, "pledges/public/awards.html", context)
