"""The ranking as the ballots stand now, on the screen and as a spreadsheet."""

from operator import attrgetter

from django.db.models import F
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports.base import ReportView

from campaign.models import Campaign
from judging.assessed import assessed
from judging.cautions import cautions_of
from judging.drawing import Scale
from judging.ranked import ranked_entries, ranked_in
from judging.ranking_form import RankingForm
from judging.standings import judged_entries, places_to_fill
from judging.views.jury import office_only
from people.spreadsheets import SafeExportMixin


def judged_campaigns(user):
    """Campaigns in somebody's reach that have a jury, newest first, rehearsals last."""
    judged = Campaign.objects.in_reach_of(user).filter(rounds__isnull=False).distinct()
    return judged.order_by(F("rehearsal_of").asc(nulls_first=True), "-opens_at", "-pk")


def newest_campaign(name):
    """A view that leads to the screen `name` of the newest campaign with a jury."""

    @office_only
    def view(request):
        campaign = judged_campaigns(request.user).first()
        return redirect(name, campaign.slug) if campaign else redirect("judging_rounds:index")

    return view


newest = newest_campaign("judging:ranking")

# What each order asks of a standing and its place: the lowest comes first, nothing last.
ORDERS = {
    "rank": lambda one, place: one.rank,
    "adjusted": lambda one, place: place and place.rank,
    "share": lambda one, place: place and -place.top_share,
    "spread": lambda one, place: None if one.spread is None else -one.spread,
    "ballots": lambda one, place: one.ballots,
}


def _of_place(name: str):
    return lambda row: getattr(row.place, name) if row.place else None


class RankingView(SafeExportMixin, ReportView):
    """One row per entry that the person may see: of one round, or each where it came furthest."""

    template_name = "judging/ranking.html"
    results_template_name = "judging/includes/ranking_table.html"
    header_icon = "list-ol"
    paginate_by = 50
    verbose_name_plural = gettext_lazy("entries")
    cells = {
        "rank": (gettext_lazy("Rank"), attrgetter("rank")),
        "reference": (gettext_lazy("Reference number"), attrgetter("entry.reference")),
        "title": (gettext_lazy("Title"), attrgetter("entry.title")),
        "organisation": (gettext_lazy("Organisation"), attrgetter("entry.organisation")),
        "kind": (gettext_lazy("Kind"), attrgetter("kind")),
        "themes": (gettext_lazy("Themes"), attrgetter("themes")),
        "mean": (gettext_lazy("Mean"), attrgetter("mean")),
        "answered": (gettext_lazy("Answered, per cent"), attrgetter("answered")),
        "ballots": (gettext_lazy("Ballots"), attrgetter("ballots")),
        "spread": (gettext_lazy("Spread"), attrgetter("spread")),
        "decision": (gettext_lazy("Decision"), attrgetter("decision")),
        "round": (gettext_lazy("Round"), lambda row: row.round or ""),
    }
    adjusted_cells = {
        "adjusted": (gettext_lazy("Adjusted score"), _of_place("score")),
        "low": (gettext_lazy("At least"), _of_place("low")),
        "high": (gettext_lazy("At most"), _of_place("high")),
        "adjusted_rank": (gettext_lazy("Adjusted rank"), _of_place("rank")),
        "rank_low": (gettext_lazy("Best rank"), _of_place("rank_low")),
        "rank_high": (gettext_lazy("Worst rank"), _of_place("rank_high")),
        "tied_group": (gettext_lazy("Group"), _of_place("group")),
        "top_share": (gettext_lazy("Share among the best"), _of_place("top_share")),
    }

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.campaign = get_object_or_404(judged_campaigns(request.user), slug=kwargs["slug"])
        self.form = RankingForm(request.GET, campaign=self.campaign)
        self.chosen = self.form.chosen()
        self.rounds = list(self.form.fields["round"].queryset)
        self.round = self.rounds[0] if len(self.rounds) == 1 else self.chosen["round"]
        if self.assessed and not self.assessed.is_too_small:
            self.cells = self.cells | self.adjusted_cells

    @cached_property
    def whole(self):
        """The ranking before anything of it is left out."""
        viewer, kind = self.request.user, self.chosen["kind"] or ""
        if self.round:
            return ranked_in(self.round, viewer=viewer, kind=kind)
        ranked = ranked_entries(self.campaign, viewer=viewer)
        return ranked.narrowed(judged_entries(self.campaign).filter(kind=kind)) if kind else ranked

    @cached_property
    def assessed(self):
        if self.round is None:
            return None
        top = self.chosen["top"] or places_to_fill(self.round)
        return assessed(self.round, self.whole.keys(), top=top)

    @cached_property
    def scale(self):
        places = self.assessed.entries.values() if self.assessed else ()
        return Scale.around(points for one in places for points in (max(one.low, 0), min(one.high, 100)))

    def get_page_title(self):
        return _("Ranking: %(campaign)s") % {"campaign": self.campaign}

    def get_filename(self):
        return f"ranking-{self.campaign.slug}"

    def get_queryset(self):
        ranked = self.whole.assessed_by(self.assessed)
        theme, language = self.chosen["theme"], self.chosen["language"]
        if theme or language:
            entries = judged_entries(self.campaign)
            entries = entries.filter(themes=theme) if theme else entries
            ranked = ranked.narrowed(entries.filter(language=language) if language else entries)
        return ranked.ordered(ORDERS[self.chosen["sort"]]) if self.chosen["sort"] else ranked

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            campaign=self.campaign,
            others=judged_campaigns(self.request.user).exclude(pk=self.campaign.pk),
            rounds=self.rounds,
            round=self.round,
            form=self.form,
            sort=self.chosen["sort"] or "rank",
            assessed=None if self.assessed is None or self.assessed.is_too_small else self.assessed,
            scale=self.scale,
            cautions=cautions_of(self.assessed) if self.assessed else [],
            **kwargs,
        )


ranking = office_only(RankingView.as_view())
