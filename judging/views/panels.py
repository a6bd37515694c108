"""The jury office's list of panels; a panel that has been scored on is kept."""

from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from judging.models import Assignment
from people.viewsets.deleting import KeptWhileUsedView
from people.viewsets.lean import ListView


class PanelListView(ListView):
    related = ("campaign",)
    cells = {
        "name": (gettext_lazy("Name"), attrgetter("name")),
        "campaign": (gettext_lazy("Campaign"), attrgetter("campaign")),
        "ends": (gettext_lazy("Scoring ends"), attrgetter("scoring_ends_at")),
        "blind": (gettext_lazy("Blind judging"), attrgetter("is_blind")),
        "jurors_per_entry": (gettext_lazy("Jurors per entry"), attrgetter("jurors_per_entry")),
    }


class PanelDeleteView(KeptWhileUsedView):
    def obstacle(self) -> str:
        if Assignment.objects.in_panel(self.object).exists():
            return _("Entries have been assigned to this panel's jurors, so the panel stays.")
        return ""
