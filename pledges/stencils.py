"""Templates that are rendered once and filled in often.

A template costs a tenth of a millisecond for each card and each option, each time. Here it is rendered
once in each process and language, with holes where the values of a request go; filling the holes in
costs as much as joining strings. The template stays an ordinary one, and what differs in more than words
– a card with a picture, a form with a list – is another stencil of the same template.
"""

import re
import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from html import escape
from typing import TypeVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

# Nobody can guess it, and so nobody can write a hole into a text that ends up in a stencil.
_MARK = f"H{secrets.token_hex(6)}H"
_HOLE = re.compile(rf"{_MARK}(\w+?){_MARK}", re.ASCII)


class _Hole(SafeString):
    """Filters take it for markup, and leave it as it is."""


def hole(name: str) -> str:
    """What to hand to a template in place of a value. The name is of letters, digits and _ only."""
    return _Hole(f"{_MARK}{name}{_MARK}")


class Stencil:
    def __init__(self, rendered: str):
        self._pieces = _HOLE.split(rendered)
        self._names = self._pieces[1::2]

    @classmethod
    def of(cls, template: str, context: dict, request=None) -> "Stencil":
        return cls(render_to_string(template, context, request))

    def fill(self, values: Mapping[str, object]) -> SafeString:
        """The text with every hole filled in; values are escaped unless they are markup already."""
        pieces = self._pieces.copy()
        pieces[1::2] = [_escaped(values[name]) for name in self._names]
        # Safe: the pieces come from a template that escapes, and the values were escaped just now.
        return mark_safe("".join(pieces))


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Pieces of markup one after the other; a text among them is escaped."""
    # Safe: nothing comes through that was not marked as markup before.
    return mark_safe("".join(map(_escaped, parts)))


def _escaped(value) -> str:
    """As `conditional_escape` does it, which takes five times as long to look for words yet to translate."""
    return value.__html__() if hasattr(value, "__html__") else escape(str(value))


Made = TypeVar("Made")


class Kept:
    """What was made, by what makes it differ; what was wanted last is kept."""

    def __init__(self, most: int):
        self._most, self._kept = most, OrderedDict()

    def get(self, shape: Hashable, make: Callable[[], Made]) -> Made:
        """What is kept, or else what `make` returns; None is not kept."""
        made = self._kept.pop(shape, None)
        if made is None:
            made = make()
        if made is None:
            return None
        self._kept[shape] = made
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return made

    def clear(self) -> None:
        self._kept.clear()
