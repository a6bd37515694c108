"""The outbox: what was written to whom, whether it left, and a second try for what could not be sent."""

import django_filters
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import user_passes_test
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic

from people import outbox
from people.models import Letter
from people.permissions import can_retry_letters
from people.todo import Todo
from people.viewsets.lean import LISTING, LeanViewSet, ListView


class LetterFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        choices=Letter.State.choices, label=gettext_lazy("State"), method="by_state"
    )

    class Meta:
        model = Letter
        fields = []

    def by_state(self, letters, name, value):
        return getattr(letters, value)()


class LettersView(ListView):
    is_searchable = True

    def search_queryset(self, queryset):
        """By address and subject only: a search in the text would betray the keys in its links."""
        if not self.is_searching:
            return queryset
        by_address = queryset.filter(to__icontains=self.search_query)
        return by_address | queryset.filter(subject__icontains=self.search_query, forget_after_sending=False)

    @cached_property
    def columns(self):
        return [
            TitleColumn(
                "subject",
                label=gettext_lazy("Subject"),
                accessor="subject_for_staff",
                get_url=self.get_inspect_url,
            ),
            Column("to", label=gettext_lazy("To")),
            StatusTagColumn(
                "state",
                label=gettext_lazy("State"),
                accessor=lambda letter: letter.state.label,
                primary=lambda letter: letter.state == Letter.State.GIVEN_UP,
            ),
            DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at"),
        ]


class LetterView(generic.InspectView):
    template_name = "people/admin/letter.html"
    page_title = gettext_lazy("Letter")

    def get_context_data(self, **kwargs):
        can_retry = self.object.state == Letter.State.GIVEN_UP and not self.object.forget_after_sending
        return super().get_context_data(
            letter=self.object, can_retry=can_retry and can_retry_letters(self.request.user), **kwargs
        )


@user_passes_test(can_retry_letters)
@require_POST
def try_again(request, pk):
    letter = get_object_or_404(Letter, pk=pk)
    if outbox.try_again(letter, by=request.user):
        messages.success(request, _("The letter is tried again within a minute."))
    else:
        messages.warning(request, _("This letter is not among those that failed any more."))
    return redirect(reverse("letters:inspect", args=[pk]))


def failed_letters(request) -> list[Todo]:
    """Whoever may have letters sent again is told that some failed."""
    number = Letter.objects.given_up().count() if can_retry_letters(request.user) else 0
    if not number:
        return []
    text = ngettext("%(number)d letter could not be sent", "%(number)d letters could not be sent", number)
    link = f"{reverse('letters:index')}?state={Letter.State.GIVEN_UP.value}"
    return [Todo(text % {"number": number}, link, _("Letters"), order=20)]


class LetterViewSet(LeanViewSet):
    model = Letter
    name = "letters"
    icon = "mail"
    menu_label = gettext_lazy("Letters")
    addresses = LISTING | {"inspect"}
    inspect_view_enabled = True
    index_view_class = LettersView
    inspect_view_class = LetterView
    filterset_class = LetterFilters
    ordering = ["-pk"]

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("<int:pk>/try-again/", try_again, name="try_again")]
