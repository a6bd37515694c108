"""The languages of this installation, as callables so that migrations do not freeze them."""

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, get_language_info
from i18nfield.strings import LazyI18nString

# Languages that write the names of languages with capital letters.
WITH_CAPITALS = {"en", "de", "nl"}
# Languages that write every noun with one.
NOUNS_WITH_CAPITALS = {"de", "lb"}


def site_languages():
    return settings.LANGUAGES


def language_name(code: str) -> str:
    """What a language calls itself; the code of one that the site no longer has."""
    return dict(site_languages()).get(code, code)


def name_in_words(code: str) -> str:
    """The name of a language in the active one, as it stands in a sentence: "Finnish", "suomi", "finska"."""
    name = str(get_language_info(code)["name_translated"])
    return name if get_language()[:2] in WITH_CAPITALS else name.lower()


def within_a_sentence(heading: str) -> str:
    """A heading that names a thing, as its words stand in a sentence: "theme" of "Theme"."""
    keeps = get_language()[:2] in NOUNS_WITH_CAPITALS or heading[:2].isupper()
    return heading if keeps else heading[:1].lower() + heading[1:]


class Said(str):
    """A text that knows the language it is in; empty where nobody has said."""

    language: str

    def __new__(cls, text: str, language: str = ""):
        made = super().__new__(cls, text)
        made.language = language
        return made


def said(text: LazyI18nString) -> Said:
    """A text in the reader's language, or else in the one that stands in for it."""
    return Said(str(text), language_of(text))


def language_of(text) -> str:
    """The language of a text that the reader gets in another than the active one; empty if in this."""
    if isinstance(text, LazyI18nString):
        texts, shown = text.data if isinstance(text.data, dict) else {}, str(text)
        code = next(
            (code for code in (get_language(), main_language(), *texts) if texts.get(code) == shown), ""
        )
    else:
        code = getattr(text, "language", "")
    return "" if code == get_language() else code


def attributes(code: str) -> str:
    """` lang="fi" dir="ltr"` for an element whose text is in that language; nothing for none."""
    if not code:
        return ""
    return format_html(' lang="{}" dir="{}"', code, "rtl" if get_language_info(code)["bidi"] else "ltr")


def in_its_language(text) -> str:
    """A text within a line of others, marked if it is in another language than they are."""
    code = language_of(text)
    return format_html("<bdi{}>{}</bdi>", attributes(code), text) if code else text


def in_a_row(*texts) -> str:
    """Sentences one after the other, each in its language; empty ones are left out."""
    said_ones = [text for text in texts if text]
    if not any(map(language_of, said_ones)):
        return " ".join(said_ones)
    return format_html_join(" ", "{}", ((in_its_language(text),) for text in said_ones))


def main_language() -> str:
    return settings.LANGUAGE_CODE


def remember(response, code: str):
    """Keep the language somebody chose, for addresses that have none in them."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
    return response
