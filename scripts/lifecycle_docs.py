#!/usr/bin/env python3
"""Writes docs/lifecycle.md from the tables of states in the source, so that the two never disagree."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "lifecycle.md"

HEAD = """\
# The life of an entry

This page is written by `scripts/lifecycle_docs.py` from `pledges/states.py`, `judging/states.py` and
`campaign/states.py`; change those and run it again. A test fails while the two differ.

Every change of state goes through one function, `campaign.lifecycle.move()`. It changes the state only
if the thing is still in the state from which the move is allowed, so that of two people who act at once
one wins and the other is told; and it writes the audit log in the same transaction.

Publication is no state: an entry is public when its state is one of the public ones, permission to
publish its text is in force, and the publication moment of its campaign has passed.
"""


def diagram(states, moves) -> list[str]:
    first = next(iter(states))
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {first.value}"]
    for state in states:
        lines += [f"    {state.value} --> {target.value}" for target in states if target in moves[state]]
        if not moves[state]:
            lines.append(f"    {state.value} --> [*]")
    return [*lines, "```"]


def table(head, rows) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


def moves_of(states, moves, groups=()) -> list[str]:
    def row(state):
        names = [name for name, members in groups if state in members]
        targets = [str(target.label) for target in states if target in moves[state]]
        cells = [str(state.label), f"`{state.value}`", ", ".join(targets) or "–"]
        return [*cells, ", ".join(names) or "–"] if groups else cells

    head = ["State", "Stored as", "May become", *(["Is"] if groups else [])]
    return table(head, [row(state) for state in states])


def render() -> str:
    """The whole page, in the language of the source."""
    from campaign.states import RIGHTS, Phase, Right
    from judging.states import DECISION_MOVES, JUROR_MOVES, DecisionState, JurorState
    from pledges import states

    groups = [
        ("editable by its writers", states.EDITABLE),
        ("public, if permitted", states.PUBLIC),
        ("up for assessment", states.ASSESSABLE),
        ("in the programme", states.SELECTED),
    ]
    rights = [
        [str(right.label), *("yes" if right in RIGHTS[phase] else "–" for phase in Phase)] for right in Right
    ]
    sections = [
        ("Entry", [*diagram(states.State, states.MOVES), "", *moves_of(states.State, states.MOVES, groups)]),
        ("Partner in an entry", moves_of(states.PartnerState, states.PARTNER_MOVES)),
        ("Seat in a jury", moves_of(JurorState, JUROR_MOVES)),
        ("Decision of the jury", moves_of(DecisionState, DECISION_MOVES)),
        (
            "What each phase of a campaign allows",
            [
                "Phases follow from the moments of the campaign alone. Closing is inclusive to the second.",
                "",
                *table(["", *(str(phase.label) for phase in Phase)], rights),
            ],
        ),
    ]
    return HEAD + "".join(f"\n## {title}\n\n" + "\n".join(lines) + "\n" for title, lines in sections)


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.utils import translation

    django.setup()
    with translation.override("en"):
        TARGET.write_text(render())
    print(f"Wrote {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
