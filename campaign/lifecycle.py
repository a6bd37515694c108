"""The one gate through which anything changes its state.

A move is a conditional UPDATE: of two people who act at once, one wins and the other gets
IllegalMove, never a second letter. The same call writes the audit log.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry


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


@transaction.atomic
def move(thing, target, *, by, **data):
    """Move `thing` to state `target` and set the fields in `data` in the same statement.

    `type(thing).MOVES` is the table of allowed moves; `by` is the acting person or None for the
    system. Raises IllegalMove.
    """
    model = type(thing)
    origin = thing.state
    if target not in model.MOVES.get(origin, ()):
        raise IllegalMove(thing, target)
    if not model._default_manager.filter(pk=thing.pk, state=origin).update(state=target, **data):
        raise IllegalMove(thing, target)
    thing.state = target
    for name, value in data.items():
        setattr(thing, name, value)
    log(
        instance=thing,
        action=f"{model._meta.app_label}.{model._meta.model_name}.move",
        user=by,
        title=str(thing)[:200],
        data={"from": str(origin), "to": str(target)},
    )
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
    for thing in things:
        thing.state = target
        for name, value in data.items():
            setattr(thing, name, value)
    action = f"{model._meta.app_label}.{model._meta.model_name}.move"
    log_all(things, action, by=by, data={"from": str(origin), "to": str(target)})


def log_all(things, action: str, *, by, data=None) -> None:
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
            timestamp=now,
            data=data or {},
        )
        for thing in things
    )
