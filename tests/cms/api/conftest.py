import pytest

from tests import make, make_pages


@pytest.fixture
def campaign():
    """A campaign that has announced its results."""
    return make.campaign(**make.announced(), slug="koto", title=make.words("Kotolupaus", "Hemlöfte"))


@pytest.fixture
def hosts(campaign):
    """Its pages in every language."""
    return make_pages.campaign_pages(campaign)


@pytest.fixture
def read(client, hosts):
    """What open data answers to an address below its root, as JSON."""

    def read(address: str) -> dict:
        response = client.get(f"/open-data/v1/{address}")
        assert response.status_code == 200, (address, response.content)
        return response.json()

    return read
