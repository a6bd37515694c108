"""What the screens about the results of a round have in common."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from judging.models import Round


def round_at(pk: int) -> Round:
    """The round of an address, or 404; practice has no results."""
    return get_object_or_404(Round.objects.real().select_related("campaign"), pk=pk)


def path_to_ranking(this: Round):
    address = reverse("judging:ranking", args=[this.campaign.slug])
    return [(_("Ranking: %(campaign)s") % {"campaign": this.campaign}, f"{address}?round={this.pk}")]
