"""The audit log tells how everything came to its state."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from judging.models import Decision, Juror
from people.models import User
from pledges.models import Entry, Partner


def _moves(model):
    """The moves written in the log, per thing, oldest first."""
    kind = ContentType.objects.get_for_model(model)
    moves = defaultdict(list)
    rows = ModelLogEntry.objects.filter(
        content_type=kind, action=f"{model._meta.app_label}.{model._meta.model_name}.move"
    )
    for thing, data in rows.order_by("pk").values_list("object_id", "data"):
        moves[int(thing)].append((data["from"], data["to"]))
    return moves


def _unlogged(model, first):
    moves = _moves(model)
    for pk, state in model.objects.values_list("pk", "state"):
        states = [first, *(target for _, target in moves[pk])]
        origins = [origin for origin, _ in moves[pk]]
        if states[-1] != state or origins != states[:-1]:
            yield f"{model._meta.model_name} {pk} is {state}, the log says {' → '.join(states)}"


def the_log_tells_how_each_entry_came_to_its_state():
    return _unlogged(Entry, "draft")


def the_log_tells_how_each_partner_came_to_its_state():
    return _unlogged(Partner, "invited")


def the_log_tells_how_each_decision_was_released():
    return _unlogged(Decision, "pending")


def the_log_tells_how_each_seat_came_to_its_state():
    return _unlogged(Juror, "invited")


def every_move_in_the_log_is_one_that_the_table_allows():
    for model in (Entry, Partner, Decision, Juror):
        for pk, moves in _moves(model).items():
            for origin, target in moves:
                if target not in model.MOVES[origin]:
                    yield f"{model._meta.model_name} {pk}: {origin} → {target}"


def people_named_in_the_log_still_have_their_row():
    acted = set(ModelLogEntry.objects.exclude(user_id=None).values_list("user_id", flat=True))
    yield from acted - set(User.objects.filter(pk__in=acted).values_list("pk", flat=True))
