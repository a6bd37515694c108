"""Answers as columns of a download, as `people.spreadsheets.SafeExportMixin` takes them."""

from campaign.models import Question
from campaign.reach import within
from pledges import answers


def answer_cells(campaign_key: str, user) -> dict:
    """A column for each answered question: of one campaign, or of all in reach, with the campaign's name."""
    asked = (
        Question.objects.filter(within(user, "campaign"), answers__isnull=False)
        .distinct()
        .select_related("campaign")
    )
    is_one = campaign_key.isdecimal()
    if is_one:
        asked = asked.filter(campaign=campaign_key)
    asked = asked.order_by("-campaign__opens_at", "campaign_id", "order", "pk")
    labels = answers.labels(asked)
    return {
        f"question_{question.pk}": (
            str(question) if is_one else f"{question.campaign}: {question}",
            _reader(question, labels),
        )
        for question in asked
    }


def _reader(question, labels):
    def read(entry) -> str:
        given = (answer.text for answer in entry.answers.all() if answer.question_id == question.pk)
        return answers.words(question, next(given, ""), labels)

    return read
