"""What changed from one submission of an entry to the next, in the reader's words."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pledges.receipt import file_in_words, received
from pledges.word_diff import Pieces, compare


@dataclass(frozen=True)
class Change:
    field: str
    before: str
    now: str

    @property
    def pieces(self) -> tuple[Pieces, Pieces]:
        """Both in pieces, each with whether it differs."""
        return compare(self.before, self.now)


def changes(before, now, campaign) -> list[Change]:
    """What the submitter changed between two submissions; what was erased since was not theirs to change."""
    erased = {*before.redacted, *now.redacted}
    then, since = _rows(before, campaign, erased), _rows(now, campaign, erased)
    return [
        *(
            Change(label, then.get(label, ""), since.get(label, ""))
            for label in dict.fromkeys([*since, *then])
            if then.get(label) != since.get(label)
        ),
        *_exchanged(before.content, now.content),
    ]


def _rows(submission, campaign, erased) -> dict[str, str]:
    """Value by label. Several files are one value."""
    content = submission.content
    if "attachments" in erased:
        personal = set(campaign.questions.filter(is_personal=True).values_list("slug", flat=True))
        files = [file for file in content["attachments"] if file["question"] not in personal]
        content = content | {"attachments": files}
    rows = defaultdict(list)
    for label, value in received(content, campaign, erased):
        rows[str(label)].append(str(value))
    return {label: "\n".join(values) for label, values in rows.items()}


def _exchanged(before: dict, now: dict):
    """A picture or file in the place of another that reads the same."""
    is_another = before["image"] and now["image"] not in ("", before["image"])
    if is_another and before["image_alt"] == now["image_alt"]:
        yield Change(_("Picture"), now["image_alt"], _("Another picture"))
    then = {file_in_words(file): file["digest"] for file in before.get("attachments", [])}
    for file in now.get("attachments", []):
        words = file_in_words(file)
        if then.get(words, file["digest"]) != file["digest"]:
            yield Change(_("Attachment"), words, _("Another file of the same name"))
