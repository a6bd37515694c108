"""What the scripts of the admin say."""

import pytest
from django.test import RequestFactory
from django.urls import resolve
from django.utils.translation import override

from cms.views.script_words import StaffWords, staff_words

pytestmark = pytest.mark.django_db


def test_the_scripts_of_the_admin_ask_us_first(editor):
    assert resolve("/admin/jsi18n/").func is staff_words
    assert "django.gettext" in editor.get("/admin/jsi18n/").text


def test_they_say_in_our_words_what_the_library_has_in_english_only(translated):
    words = StaffWords()
    with override("fi"):
        words.get(RequestFactory().get("/"))
        said = words.get_catalog()
    assert {text: said[text] for text in ("Toggle section", "Saving...")} == {
        "Toggle section": "Näytä tai piilota osio",
        "Saving...": "Tallennetaan...",
    }
