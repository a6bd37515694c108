"""What the writers of an entry say on its page beside its texts."""

from django.db.models import Prefetch, prefetch_related_objects

from campaign.models import Question
from pledges.models import Answer


def read_along(entries: list) -> None:
    """Whatever entries are found by beside `for_cards()`, in four queries however many they are."""
    answers = Prefetch("answers", Answer.objects.given().for_public(), to_attr="public_answers")
    prefetch_related_objects(entries, "target_groups", "tags", "measures", answers)


def own_words(entry) -> list[str]:
    """Answers in words, goals, tags, and what each partner does; of entries that `read_along` has read."""
    return [
        *(one.text for one in entry.public_answers if one.question.type in Question.WRITTEN),
        *(text for one in entry.measures.all() if one.is_told for text in (one.label, one.unit)),
        *(tag.name for tag in entry.tags.all()),
        *(text for one in entry.partners.all() if one.is_named for text in (one.role, one.contribution)),
    ]
