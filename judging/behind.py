"""Redacted copies whose entries have changed since: jurors go on reading them, and the office looks."""

from django.urls import reverse
from django.utils.translation import gettext as _

from campaign.reach import within
from judging.models import Redaction
from judging.permissions import involved_entries
from judging.redaction_states import is_behind
from people.todo import Todo
from pledges.states import ASSESSABLE


def behind_to_do(viewer) -> list[Todo]:
    copies = Redaction.objects.done().sent_anew().filter(entry__state__in=ASSESSABLE)
    copies = copies.filter(within(viewer, "entry__campaign"), entry__decision__isnull=True)
    copies = copies.filter(entry__campaign__rehearsal_of=None)
    copies = copies.exclude(entry__in=involved_entries(viewer).values("pk")).select_related("entry")
    copies = copies.prefetch_related("entry__translations", "entry__measures").order_by("pk")
    return [_behind(copy.entry) for copy in copies if is_behind(copy.entry)]


def _behind(entry) -> Todo:
    return Todo(
        text=_("%(entry)s has changed since its redacted copy was made") % {"entry": entry.reference},
        note=_("Jurors of blind rounds go on reading the copy until you save it again."),
        link=reverse("judging:redaction", args=[entry.pk]),
        action=_("Look at the copy"),
        order=32,
    )
