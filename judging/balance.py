"""Sharing entries among jurors evenly. Pure functions, no database."""

from collections.abc import Collection, Iterable

Pair = tuple[int, int]


def plan(
    entries: Collection[int],
    jurors: Collection[int],
    wanted: int,
    *,
    standing: Iterable[Pair] = (),
    blocked: Iterable[Pair] = (),
) -> list[Pair]:
    """The (juror, entry) pairs to add, so that every entry gets `wanted` jurors as far as it can.

    `standing` pairs exist already and count; `blocked` pairs are never made. The entries that fewest
    jurors may judge choose first, and each takes the jurors with the fewest entries so far. Among
    equals the order turns from entry to entry, so that not always the same jurors sit together. The
    same input always gives the same plan.
    """
    jurors = sorted(jurors)
    standing = {pair for pair in standing if pair[0] in jurors}
    forbidden = standing | set(blocked)
    load = {juror: sum(1 for seated, _ in standing if seated == juror) for juror in jurors}
    free = {entry: [juror for juror in jurors if (juror, entry) not in forbidden] for entry in entries}
    added: list[Pair] = []
    for turn, entry in enumerate(sorted(entries, key=lambda entry: (len(free[entry]), entry))):
        missing = wanted - sum(1 for _, taken in standing if taken == entry)

        def preference(juror, turn=turn):
            return load[juror], (jurors.index(juror) - turn) % len(jurors)

        for juror in sorted(free[entry], key=preference)[: max(missing, 0)]:
            load[juror] += 1
            added.append((juror, entry))
    return added
