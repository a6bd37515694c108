"""An entry as others than its writers may read it: what is being written is theirs until it is sent again."""

from django.db.models import Prefetch

from pledges.models import Answer, Entry, Submission
from pledges.states import EDITABLE

WORDS = ("title", "summary", "description", "plain_summary", "language", "place", "image", "image_alt")

# What `as_received` needs to know of a list of entries, in one query.
SENT_BEFORE = Prefetch("submissions", Submission.objects.filter(entry__state__in=EDITABLE))


def as_received(entry: Entry) -> Entry:
    """The entry, with the words, contact and answers that were sent last while it is open for changes.

    To be shown and never to be saved.
    """
    sent = list(entry.submissions.all()) if entry.state in EDITABLE else []
    if not sent:
        return entry
    content = sent[-1].content
    for name in WORDS:
        setattr(entry, name, content.get(name, ""))
    for name, words in content["contact"].items():
        setattr(entry, f"contact_{name}", words)
    questions = {question.slug: question for question in entry.campaign.questions.all()}
    answers = Answer.objects.none()  # a further question finds nothing, and never what is being written
    answers._result_cache = [
        Answer(entry=entry, question=questions[slug], text=text)
        for slug, text in content["answers"].items()
        if slug in questions
    ]
    entry._prefetched_objects_cache = {**getattr(entry, "_prefetched_objects_cache", {}), "answers": answers}
    return entry


def was_received(attachment) -> bool:
    """Whether a file of an entry is among those that were sent with it last."""
    entry = attachment.entry
    sent = entry.submissions.last()
    if entry.state not in EDITABLE or sent is None:
        return True
    return attachment.digest in {file["digest"] for file in sent.content.get("attachments", [])}
