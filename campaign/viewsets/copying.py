"""Opening a campaign by copying last year's."""

from django.forms import model_to_dict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.views import generic

from campaign import actions
from campaign.forms import MOMENTS
from campaign.models import Campaign


class CopyView(generic.CreateView):
    """A new campaign that begins with the texts, themes, target groups and questions of an earlier one."""

    page_title = gettext_lazy("Copy")
    fresh = (*MOMENTS, "slug", "reference_prefix")

    @cached_property
    def source(self):
        return get_object_or_404(Campaign.objects.in_reach_of(self.request.user), pk=self.kwargs["pk"])

    def get_initial(self):
        return {k: v for k, v in model_to_dict(self.source).items() if k not in self.fresh}

    def get_add_url(self):
        return reverse("campaigns:copy", args=[self.source.pk])

    def save_instance(self):
        return actions.copy_contents(self.source, super().save_instance(), by=self.request.user)
