import pytest
import time_machine
from django.utils import timezone


@pytest.fixture
def clock_stands():
    """A minute that is over would make pages anew."""
    with time_machine.travel(timezone.now(), tick=False):
        yield
