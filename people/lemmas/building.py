"""Makes the dictionary of one language: `python -m people.lemmas.building fi PLACE`.

In a process of its own, because the two hundred megabytes that this takes would stay with whoever does it.
"""

import os
import sys
from pathlib import Path

from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieDictionaryFactory


def build(language: str, place: Path) -> None:
    """Put it there at once, so that nobody ever reads half of it."""
    unfinished = place.with_suffix(f".{os.getpid()}")
    TrieDictionaryFactory(use_disk_cache=False).get_dictionary(language)._trie.save(str(unfinished))
    unfinished.replace(place)


if __name__ == "__main__":
    build(sys.argv[1], Path(sys.argv[2]))
