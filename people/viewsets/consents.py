"""The ledger of permissions to publish: given and withdrawn, never changed."""

from operator import attrgetter, methodcaller

import django_filters
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from people.models import Consent, Organisation, Purpose
from people.viewsets.inspecting import EveryLanguageInspectView
from people.viewsets.lean import LISTING, LeanViewSet, ListView


class ConsentFilters(WagtailFilterSet):
    purpose = django_filters.ChoiceFilter(
        field_name="text__purpose", choices=Purpose.choices, label=_("Purpose")
    )
    given = django_filters.ChoiceFilter(
        choices=[("true", _("Given")), ("false", _("Withdrawn"))], label=_("Event"), method="by_event"
    )
    person = django_filters.CharFilter(label=_("Person"), method="by_person")
    organisation = django_filters.CharFilter(label=_("Organisation"), method="by_organisation")
    about = django_filters.CharFilter(field_name="subject_label", lookup_expr="icontains", label=_("About"))

    class Meta:
        model = Consent
        fields = []

    def by_event(self, consents, name, value):
        return consents.filter(given=value == "true")

    def by_person(self, consents, name, value):
        words = Q()
        for word in value.split():
            words &= Q(
                Q(person__email__icontains=word)
                | Q(person__first_name__icontains=word)
                | Q(person__last_name__icontains=word)
            )
        return consents.filter(words)

    def by_organisation(self, consents, name, value):
        return consents.filter(organisation__in=Organisation.objects.matching(value))


def _event(consent):
    return _("Given") if consent.given else _("Withdrawn")


class LedgerView(ListView):
    page_title = _("Consents")
    related = ("text", "person", "organisation")
    cells = {
        "time": (_("Time"), attrgetter("at")),
        "event": (_("Event"), _event),
        "purpose": (_("Purpose"), lambda consent: consent.text.get_purpose_display()),
        "version": (_("Version"), attrgetter("text.version")),
        "about": (_("About"), attrgetter("subject_label")),
        "subject": (_("Identifier"), attrgetter("subject")),
        "person": (_("Person"), lambda consent: consent.person or ""),
        "email": (_("E-mail address"), lambda consent: consent.person.email if consent.person else ""),
        "organisation": (_("Organisation"), lambda consent: consent.organisation or ""),
        "language": (_("Language"), attrgetter("language")),
        "wording": (_("Wording shown"), attrgetter("wording")),
        "how": (_("How"), methodcaller("get_how_display")),
        "note": (_("Note"), attrgetter("note")),
    }

    @cached_property
    def columns(self):
        title = self._get_title_column("subject_label")
        event = Column(
            "given", label=_("Event"), accessor=lambda c: _("Given") if c.given else _("Withdrawn")
        )
        return [
            title,
            event,
            Column("purpose", label=_("Purpose"), accessor="text"),
            Column("organisation", label=_("Organisation")),
            Column("person", label=_("Person")),
            DateColumn("at", label=_("Time")),
        ]


class EventView(EveryLanguageInspectView):
    page_title = _("Consent")

    def get_given_display_value(self):
        return _event(self.object)


class ConsentViewSet(LeanViewSet):
    model = Consent
    name = "consents"
    icon = "check"
    menu_label = _("Consents")
    addresses = LISTING | {"inspect"}
    inspect_view_enabled = True
    inspect_view_fields = [
        "subject_label",
        "subject",
        "text",
        "given",
        "at",
        "language",
        "wording",
        "person",
        "organisation",
        "how",
        "note",
        "withdraws",
    ]
    index_view_class = LedgerView
    inspect_view_class = EventView
    filterset_class = ConsentFilters
    ordering = ["-pk"]
    export_filename = "consents"
