"""What judging forgets of a person beyond their account."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ModelLogEntry

from judging.models import Affirmation, Assignment, Ballot, Juror, Recusal, Tie
from people.models import User


def forget(person: User) -> None:
    """Empty what a juror has said of themselves or noted for themselves, and take their name out of the log.

    Seats, assignments, ties and recusals are called by it there. By name and not by key: what the log
    tells of is often gone.
    """
    Juror.objects.filter(user=person).update(declined_why="", languages=[], most_entries=None)
    Ballot.objects.filter(assignment__juror__user=person).update(notes="")
    Tie.objects.filter(juror__user=person).update(reason="")
    kinds = ContentType.objects.get_for_models(Juror, Affirmation, Assignment, Tie, Recusal).values()
    by_name = Q()
    for name in {person.get_full_name(), person.email} - {""}:
        by_name |= Q(label=name) | Q(label__startswith=f"{name} – ")
    ModelLogEntry.objects.filter(by_name, content_type__in=kinds).update(label=str(person.pk))
