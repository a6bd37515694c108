"""The one gate through which anything changes its state.

A move is a conditional UPDATE: of two people who act at once, one wins and the other gets
IllegalMove, never a second letter. The same call writes the audit log.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry

# Sent after things of one model have moved, in the same transaction: `things`, `origin`, `target`.
moved = Signal()


class IllegalMove(Exception):  # noqa: N818 - reads as what happened
    """The thing is not, or no longer, in a state from which the move is allowed."""

    def __init__(self, thing, target):
        self.thing, self.target = thing, target
        super().__init__(f"{thing._meta.label} {thing.pk} cannot become {target}")

    @property
    def message(self) -> str:
        self.thing.refresh_from_db(fields=["state"])
        return _("This is not possible any more: the state is now “%(state)s”.") % {
            "state": self.thing.get_state_display()
        }


def move(thing, target, *, by, **data):
    """Move `thing` to state `target` and set the fields in `data` in the same statement.

    `type(thing).MOVES` is the table of allowed moves; `by` is the acting person or None for the
    system. Raises IllegalMove.
    """
    model, origin = type(thing), thing.state
    if target not in model.MOVES.get(origin, ()):
        raise IllegalMove(thing, target)
    # Whoever loses has changed nothing yet: what is around it needs no savepoint to go on.
    with transaction.atomic(savepoint=False):
        standing = model._default_manager.filter(pk=thing.pk, state=origin)
        is_moved = bool(standing.update(state=target, **data))
        if is_moved:
            _set([thing], target, data)
            context = get_active_log_context()
            log_all(
                [thing], _action(model), by=by or context.user, data=_way(origin, target), uuid=context.uuid
            )
            moved.send(model, things=[thing], origin=origin, target=target)
    if not is_moved:
        raise IllegalMove(thing, target)
    return thing


@transaction.atomic
def move_all(things, target, *, by, **data) -> None:
    """Move things of one model that are all in one state, or none of them, in two statements."""
    if not things:
        return
    model, origin = type(things[0]), things[0].state
    if target not in model.MOVES.get(origin, ()):
        raise IllegalMove(things[0], target)
    standing = model._default_manager.filter(pk__in=[thing.pk for thing in things], state=origin)
    if standing.update(state=target, **data) != len(things):
        raise IllegalMove(things[0], target)
    _set(things, target, data)
    log_all(things, _action(model), by=by, data=_way(origin, target))
    moved.send(model, things=things, origin=origin, target=target)


def _set(things, target, data: dict) -> None:
    for thing in things:
        thing.state = target
        for name, value in data.items():
            setattr(thing, name, value)


def _action(model) -> str:
    return f"{model._meta.app_label}.{model._meta.model_name}.move"


def _way(origin, target) -> dict:
    return {"from": str(origin), "to": str(target)}


def log_all(things, action: str, *, by, data=None, uuid=None) -> None:
    """Write the same line about many things of one model into the audit log."""
    content_type = ContentType.objects.get_for_model(type(things[0]))
    now = timezone.now()
    ModelLogEntry.objects.bulk_create(
        ModelLogEntry(
            content_type=content_type,
            object_id=str(thing.pk),
            label=str(thing)[:200],
            action=action,
            user=by,
            uuid=uuid,
            timestamp=now,
            data=data or {},
        )
        for thing in things
    )
