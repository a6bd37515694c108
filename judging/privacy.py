"""What judging keeps of a person beyond their account."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ModelLogEntry

from judging.models import Assignment, Juror, Recusal
from people.models import User


def forget(person: User) -> None:
    """Take a juror's name out of the log, where seats, assignments and recusals are called by it.

    By name and not by key: what the log tells of is often gone.
    """
    kinds = ContentType.objects.get_for_models(Juror, Assignment, Recusal).values()
    by_name = Q()
    for name in {person.get_full_name(), person.email} - {""}:
        by_name |= Q(label=name) | Q(label__startswith=f"{name} – ")
    ModelLogEntry.objects.filter(by_name, content_type__in=kinds).update(label=str(person.pk))
