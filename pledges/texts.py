"""The public text of an entry in its languages: which one a reader gets, and how good it is."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people.languages import name_in_words, site_languages
from pledges.origins import TextState

PARTS = ("title", "summary", "description", "plain_summary")


@dataclass(frozen=True)
class Text:
    """What somebody reads, in which language, and where it comes from."""

    language: str
    state: str
    title: str
    summary: str
    description: str
    plain_summary: str
    is_behind: bool = False

    @property
    def is_original(self) -> bool:
        return self.state == TextState.ORIGINAL

    @property
    def parts(self) -> list[str]:
        return [part for name in PARTS if (part := getattr(self, name))]


def original(entry) -> Text:
    return Text(entry.language, TextState.ORIGINAL, *(getattr(entry, part) for part in PARTS))


def text_for(entry, language: str | None = None) -> Text:
    """What a reader of a language (by default the active one) gets: a whole translation, or the original."""
    language = language or get_language()
    if language != entry.language:
        for one in entry.translations.all():
            if one.language == language and one.is_complete:
                parts = (getattr(one, part) for part in PARTS)
                return Text(language, one.origin, *parts, is_behind=one.is_behind)
    return original(entry)


def translations(entry) -> list[Text]:
    """The whole translations, as their readers get them."""
    texts = [text_for(entry, code) for code, _name in site_languages()]
    return [text for text in texts if not text.is_original]


def note(text_state: str, shown_in: str, original_in: str, *, is_behind: bool = False) -> str:
    """What a reader is told of the text; nothing if it is the original in their own language."""
    names = {"language": name_in_words(original_in)}
    if text_state == TextState.ORIGINAL:
        return "" if shown_in == get_language() else _("Original in %(language)s") % names
    if text_state == TextState.MACHINE:
        words = _("Machine translation from %(language)s") % names
    else:
        words = _("Translated from %(language)s") % names
    return f"{words} – {_('older than the original')}" if is_behind else words


@dataclass(frozen=True)
class Reading:
    """What the readers of one language see."""

    language: str
    name: str
    state: str
    label: str
    words: str
    is_behind: bool


def readings(entry) -> list[Reading]:
    """One line for each language of the site, that of the original first."""
    codes = [code for code, _name in site_languages() if code != entry.language]
    return [_reading(entry, code) for code in (entry.language, *codes)]


def _reading(entry, code: str) -> Reading:
    text = text_for(entry, code)
    state = text.state if text.language == code else TextState.MISSING
    words = {
        TextState.ORIGINAL: _("A reader of the %(language)s pages sees your own text."),
        TextState.HUMAN: _("A reader of the %(language)s pages sees your translation."),
        TextState.MACHINE: _(
            "A reader of the %(language)s pages sees this translation, marked as made by a machine."
        ),
        TextState.MISSING: _(
            "A reader of the %(language)s pages sees your %(original)s text, marked as %(original)s."
        ),
    }[state]
    names = {"language": name_in_words(code), "original": name_in_words(entry.language)}
    is_begun = state == TextState.MISSING and any(one.language == code for one in entry.translations.all())
    label = _("Not complete yet") if is_begun else TextState(state).label
    return Reading(code, names["language"], state, label, words % names, text.is_behind)
