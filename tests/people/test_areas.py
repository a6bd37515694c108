"""The country's municipalities and regions, which every installation brings with it."""

import pytest
from django.conf import settings
from django.utils import translation

from people.models import Municipality, Region

pytestmark = pytest.mark.django_db


def test_all_308_municipalities_stand_in_their_19_regions():
    assert (Municipality.objects.count(), Region.objects.count()) == (308, 19)
    assert not Region.objects.filter(municipalities=None).exists()


@pytest.mark.parametrize(
    ("code", "language", "words"),
    [
        ("091", "fi", ("Helsinki", "Uusimaa")),
        ("091", "sv", ("Helsingfors", "Nyland")),
        ("478", "sv", ("Mariehamn", "Åland")),
        ("890", "fi", ("Utsjoki", "Lappi")),
        ("890", "en", ("Utsjoki", "Lapland")),
        ("853", "en", ("Turku", "Southwest Finland")),
    ],
)
def test_they_are_called_as_in_the_language_of_the_reader(code, language, words):
    municipality = Municipality.objects.select_related("region").get(code=code)
    with translation.override(language):
        assert (str(municipality.name), str(municipality.region.name)) == words


def test_every_region_has_a_name_in_every_language_of_the_site():
    languages = {code for code, _name in settings.LANGUAGES}
    assert [str(one) for one in Region.objects.all() if not languages <= set(one.name.data)] == []
