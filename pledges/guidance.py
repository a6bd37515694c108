"""What the submitter must do now, and what happens next: one answer per state and phase."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import ModelLogEntry

from campaign.deadlines import allows
from campaign.states import Phase, Right
from campaign.templatetags.moments import moment
from pledges import completeness
from pledges.states import EDITABLE, PUBLIC, State


@dataclass(frozen=True)
class Guidance:
    """`until` is the moment by which the person must act, `action` what stands on the button."""

    now: str
    action: str
    address: str
    until: datetime | None = None


def guidance(entry) -> Guidance:
    if entry.state == State.DRAFT:
        return _draft(entry)
    if entry.state == State.RETURNED:
        return _returned(entry)
    return Guidance(_nothing_to_do(entry), _("Open"), _status(entry))


def _draft(entry) -> Guidance:
    if not allows(entry.campaign, Right.SUBMIT):
        words = _("The call has closed. Your draft is kept, but cannot be sent any more.")
        return Guidance(words, _("Read the draft"), _form(entry, "check"))
    missing = completeness.gaps(entry)
    until = entry.campaign.closes_at
    if not missing:
        words = _("Everything is there. Read it through and send it.")
        return Guidance(words, _("Check and send"), _form(entry, "check"), until)
    words = ngettext(
        "Finish the draft: %(count)d thing is missing.",
        "Finish the draft: %(count)d things are missing.",
        len(missing),
    ) % {"count": len(missing)}
    return Guidance(words, _("Continue"), _form(entry, missing[0].step), until)


def _returned(entry) -> Guidance:
    if not allows(entry.campaign, Right.RESUBMIT):
        words = _("Changes were asked for, but the results are out: it cannot be sent again.")
        return Guidance(words, _("Open"), _status(entry))
    words = _("Read the message from screening, change what it asks for and send the entry again.")
    return Guidance(words, _("Make the changes"), _form(entry, "about"), entry.campaign.announces_at)


def _form(entry, step: str) -> str:
    return reverse("pledges:edit", args=[entry.uuid, step])


def _status(entry) -> str:
    return reverse("pledges:entry_status", args=[entry.uuid])


def _nothing_to_do(entry) -> str:
    results = moment(entry.campaign.announces_at, entry.campaign)
    if entry.state == State.ACCEPTED and entry.campaign.phase == Phase.ANNOUNCED:
        return _("The results have been announced. You have got a letter about yours.")
    return {
        State.SUBMITTED: _("Nothing: we have received it and are reading it. You will get a letter."),
        State.ACCEPTED: _("Nothing: it is being assessed. Results on %(moment)s.") % {"moment": results},
        State.DECLINED: _("It was not accepted. The reason is in the letter and on its page."),
        State.SELECTED: _("It was selected for the partnership programme. Congratulations!"),
        State.IN_PRACTICE: _("It is being put into practice."),
        State.COMPLETED: _("It is completed. Thank you!"),
        State.WITHDRAWN: _("You withdrew it. Nothing of it is public."),
    }[entry.state]


@dataclass(frozen=True)
class Event:
    label: str
    at: datetime | None = None
    is_done: bool = False
    is_current: bool = False


def past(entry) -> list[Event]:
    """What has happened, from the log: who did it is not told."""
    moves = ModelLogEntry.objects.for_instance(entry).filter(action="pledges.entry.move")
    moved = [
        Event(str(State(data["to"]).label), at, is_done=True)
        for data, at in moves.order_by("timestamp", "pk").values_list("data", "timestamp")
    ]
    if not moved and entry.submitted_at:
        moved = [Event(str(State.SUBMITTED.label), entry.submitted_at, is_done=True)]
    return [Event(_("Draft started"), entry.created_at, is_done=True), *moved]


def ahead(entry) -> list[Event]:
    """What happens next, in order, with dates where they are known."""
    campaign, now, coming = entry.campaign, timezone.now(), []
    if entry.state in EDITABLE:
        coming.append(Event(_("You send it and get a receipt with a reference number.")))
    if entry.state in EDITABLE | {State.SUBMITTED}:
        coming.append(
            Event(_("We read it and write to you: it is accepted, or we ask for changes or decline it."))
        )
        if completeness.publication_allowed(entry):
            moment_of_publication = campaign.publishes_at if campaign.publishes_at > now else None
            coming.append(
                Event(_("Once accepted, it is shown to everybody, as you permitted."), moment_of_publication)
            )
    if entry.state in EDITABLE | {State.SUBMITTED, State.ACCEPTED} and campaign.announces_at > now:
        coming.append(Event(_("The jury assesses it.")))
        coming.append(Event(_("The results are announced and you get a letter."), campaign.announces_at))
    return coming


def visibility(entry) -> str:
    """Who can read the entry at this moment."""
    if entry.state not in PUBLIC:
        return pgettext("visibility of an entry", "Not public.")
    if type(entry).objects.public().filter(pk=entry.pk).exists():
        return pgettext("visibility of an entry", "Public: everybody can read it.")
    if completeness.publication_allowed(entry):
        words = pgettext("visibility of an entry", "Not public yet. It is shown from %(moment)s.")
        return words % {"moment": moment(entry.campaign.publishes_at, entry.campaign)}
    return pgettext("visibility of an entry", "Not public, because you have not permitted it.")
