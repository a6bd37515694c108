"""The public text of an entry in the other languages of the site, as fields of one step."""

from copy import deepcopy
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from people.languages import site_languages
from pledges.models import Translation
from pledges.origins import TextState
from pledges.texts import PARTS, Reading, readings

HOW = [
    (TextState.HUMAN.value, gettext_lazy("People wrote it, or have read it through")),
    (TextState.MACHINE.value, gettext_lazy("A machine translated it, and nobody has read it through")),
]


def offered(form) -> list[Reading]:
    """Every other language of the site; also that of the original where somebody has just written in it."""
    own, *others = readings(form.entry)
    typed = form.is_bound and any(form.data.get(f"{part}_{own.language}") for part in PARTS)
    return [own, *others] if typed else others


def add_fields(form) -> None:
    """Give a form the fields of each offered language, shaped like those of the original."""
    for reading in form.readings:
        code, name = reading.language, reading.name
        direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
        for part in PARTS:
            field = deepcopy(form.base_fields[part])
            field.label, field.help_text = f"{field.label} ({name})", ""
            field.widget.attrs |= {"lang": code, "dir": direction}
            field.is_public, field.is_needed = True, part != "plain_summary"
            form.fields[f"{part}_{code}"] = field
        form.fields[f"origin_{code}"] = forms.ChoiceField(
            label=_("How was the translation made? (%(language)s)") % {"language": name},
            choices=HOW,
            required=False,
            widget=forms.RadioSelect,
        )
        form.fields[f"origin_{code}"].is_needed = True
        if reading.is_behind:
            form.fields[f"is_checked_{code}"] = forms.BooleanField(
                label=_("It still says the same as the original (%(language)s)") % {"language": name},
                required=False,
            )


def stored(entry) -> dict:
    standing = {one.language: one for one in entry.translations.all()}
    values = {}
    for code, _name in site_languages():
        one = standing.get(code, Translation())
        for name in (*PARTS, "origin"):
            values[f"{name}_{code}"] = getattr(one, name)
    return values


def written(form) -> dict[str, dict]:
    """What `save_draft` wants to know of each translation in a valid form that was sent with it."""
    cleaned = form.cleaned_data
    return {
        reading.language: {
            **{part: cleaned[f"{part}_{reading.language}"] for part in PARTS},
            "origin": cleaned[f"origin_{reading.language}"] or TextState.HUMAN,
            "is_checked": cleaned.get(f"is_checked_{reading.language}", False),
        }
        for reading in form.readings
        if any(f"{part}_{reading.language}" in form.data for part in PARTS)
    }


@dataclass(frozen=True)
class Group:
    """The fields of one language, folded away until somebody wants to write in it."""

    reading: Reading
    fields: list[BoundField]

    @property
    def is_open(self) -> bool:
        """Where something is wrong, or begun and not finished."""
        is_begun = any(field.value() for field in self.fields[: len(PARTS)])
        return any(field.errors for field in self.fields) or (is_begun and self.reading.state == "missing")


def groups(form) -> list[Group]:
    names = (*PARTS, "origin", "is_checked")
    return [
        Group(
            reading,
            [form[key] for name in names if (key := f"{name}_{reading.language}") in form.fields],
        )
        for reading in form.readings
    ]
