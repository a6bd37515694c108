"""How a criterion's levels are typed: one on a line, beside them what each means, in every language."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.widgets import AdminAutoHeightTextInput

from people.text import PlainTextField

LONGEST_LEVEL = 200
LONGEST_MEANING = 600


class LevelsWidget(forms.MultiWidget):
    """Two boxes per language: the levels, each on a line of its own, the lowest first; and what they mean."""

    template_name = "judging/widgets/levels.html"

    def __init__(self, attrs=None):
        codes = [code for code, _name in settings.LANGUAGES]
        names = {code: _box(code) for code in codes}
        meanings = {f"{code}_text": _box(code) for code in codes}
        super().__init__(names | meanings, attrs)

    def decompress(self, levels):
        levels = levels or []
        codes = [code for code, _name in settings.LANGUAGES]
        names = [
            "\n".join(filter(None, (level["label"].get(code, "") for level in levels))) for code in codes
        ]
        meanings = [
            "\n".join(level.get("text", {}).get(code, "") for level in levels).rstrip("\n") for code in codes
        ]
        return names + meanings

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        languages = [language for _code, language in settings.LANGUAGES]
        boxes = context["widget"]["subwidgets"]
        half = len(languages)
        context["boxes"] = list(zip(languages, boxes[:half], boxes[half:], strict=True))
        return context


def _box(code):
    direction = "rtl" if code in settings.LANGUAGES_BIDI else "ltr"
    return AdminAutoHeightTextInput({"lang": code, "dir": direction, "rows": 4})


class LevelsField(forms.MultiValueField):
    """Levels as Criterion.levels stores them, from texts with one level on a line.

    A language may be left empty – its readers then see another one – but not half filled. What a level
    means may be left out line by line.
    """

    widget = LevelsWidget

    def __init__(self, **kwargs):
        # Empty lines at the beginning of meanings belong to the lowest levels.
        boxes = [PlainTextField(required=False, strip=False) for _language in settings.LANGUAGES * 2]
        super().__init__(fields=boxes, require_all_fields=False, **kwargs)

    def prepare_value(self, value):
        return self.widget.decompress(value) if _is_stored(value) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.widget.decompress(initial), data)

    def compress(self, texts):
        half = len(settings.LANGUAGES)
        texts = [*texts, *[""] * (2 * half - len(texts))]
        written = {
            language: [line.strip() for line in text.splitlines() if line.strip()]
            for language, text in zip(settings.LANGUAGES, texts[:half], strict=True)
            if text.strip()
        }
        _check_lines(written)
        number = len(next(iter(written.values())))
        meanings = {
            language: [line.strip() for line in text.rstrip().splitlines()]
            for language, text in zip(settings.LANGUAGES, texts[half:], strict=True)
        }
        _check_meanings(meanings, number)
        return [_level(place, written, meanings) for place in range(number)]


def _level(place: int, written: dict, meanings: dict) -> dict:
    text = {
        code: lines[place] for (code, _name), lines in meanings.items() if lines[place : place + 1] > [""]
    }
    label = {code: lines[place] for (code, _name), lines in written.items()}
    return {"label": label, "text": text} if text else {"label": label}


def _is_stored(value) -> bool:
    return value is None or any(isinstance(level, dict) for level in value)


def _check_lines(written: dict) -> None:
    lengths = {name: len(lines) for (_code, name), lines in written.items()}
    if len(set(lengths.values())) > 1:
        counted = ", ".join(
            ngettext("%(language)s has %(number)d level", "%(language)s has %(number)d levels", number)
            % {"language": name, "number": number}
            for name, number in lengths.items()
        )
        raise ValidationError(
            _("Every language needs the same number of levels, one on each line: %(counted)s.")
            % {"counted": counted}
        )
    if min(lengths.values(), default=0) < 2:
        raise ValidationError(_("Write at least two levels, one on each line, the lowest first."))
    for (_code, name), lines in written.items():
        if max(map(len, lines)) > LONGEST_LEVEL:
            raise ValidationError(
                _("A level in %(language)s is longer than %(number)d characters.")
                % {"language": name, "number": LONGEST_LEVEL}
            )


def _check_meanings(meanings: dict, number: int) -> None:
    for (_code, name), lines in meanings.items():
        if len(lines) > number:
            raise ValidationError(
                ngettext(
                    "There is %(number)d level, but more lines in %(language)s say what levels mean.",
                    "There are %(number)d levels, but more lines in %(language)s say what levels mean.",
                    number,
                )
                % {"language": name, "number": number}
            )
        if max(map(len, lines), default=0) > LONGEST_MEANING:
            raise ValidationError(
                _("What a level means is longer than %(number)d characters in %(language)s.")
                % {"language": name, "number": LONGEST_MEANING}
            )
