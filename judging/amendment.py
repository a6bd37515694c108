"""What a submitter changed in an entry after a juror had judged it, as far as the juror may read it."""

from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace

from django.utils.translation import gettext as _

from judging.blind import redact
from judging.identities import names_of
from judging.permissions import sees_names
from pledges.open_data import partner_records
from pledges.querysets import FOR_JURORS
from pledges.versions import Change, changes

# What no juror reads, and what tells who is behind an entry, with what stands in its place.
FOR_STAFF = {"contact": dict.fromkeys(("name", "email", "phone"), ""), "permissions": []}
WHO = {"organisation": "", "municipality": None, "place": "", "image": "", "image_alt": ""}
WHO |= {"attachments": [], "partners": []}


@dataclass(frozen=True)
class Amendment:
    """From the version that was judged to the newest one, by their numbers; `at` is when that came."""

    judged: int
    newest: int
    at: datetime
    changes: list[Change]


def amendment(assignment) -> Amendment | None:
    """None unless the ballot is about an older version. `assignment` has `judged` and `newest`."""
    judged, newest = assignment.judged, assignment.newest
    if judged is None or judged == newest:
        return None
    entry, this = assignment.entry, assignment.juror.panel.round
    before, now = entry.submissions.filter(number__in=[judged, newest])
    is_blind = not sees_names(this)
    slugs = _questions_for_jurors(this.campaign)
    named = {partner.name for partner in partner_records(entry)}
    found = changes(*(_as_read(one, slugs, named, is_blind) for one in (before, now)), this.campaign)
    if is_blind:
        names = [*names_of(entry), *_names(before.content), *_names(now.content)]
        found = [] if _is_redacted_by_hand(entry) else _hidden(found, names)
    return Amendment(judged, newest, now.at, found)


def _is_redacted_by_hand(entry) -> bool:
    """Then jurors read the copy, and nothing that only a copy would hide may reach them by another way."""
    copy = getattr(entry, "redaction", None)
    return bool(copy and copy.is_done)


def _questions_for_jurors(campaign) -> set[str]:
    asked = campaign.questions.filter(audience__in=FOR_JURORS, is_personal=False)
    return {"", *asked.values_list("slug", flat=True)}


def _as_read(submission, slugs, named, is_blind):
    """A submission without what the juror does not read. Who is not named today is not named for then."""
    content = submission.content
    content = content | FOR_STAFF
    content |= {
        "answers": {slug: text for slug, text in content["answers"].items() if slug in slugs},
        "attachments": [file for file in content.get("attachments", []) if file["question"] in slugs],
        "partners": [one for one in content["partners"] if one["organisation"] in named],
        **(WHO if is_blind else {}),
    }
    return SimpleNamespace(content=content, redacted=submission.redacted)


def _names(content) -> list[str]:
    """Who was behind an entry at a submission."""
    organisations = [content["organisation"], *(one["organisation"] for one in content["partners"])]
    names = [*content["contact"].values(), content["contact"]["email"].partition("@")[2]]
    return [name for name in [*names, *organisations, content["business_id"]] if name]


def _hidden(found, names) -> list[Change]:
    mark = _("[hidden]")
    hidden = [
        replace(one, before=redact(one.before, names, mark), now=redact(one.now, names, mark))
        for one in found
    ]
    return [one for one in hidden if one.before != one.now]
