"""What the submitter must do now, and what happens next: one answer per state and phase."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from wagtail.models import ModelLogEntry

from campaign.deadlines import closing_for
from campaign.states import Ground, Phase
from campaign.templatetags.moments import moment
from pledges import completeness
from pledges.permissions import ground_to_send
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
    if entry.state in (State.RECALLED, State.CHANGING):
        return _changed(entry)
    return Guidance(_nothing_to_do(entry), _("Open"), _status(entry))


def _draft(entry) -> Guidance:
    why = ground_to_send(entry)
    if why is None:
        words = _("The call has closed. Your draft is kept, but cannot be sent any more.")
        return Guidance(words, _("Read the draft"), _form(entry, "check"))
    if why == Ground.GRACE:
        words = _("The call has closed. What you send at once may still be taken.")
        return Guidance(words, _("Check and send"), _form(entry, "check"))
    missing = completeness.gaps(entry)
    if not missing:
        words = _("Everything is there. Read it through and send it.")
        return Guidance(words, _("Check and send"), _form(entry, "check"), last_moment(entry))
    words = ngettext(
        "Finish the draft: %(count)d thing is missing.",
        "Finish the draft: %(count)d things are missing.",
        len(missing),
    ) % {"count": len(missing)}
    return Guidance(words, _("Continue"), _form(entry, missing[0].step), last_moment(entry))


def _changed(entry) -> Guidance:
    """Taken back for changes, or being changed while what was received stands."""
    is_received, missing = entry.state == State.CHANGING, completeness.gaps(entry)
    if ground_to_send(entry) is None:
        words = (
            _("The call has closed. What we received before you began to change it stands.")
            if is_received
            else _("The call has closed. You took the entry back and did not send it again.")
        )
        return Guidance(words, _("Open"), _status(entry))
    words = (
        _("You are changing it. What we received stands until you send your changes.")
        if is_received
        else _("You took it back: it is not received until you send it again.")
    )
    step = missing[0].step if missing else "check"
    action = _("Continue") if missing else _("Check and send")
    return Guidance(words, action, _form(entry, step), last_moment(entry))


def _returned(entry) -> Guidance:
    if ground_to_send(entry) is None:
        words = _("Changes were asked for, but the results are out: it cannot be sent again.")
        return Guidance(words, _("Open"), _status(entry))
    if entry.screening_note:
        words = _("Read the message from screening, change what it asks for and send the entry again.")
    else:
        words = _("You have taken it back to change it. Send it again, or it is not assessed.")
    return Guidance(words, _("Make the changes"), _form(entry, "about"), last_moment(entry))


def last_moment(entry) -> datetime:
    """Until when an entry that is being written may be sent, as it is shown."""
    if entry.state == State.RETURNED:
        return entry.campaign.announces_at
    return closing_for(entry.campaign, entry.organisation)


def _form(entry, step: str) -> str:
    return reverse("pledges:edit", args=[entry.uuid, step])


def _status(entry) -> str:
    return reverse("pledges:entry_status", args=[entry.uuid])


def _nothing_to_do(entry) -> str:
    results = moment(entry.campaign.announces_at, entry.campaign)
    if entry.state == State.ACCEPTED and entry.campaign.phase == Phase.ANNOUNCED:
        return _("The results have been announced. You have got a letter about yours by e-mail.")
    return {
        State.SUBMITTED: _(
            "Nothing: we have received it and are reading it. You will get a letter by e-mail."
        ),
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
    log = ModelLogEntry.objects.for_instance(entry).filter(action="pledges.entry.move")
    moves = list(log.order_by("timestamp", "pk").values_list("data", "timestamp"))
    begun = [None, *(at for _data, at in moves)]
    moved = [
        Event(_happened(entry, data, since, at), at, is_done=True)
        for (data, at), since in zip(moves, begun, strict=False)
    ]
    if not moved and entry.submitted_at:
        moved = [Event(str(State.SUBMITTED.label), entry.submitted_at, is_done=True)]
    return [Event(_("Draft started"), entry.created_at, is_done=True), *moved]


def _happened(entry, data: dict, since: datetime | None, at: datetime) -> str:
    """What a move was to the submitter; `since` is when the one before it was."""
    match data["from"], data["to"]:
        case State.CHANGING, State.SUBMITTED if not entry.submissions.filter(at__range=(since, at)).exists():
            return _("Left as it was")
        case State.ACCEPTED, State.RETURNED:
            return str(State.RECALLED.label)  # only its submitter does that
    return str(State(data["to"]).label)


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
        coming.append(
            Event(_("The results are announced and you get a letter by e-mail."), campaign.announces_at)
        )
    return coming


def visibility(entry) -> str:
    """Who can read the entry at this moment."""
    if entry.state == State.SUBMITTED and completeness.publication_allowed(entry):
        return pgettext(
            "visibility of an entry", "Not public yet. Once accepted, it is shown as you permitted."
        )
    if entry.state not in PUBLIC:
        return pgettext("visibility of an entry", "Not public.")
    if type(entry).objects.public().filter(pk=entry.pk).exists():
        return pgettext("visibility of an entry", "Public: everybody can read it.")
    if completeness.publication_allowed(entry):
        words = pgettext("visibility of an entry", "Not public yet. It is shown from %(moment)s.")
        return words % {"moment": moment(entry.campaign.publishes_at, entry.campaign)}
    return pgettext("visibility of an entry", "Not public, because you have not permitted it.")
