"""A redacted copy beside its entry, as the screen shows it."""

from dataclasses import dataclass

from judging.hiding import drafted
from judging.identities import names_of, places_of
from judging.pieces import Piece, pieces
from judging.redaction_states import copy_of
from judging.suggesting import segments, suggestions


@dataclass(frozen=True)
class Row:
    """One piece: what the entry says, marked where it may tell whose it is, and what jurors will read.

    `before` is what the piece said when the copy was made, if it says something else now.
    """

    piece: Piece
    original: list[tuple[str, bool]]
    words: str
    before: str | None = None

    @property
    def name(self) -> str:
        return name_of(self.piece.key)


def name_of(key: str) -> str:
    return f"piece-{key}"


class Desk:
    """A copy being made: its rows, and what in it still may tell whose the entry is.

    `typed` are words that somebody has just sent; otherwise what stands, or what is hidden automatically.
    """

    def __init__(self, entry, typed: dict[str, str] | None = None):
        self.copy = copy_of(entry)
        names, places = names_of(entry), places_of(entry)
        began = {**drafted(entry), **(self.copy.words if self.copy else {})}
        self.words = {**began, **(typed or {})}
        self.rows, found = [], {}
        for piece in pieces(entry):
            marked = segments(piece.words, suggestions(piece.words, names, places))
            words = self.words[piece.key]
            self.rows.append(Row(piece, marked, words, self._before(piece)))
            for start, end in suggestions(words, names, places):
                found[words[start:end]] = found.get(words[start:end], 0) + 1
        self.found = sorted(found.items())

    def _before(self, piece) -> str | None:
        if self.copy is None or self.copy.made_from.get(piece.key) == piece.words:
            return None
        return self.copy.made_from.get(piece.key, "")

    @property
    def is_behind(self) -> bool:
        return any(row.before is not None for row in self.rows)
