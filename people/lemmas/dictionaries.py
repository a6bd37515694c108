"""The dictionaries of simplemma as files that are mapped into memory: all processes of a machine share them.

Read the usual way, Finnish alone takes 340 MB and eight seconds in each process; mapped, a process reads
only what it looks up, and the system may take it back. A file is made once for each version of simplemma,
when the database is migrated or somebody needs it first.
"""

import fcntl
import subprocess
import sys
from collections.abc import Mapping
from functools import cache

import simplemma
from django.conf import settings
from marisa_trie import BytesTrie
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES, DictionaryFactory
from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieWrapDict

from people.languages import site_languages


class Mapped(DictionaryFactory):
    __slots__ = ()

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        return _mapped(lang)


def known_languages() -> list[str]:
    """The languages of the site that have a dictionary."""
    return [code for code, _name in site_languages() if code in SUPPORTED_LANGUAGES]


def prepare() -> None:
    """Make what is missing."""
    for language in known_languages():
        _file(language)


@cache
def _mapped(language: str) -> Mapping[str, str]:
    return TrieWrapDict(BytesTrie().mmap(str(_file(language))))


def _file(language: str):
    place = settings.LEMMAS_ROOT / f"{simplemma.__version__}-{language}.dic"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # of many who need it at once one makes it
            if not place.exists():
                made = [sys.executable, "-m", "people.lemmas.building", language, str(place)]
                subprocess.run(made, check=True, cwd=settings.BASE_DIR)  # noqa: S603
    return place
