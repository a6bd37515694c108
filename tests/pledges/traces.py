"""What actions leave behind: lines in the log, letters in the outbox."""

from wagtail.models import ModelLogEntry

from people.models import Letter


def moves(entry) -> list[tuple]:
    rows = ModelLogEntry.objects.for_instance(entry).filter(action="pledges.entry.move").order_by("pk")
    return [(row.data["from"], row.data["to"], row.user_id) for row in rows]


def waiting() -> list[tuple[str, str]]:
    return list(Letter.objects.waiting().order_by("pk").values_list("kind", "to"))
