"""Where a word occurs in a block of keys, as bytes: where in each thing it stands, in four bits.

As numbers these are in the order of what they are worth: title over summary over text over part of a
compound. A word of few things has sixteen bits for each of them, in no order: twelve are the place of the
thing in the block. A word of so many that this would take no less has one byte for each place of the block.
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
    """With other values at some places; zero takes one away. With `are_new` none of them has one yet."""
    if len(places) == BLOCK:
        every = np.frombuffer(places, np.uint8).copy()
        every[list(wanted)] = list(wanted.values())
        return every.tobytes() if 2 * np.count_nonzero(every) >= BLOCK else _few(every)
    new = np.array([place << _BITS | where for place, where in wanted.items() if where], np.uint16)
    stored = np.frombuffer(places, np.uint16)
    if not are_new:
        stored = stored[~np.isin(stored >> _BITS, list(wanted))]
    few = np.concatenate([stored, new])
    return _every(few).tobytes() if 2 * few.size >= BLOCK else few.tobytes()


def _few(every: np.ndarray) -> bytes:
    at = np.flatnonzero(every)
    return (at << _BITS | every[at]).astype(np.uint16).tobytes()


def _every(few: np.ndarray) -> np.ndarray:
    """What stands at each place of the block."""
    every = np.zeros(BLOCK, np.uint8)
    every[few >> _BITS] = few & (1 << _BITS) - 1
    return every


def spread(places: Mapping[int, bytes], first: int, over: np.ndarray) -> None:
    """Write what a word is worth where it is worth more than what stands there.

    `places` are those of each block that has the word; `over` are all blocks from the `first` on.
    """
    for number, one in places.items():
        start = (number - first) * BLOCK
        block = over[start : start + BLOCK]
        if len(one) == BLOCK:
            np.maximum(block, np.frombuffer(one, np.uint8), out=block)
        else:
            stored = np.frombuffer(one, np.uint16)
            at = stored >> _BITS
            block[at] = np.maximum(block[at], stored & (1 << _BITS) - 1)


def number_of(places: bytes) -> int:
    """In how many things of the block the word occurs."""
    if len(places) == BLOCK:
        return int(np.count_nonzero(np.frombuffer(places, np.uint8)))
    return len(places) // 2


def read(places: bytes) -> dict[int, int]:
    """By place, where in the thing it stands."""
    is_every = len(places) == BLOCK
    every = np.frombuffer(places, np.uint8) if is_every else _every(np.frombuffer(places, np.uint16))
    return {int(place): int(every[place]) for place in np.flatnonzero(every)}
