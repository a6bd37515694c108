"""Texts of Django, Wagtail and wagtail-localize that we say in our own words."""

from pathlib import Path

import django
import polib
import wagtail
import wagtail_localize
from django.conf import settings

HERE = {"people/library_words.py", "cms/translation_words.py"}


def ours(code: str) -> list:
    """The messages of a catalogue that nothing but the list of them brings into it."""
    held = polib.pofile(str(Path(settings.BASE_DIR) / "locale" / code / "LC_MESSAGES" / "django.po"))
    return [one for one in held if {file for file, _line in one.occurrences} <= HERE]


def test_each_is_still_a_text_of_a_library():
    catalogues = [
        path
        for library in (django, wagtail, wagtail_localize)
        for path in Path(library.__file__).parent.rglob("locale/en/LC_MESSAGES/django*.po")
    ]
    theirs = {(one.msgid, one.msgid_plural) for path in catalogues for one in polib.pofile(str(path))}
    listed = {(one.msgid, one.msgid_plural) for one in ours("fi")}
    assert (listed - theirs, len(listed) > 200) == (set(), True)


def test_a_language_that_we_have_not_translated_them_into_keeps_what_the_library_says():
    """In the compiled catalogue nothing stands in for them."""
    path = Path(settings.BASE_DIR) / "locale" / "ar" / "LC_MESSAGES" / "django.mo"
    compiled = {one.msgid for one in polib.mofile(str(path))}
    waiting = {one.msgid for one in ours("ar") if not one.translated()}
    assert (waiting & compiled, "This field is required." in waiting) == (set(), True)
