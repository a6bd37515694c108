"""checks.md I09: in every field for text each odd character is kept as it is or refused in words.

No text that anybody may write can hold a control character, or a mark that turns the direction of what
follows it: neither a page nor a letter can then show it as something else than it is.
"""

import importlib
import pkgutil
import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

PACKAGES = ("people", "campaign", "pledges", "judging", "cms")
# Nothing of these is kept: they find something, or are compared with something.
ASKED_FOR = {"code", "owner", "organisation", "reference", "token", "password1", "password2"}
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = [one for one in map(chr, range(256)) if unicodedata.category(one) == "Cc"]
UNWANTED = [*(one for one in CONTROLS if one not in "\t\r\n"), *TURNING]
# Composed and not, without width, of emoji, from right to left, of look-alikes, of nobody's use.
ODD = (
    "e\u0301\u00e9\u200b\u200c\u200d\u200e\u200f\u2028\ufeff\x00\x07\x1b\x7f\x85\ufffe"
    "\U0001f469\U0001f3fd\u0645\u05d0\u0430\u03bf\u00ad\t" + TURNING
)
odd_texts = st.text(st.one_of(st.sampled_from(ODD), st.characters(exclude_categories=["Cs"])), max_size=30)


def forms_below(form=forms.BaseForm):
    for below in form.__subclasses__():
        yield below
        yield from forms_below(below)


def text_fields() -> dict[str, forms.Field]:
    """Every visible field for text that a form of ours declares, by its name."""
    for package in map(importlib.import_module, PACKAGES):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "migrations" not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    return {
        f"{form.__name__}.{name}": field
        for form in forms_below()
        if form.__module__.split(".")[0] in PACKAGES
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField) and not field.widget.is_hidden and name not in ASKED_FOR
    }


# Sorted: which of a form's subclasses comes first differs between processes, and the processes that
# share the tests must all count the same ones.
FIELDS = dict(sorted(text_fields().items()))


def test_there_are_some_forty_fields_for_text():
    assert len(FIELDS) > 40


def kept_of(field, typed: str) -> list[str] | ValidationError:
    try:
        kept = field.clean(typed)
    except ValidationError as refused:
        return refused
    return kept if isinstance(kept, list) else [kept]


@pytest.mark.parametrize("name", FIELDS)
def test_no_field_keeps_what_controls_or_turns_a_text(name):
    kept = [kept_of(FIELDS[name], begin + one + "b") for one in UNWANTED for begin in ("a", "https://a.fi/")]
    texts = "".join(text for found in kept if isinstance(found, list) for text in found)
    assert sorted(set(texts) & set(UNWANTED)) == []


@settings(max_examples=60, deadline=None)
@given(typed=odd_texts | odd_texts.map(lambda text: f"https://a.fi/{text}"))
@pytest.mark.parametrize("name", FIELDS)
def test_every_field_keeps_odd_characters_or_refuses_them_in_words(name, typed):
    kept = kept_of(FIELDS[name], typed)
    if isinstance(kept, ValidationError):
        assert all(kept.messages)
    else:
        assert kept_of(FIELDS[name], ", ".join(kept)) == kept
        assert [unicodedata.is_normalized("NFC", text) for text in kept] == [True] * len(kept)
