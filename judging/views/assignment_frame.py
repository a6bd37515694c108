"""What the screens of assignment have in common: where they stand, and what they say was changed."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from judging.models import Panel
from judging.views.jury import rounds_path


def said_of(change) -> str:
    """What was changed, in one sentence."""
    numbers = {"added": len(change.added), "removed": len(change.taken)}
    return _("Saved: %(added)d added, %(removed)d removed.") % numbers


def path_to(panel):
    title = _("Assignments: %(panel)s") % {"panel": panel}
    return [*rounds_path(), (title, reverse("judging:assignments", args=[panel.pk]))]


def panel_at(pk: int) -> Panel:
    """The panel of an address, or 404."""
    return get_object_or_404(Panel.objects.select_related("round__campaign"), pk=pk)
