"""The list of accessibility feedback: what waits longest stands first."""

from datetime import timedelta

import django_filters
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn

from people.models import Feedback
from people.views import feedback_desk
from people.viewsets.lean import LISTING, LeanViewSet, ListView


class FeedbackFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        choices=[("waiting", _("Waiting")), ("late", _("Late")), ("answered", _("Answered"))],
        label=_("State"),
        method="by_state",
    )

    class Meta:
        model = Feedback
        fields = []

    def by_state(self, feedback, name, value):
        if value == "answered":
            return feedback.answered()
        waiting = feedback.waiting()
        yesterday = timezone.localdate() - timedelta(days=1)
        return waiting.due_by(yesterday) if value == "late" else waiting


class FeedbackListView(ListView):
    page_title = _("Accessibility feedback")
    default_ordering = None

    def get_base_queryset(self):
        return super().get_base_queryset().most_urgent_first()

    def order_queryset(self, queryset):
        return queryset

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "text",
                label=_("Message"),
                width="40%",
                accessor=lambda one: Truncator(one.text).chars(90),
                get_url=lambda one: reverse("feedback:read", args=[one.pk]),
            ),
            Column("page", label=_("Page")),
            DateColumn("arrived_at", label=_("Arrived")),
            Column(
                "due_on",
                label=_("To be answered by"),
                accessor=lambda one: date_format(one.due_on, "SHORT_DATE_FORMAT"),
            ),
            StatusTagColumn(
                "state", label=_("State"), accessor=feedback_desk.state, primary=lambda one: one.is_late
            ),
        ]


class FeedbackViewSet(LeanViewSet):
    model = Feedback
    name = "feedback"
    url_prefix = "accessibility-feedback"
    icon = "comment"
    menu_label = _("Accessibility feedback")
    addresses = LISTING
    index_view_class = FeedbackListView
    filterset_class = FeedbackFilters

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", feedback_desk.read, name="read"),
            path("<int:pk>/answer/", feedback_desk.answer, name="answer"),
            path("<int:pk>/erase/", feedback_desk.erase, name="erase"),
        ]
