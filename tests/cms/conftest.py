import pytest
import time_machine
from django.utils import timezone

from cms.models import ContentPage
from tests import make_pages
from tests.staff import client_of


@pytest.fixture
def clock_stands():
    """A minute that is over would make pages anew."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def homes():
    return make_pages.site()


@pytest.fixture
def advice(homes) -> ContentPage:
    body = [("text", "<p>Ensimmäinen kappale.</p><p>Toinen kappale.</p>")]
    return make_pages.content(homes["fi"], slug="ohje", title="Ohje", body=body)


@pytest.fixture
def editor():
    return client_of("Editor")
