"""The jury office's list of rounds; a round that has been scored in is kept."""

from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views import generic
from wagtail.admin.views.generic.history import HistoryView

from campaign.viewsets.reached import ReachedListView
from judging.form_rows import forget_errors, with_rows_changed
from judging.log_lines import lines_about
from judging.models import Assignment
from people.viewsets.deleting import KeptWhileUsedView


class RoundListView(ReachedListView):
    related = ("campaign",)
    cells = {
        "campaign": (gettext_lazy("Campaign"), attrgetter("campaign")),
        "order": (gettext_lazy("Place"), attrgetter("order")),
        "name": (gettext_lazy("Name"), attrgetter("name")),
        "starts": (gettext_lazy("Scoring starts"), attrgetter("scoring_starts_at")),
        "ends": (gettext_lazy("Scoring ends"), attrgetter("scoring_ends_at")),
        "entries": (gettext_lazy("Entries"), lambda this: this.get_entrance_display()),
        "blind": (gettext_lazy("Blind judging"), attrgetter("is_blind")),
        "calibration": (gettext_lazy("Calibration"), attrgetter("is_calibration")),
        "jurors_per_entry": (gettext_lazy("Jurors per entry"), attrgetter("jurors_per_entry")),
    }

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("panels")


class RowsMixin:
    """Rows of the form come and go by a button, without saving anything."""

    def post(self, request, *args, **kwargs):
        changed = with_rows_changed(request.POST)
        if changed is None:
            return super().post(request, *args, **kwargs)
        request.POST = changed
        self.object = self.get_object() if self.kwargs else None
        self.form = self.get_form()
        forget_errors(self.form)
        return self.render_to_response(self.get_context_data(form=self.form))


class RoundAddView(RowsMixin, generic.CreateView):
    pass


class RoundHistoryView(HistoryView):
    def get_base_queryset(self):
        lines = lines_about(self.object, viewer=self.request.user)
        return super().get_base_queryset().filter(pk__in=lines.values("pk"))


class RoundEditView(RowsMixin, generic.EditView):
    def get_last_updated_info(self):
        return lines_about(self.object, viewer=self.request.user).select_related("user").first()


class RoundDeleteView(KeptWhileUsedView):
    def obstacle(self) -> str:
        if Assignment.objects.in_round(self.object).exists():
            return _("Entries have been assigned to jurors of this round, so the round stays.")
        return ""
