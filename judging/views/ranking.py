"""The ranking as the ballots stand now, on the screen and as a spreadsheet."""

from operator import attrgetter

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports.base import ReportView

from campaign.models import Campaign
from judging.ranked import ranked_entries
from judging.views.jury import office_only
from people.spreadsheets import SafeExportMixin


def judged_campaigns():
    """Campaigns that have a jury, newest first."""
    return Campaign.objects.filter(panels__isnull=False).distinct().newest_first()


def newest_campaign(name):
    """A view that leads to the screen `name` of the newest campaign with a jury."""

    @office_only
    def view(request):
        campaign = judged_campaigns().first()
        return redirect(name, campaign.slug) if campaign else redirect("judging_panels:index")

    return view


newest = newest_campaign("judging:ranking")


class RankingView(SafeExportMixin, ReportView):
    """One row per entry that the person may see; without ballots last."""

    template_name = "judging/ranking.html"
    results_template_name = "judging/includes/ranking_table.html"
    header_icon = "list-ol"
    paginate_by = None
    verbose_name_plural = gettext_lazy("entries")
    cells = {
        "rank": (gettext_lazy("Rank"), attrgetter("rank")),
        "reference": (gettext_lazy("Reference number"), attrgetter("entry.reference")),
        "title": (gettext_lazy("Title"), attrgetter("entry.title")),
        "organisation": (gettext_lazy("Organisation"), attrgetter("entry.organisation")),
        "kind": (gettext_lazy("Kind"), attrgetter("kind")),
        "themes": (gettext_lazy("Themes"), attrgetter("themes")),
        "mean": (gettext_lazy("Mean"), attrgetter("mean")),
        "ballots": (gettext_lazy("Ballots"), attrgetter("ballots")),
        "spread": (gettext_lazy("Spread"), attrgetter("spread")),
        "decision": (gettext_lazy("Decision"), attrgetter("decision")),
    }

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.campaign = get_object_or_404(judged_campaigns(), slug=kwargs["slug"])

    def get_page_title(self):
        return _("Ranking: %(campaign)s") % {"campaign": self.campaign}

    def get_filename(self):
        return f"ranking-{self.campaign.slug}"

    def get_queryset(self):
        return ranked_entries(self.campaign, viewer=self.request.user)

    def get_context_data(self, **kwargs):
        others = judged_campaigns().exclude(pk=self.campaign.pk)
        return super().get_context_data(campaign=self.campaign, others=others, **kwargs)


ranking = office_only(RankingView.as_view())
