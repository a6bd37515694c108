"""What has happened on the whole site, for those who edit pages."""

from django.db.models import Q
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.models import ModelLogEntry

from campaign.reach import limits_of
from judging.log_lines import hidden_lines

OF_CAMPAIGNS = ("campaign", "pledges", "judging")


class SiteHistoryView(LogEntriesView):
    """Wagtail's own, without what is hidden from its reader elsewhere.

    Whoever is limited to campaigns reads of each of them in its own history: this one knows no campaigns.
    """

    def filter_queryset(self, queryset):
        lines = super().filter_queryset(queryset)
        if lines.model is not ModelLogEntry:
            return lines
        hidden = hidden_lines(self.request.user)
        if limits_of(self.request.user) is not None:
            hidden |= Q(content_type__app_label__in=OF_CAMPAIGNS)
        return lines.exclude(hidden)
