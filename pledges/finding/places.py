"""Where a word occurs, as bytes: sixteen bits for each thing of a block, in no order.

Twelve of them are the place of the thing in its block of keys, four say where in it the word stands. As
numbers these are in the order of what they are worth: title over summary over text over part of a compound.
"""

from collections.abc import Mapping

import numpy as np

TITLE, SUMMARY, TEXT, PART = 8, 4, 2, 1
BLOCK = 4096
_BITS = 4


def block_of(key: int) -> tuple[int, int]:
    """The block of a key, and the place in it."""
    return divmod(key, BLOCK)


def changed(places: bytes, wanted: dict[int, int], *, are_new: bool) -> bytes:
    """With other values at some places; zero takes one away."""
    new = np.array([place << _BITS | where for place, where in wanted.items() if where], np.uint16).tobytes()
    if are_new or not places:
        return places + new
    stored = np.frombuffer(places, np.uint16)
    return stored[~np.isin(stored >> _BITS, list(wanted))].tobytes() + new


def spread(places: Mapping[int, bytes], blocks: np.ndarray, over: np.ndarray) -> None:
    """Write what a word is worth where it is worth more than what stands there.

    `places` are those of each block that has the word; `over` are all the `blocks`, which ascend, one after
    another.
    """
    stored = np.frombuffer(b"".join(places.values()), np.uint16)
    begins = np.searchsorted(blocks, list(places)) * BLOCK
    at = begins.repeat([number_of(one) for one in places.values()]) + (stored >> _BITS)
    worth = (stored & (1 << _BITS) - 1).astype(over.dtype)
    over[at] = np.maximum(over[at], worth)


def number_of(places: bytes) -> int:
    """In how many things of the block the word occurs."""
    return len(places) * 8 // 16


def read(places: bytes) -> dict[int, int]:
    return {int(one) >> _BITS: int(one) & (1 << _BITS) - 1 for one in np.frombuffer(places, np.uint16)}
