"""Verbs of the jury's make-up: invite jurors, let them answer and leave, give and take single entries."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from campaign.lifecycle import IllegalMove, move
from judging import actions, letters, permissions
from judging.models import Assignment, Juror
from judging.states import JurorState
from people.models import User


class AlreadyScored(Exception):  # noqa: N818
    """The juror has begun to score the entry; only a recusal may void a ballot."""


@transaction.atomic
def invite(panel, email: str, *, by) -> Juror:
    """Ask the person behind an address, by letter, to sit in a panel.

    Somebody unknown gets an account; who declined is asked anew; who had withdrawn comes back.
    """
    permissions.demand_office(by, campaign=panel.campaign)
    email = email.strip().lower()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, language=by.language if by else translation.get_language())
    if not user.is_active:
        raise PermissionDenied
    role = Group.objects.get(name="Juror")
    is_new = not user.groups.filter(pk=role.pk).exists()
    user.groups.add(role)
    juror, created = Juror.objects.get_or_create(panel=panel, user=user, defaults={"brought_role": is_new})
    if created:
        log(instance=juror, action="judging.juror.invite", user=by)
        letters.juror_invited(juror, juror.invited_at)
    elif juror.state == JurorState.DECLINED:
        _ask_again(juror, by=by)
    elif juror.state == JurorState.WITHDRAWN:
        bring_back(juror, by=by)
    return juror


def _ask_again(juror, *, by):
    move(juror, JurorState.INVITED, by=by, invited_at=timezone.now(), declined_why="")
    letters.juror_invited(juror, juror.invited_at)


@transaction.atomic
def accept(juror, *, languages=(), most_entries: int | None = None, by) -> Juror:
    """The person invited takes the seat, and says how much they can do and in which languages."""
    _demand_own(juror, by)
    return move(
        juror,
        JurorState.ACCEPTED,
        by=by,
        accepted_at=timezone.now(),
        languages=list(languages),
        most_entries=most_entries,
    )


@transaction.atomic
def decline(juror, reason: str = "", *, by) -> Juror:
    """The person invited does not take the seat."""
    _demand_own(juror, by)
    return move(juror, JurorState.DECLINED, by=by, declined_why=reason)


def _demand_own(juror, by):
    if by is not None and (by != juror.user or not permissions.is_juror(by)):
        raise PermissionDenied


@transaction.atomic
def set_limits(juror, *, languages, most_entries: int | None, by) -> None:
    """What a juror can do, as the office knows it."""
    permissions.demand_office(by, campaign=juror.panel.campaign)
    juror.languages, juror.most_entries = list(languages), most_entries
    juror.save(update_fields=["languages", "most_entries"])
    data = {"languages": juror.languages, "most_entries": most_entries}
    log(instance=juror, action="judging.juror.set_limits", user=by, data=data)


@transaction.atomic
def choose_entries(panel, *, kind, themes, languages, by) -> None:
    """Which of its round's entries a panel takes. What its jurors already have stays with them."""
    permissions.demand_office(by, campaign=panel.campaign)
    panel.kind, panel.languages = kind, list(languages)
    panel.save(update_fields=["kind", "languages"])
    panel.themes.set(themes)
    data = {"kind": kind, "languages": panel.languages, "themes": [theme.slug for theme in themes]}
    log(instance=panel, action="judging.panel.choose_entries", user=by, data=data)


@transaction.atomic
def withdraw(juror, *, by) -> Juror:
    """The juror leaves the jury: they score no more and their ballots do not count."""
    permissions.demand_office(by, campaign=juror.panel.campaign)
    return move(juror, JurorState.WITHDRAWN, by=by)


@transaction.atomic
def bring_back(juror, *, by) -> Juror:
    """The juror returns with the assignments and ballots they had, or is asked again."""
    permissions.demand_office(by, campaign=juror.panel.campaign)
    if juror.accepted_at:
        return move(juror, JurorState.ACCEPTED, by=by)
    _ask_again(juror, by=by)
    return juror


@transaction.atomic
def unassign(assignment, *, by) -> None:
    """Take an entry from a juror who has not begun to score it."""
    permissions.demand_office(by, assignment.entry)
    held = Assignment.objects.select_for_update().filter(pk=assignment.pk)
    if any(hasattr(found, "ballot") for found in held):
        raise AlreadyScored
    log(instance=assignment, action="judging.assignment.unassign", user=by)
    assignment.delete()


@transaction.atomic
def reassign(panel, add, remove, *, by) -> tuple[int, int, int]:
    """Make and take back (juror, entry) pairs of a panel; return how many were added, removed, refused."""
    permissions.demand_office(by, campaign=panel.campaign)
    jurors = panel.jurors.select_related("user", "panel__round__campaign")
    jurors = jurors.in_bulk([juror for juror, _ in add])
    entries = panel.campaign.entries.in_bulk([entry for _, entry in add])
    added = removed = refused = 0
    for juror, entry in sorted(add):
        try:
            actions.assign(jurors[juror], entries[entry], by=by)
            added += 1
        except (KeyError, IllegalMove, actions.ConflictOfInterest, actions.KeptApart, PermissionDenied):
            refused += 1
    for juror, entry in sorted(remove):
        standing = Assignment.objects.in_panel(panel).filter(juror=juror, entry=entry).first()
        try:
            if standing:
                unassign(standing, by=by)
                removed += 1
        except (AlreadyScored, PermissionDenied):
            refused += 1
    return added, removed, refused
