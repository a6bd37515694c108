"""The jury office makes a redacted copy beside its entry."""

import re

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from judging import redacting
from judging.hiding import mark
from judging.pieces import pieces
from judging.redaction_desk import Desk, name_of
from judging.views.deciding import judged_entry
from judging.views.jury import office_only, rounds_path
from judging.views.screen import screen
from people.text import without_control_characters

LONGEST = 20_000


@office_only
def redaction(request, pk):
    entry = judged_entry(request, pk)
    if request.method != "POST":
        return _show(request, entry, Desk(entry))
    if "discard" in request.POST:
        redacting.discard(entry, by=request.user)
        messages.success(request, _("%(entry)s: hidden automatically again.") % {"entry": entry.reference})
        return redirect("judging:redaction", pk)
    typed = _typed(request.POST, entry)
    try:
        kept = redacting.keep(
            entry,
            typed,
            is_done="done" in request.POST,
            version=_version(request.POST),
            by=request.user,
        )
    except redacting.StaleRedaction as error:
        return _show(request, entry, Desk(entry, typed), version=error.version, status=409)
    text = _("%(entry)s: the copy is done.") if kept.is_done else _("%(entry)s: draft of the copy saved.")
    messages.success(request, text % {"entry": entry.reference})
    return redirect("judging:redaction", pk)


def _show(request, entry, desk, *, version=None, status=200):
    stands = desk.copy.version if desk.copy else 0
    return screen(
        request,
        "redaction.html",
        _("Redacted copy: %(entry)s") % {"entry": entry.reference},
        path=[*rounds_path(), (entry.reference, reverse("judging:entry", args=[entry.pk]))],
        icon="view",
        status=status,
        campaign=entry.campaign,
        entry=entry,
        desk=desk,
        version=stands if version is None else version,
        is_stale=version is not None,
    )


def _version(data) -> int:
    version = data.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 9 else 0


def _typed(data, entry) -> dict[str, str]:
    """What was sent, with what one of the buttons does to it: hide a stretch, or take over a piece again."""
    hidden, restored = data.get("hide"), data.get("restore")
    words = {}
    for piece in pieces(entry):
        text = without_control_characters(data.get(name_of(piece.key), ""))[:LONGEST]
        if hidden:
            stretch = rf"(?<!\w){re.escape(without_control_characters(hidden))}(?!\w)"
            text = re.sub(stretch, mark(piece.language), text)
        words[piece.key] = piece.words if piece.key == restored else text
    return words
