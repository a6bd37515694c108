"""Two people wrote at the same time: what each of them has, part by part."""

from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _

from pledges.forms.carrying import BOTH, EDITED, MINE, THEIRS, is_settling, mine
from pledges.forms.parts import digest
from pledges.word_diff import Pieces, compare


@dataclass(frozen=True)
class Difference:
    """Where what was typed is not what stands. `chosen` is empty until somebody decides."""

    name: str
    label: str
    mine: Pieces
    theirs: Pieces
    explanation: str
    chosen: str
    language: str
    editor: BoundField | None
    can_have_both: bool

    @property
    def choice(self) -> str:
        return f"settle-{self.name}"

    @property
    def is_decided(self) -> bool:
        more = {EDITED} if self.editor else {BOTH} if self.can_have_both else set()
        return self.chosen in {MINE, THEIRS} | more


def differences(form_class, data: QueryDict, entry) -> list[Difference]:
    """What was typed beside what stands; `data` may hold choices already made."""
    typed = QueryDict(data[MINE]) if is_settling(data) else data
    form, edited = form_class(typed, entry=entry), form_class(mine(data), entry=entry)
    form.is_valid()
    known = dict(pair.split("=", 1) for pair in typed.get("base", "").split() if "=" in pair)
    found = []
    for part in form.parts():
        if part.typed == part.stored:
            continue
        explanation, default = _whose(part, known.get(part.name))
        ours, theirs = compare(part.typed or _("nothing"), part.stored or _("nothing"))
        editor = edited[part.name] if part.is_text else None
        chosen = data.get(f"settle-{part.name}", default)
        found.append(
            Difference(
                part.name,
                part.label,
                ours,
                theirs,
                explanation,
                chosen,
                part.language,
                editor,
                part.can_have_both,
            )
        )
    return found


def _whose(part, base: str | None) -> tuple[str, str]:
    """Who changed it since both had the same before their eyes, and what follows from that."""
    if base is not None and digest(part.typed) == base:
        return _("You did not change this; somebody else did."), THEIRS
    if base is not None and digest(part.stored) == base:
        return _("Only you changed this."), MINE
    return _("You and somebody else wrote differently here. Please choose."), ""
