"""Staff lists of what belongs to campaigns: those of campaigns out of reach are not there at all."""

from functools import wraps

import django_filters
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from campaign.models import Campaign
from campaign.reach import limits_of, within
from people.viewsets.lean import LeanViewSet, ListView


def campaigns_in_reach(request):
    """What a list may be filtered by."""
    return Campaign.objects.in_reach_of(request.user).newest_first()


class CampaignFilters(WagtailFilterSet):
    campaign = django_filters.ModelChoiceFilter(queryset=campaigns_in_reach, label=gettext_lazy("Campaign"))


class ReachedListView(ListView):
    """`to_campaign` leads from the model to its campaign, as `within` takes it."""

    to_campaign = "campaign"

    def get_base_queryset(self):
        return super().get_base_queryset().filter(within(self.request.user, self.to_campaign))


class ReachedViewSet(LeanViewSet):
    """Every view about one thing answers for those in reach alone, before it looks for the thing itself."""

    to_campaign = "campaign"
    index_view_class = ReachedListView

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(to_campaign=self.to_campaign, **kwargs)

    def construct_view(self, view_class, **kwargs):
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def in_reach(request, *args, **kwargs):
            if "pk" in kwargs and limits_of(request.user) is not None:
                reached = self.model._default_manager.filter(within(request.user, self.to_campaign))
                get_object_or_404(reached, pk=kwargs["pk"])
            return view(request, *args, **kwargs)

        return in_reach
