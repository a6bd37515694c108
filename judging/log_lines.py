"""Lines of the log that would tell somebody what the jury does with an entry of their own."""

import re

from django.db.models import Q
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from judging.permissions import involved_entries

# Their lines are about a round or a panel, and what they say of entries stands in their data.
ABOUT_ENTRIES = (
    "judging.round.pass",
    "judging.round.unpass",
    "judging.round.pick",
    "judging.panel.require",
    "judging.panel.drop_rule",
    "judging.panel.assign_by_plan",
    "judging.panel.assign_by_file",
)


def hidden_lines(reader) -> Q:
    """The jury's lines that name entries of the reader's own, or are about nothing else.

    By name and not by key: what the log tells of is often gone. Nothing else would have happened that the
    reader can see, so a line about their own entries alone would tell them what.
    """
    own = dict(involved_entries(reader).values_list("pk", "reference"))
    if not own:
        return Q(pk__in=[])
    about = ModelLogEntry.objects.filter(action__in=ABOUT_ENTRIES)
    alone = [line.pk for line in about if (found := _entries_in(line.data)) and found <= own.keys()]
    names = "|".join(re.escape(reference) for reference in own.values() if reference)
    naming = Q(action__startswith="judging.", label__regex=f"({names})($|[^0-9])") if names else Q()
    return naming | Q(pk__in=alone)


def lines_about(this, *, viewer):
    """The log of a round, as far as a viewer may read it."""
    return registry.get_logs_for_instance(this).exclude(hidden_lines(viewer))


def _entries_in(data: dict) -> set[int]:
    """Keys that stand alone, or last in a pair with that of a juror."""
    named = [one for name in ("entries", "added", "removed", "taken") for one in data.get(name, ())]
    named += filter(None, [data.get("entry")])
    return {one[-1] if isinstance(one, list) else one for one in named}
