"""What lists of the staff say when nothing is in them."""

import pytest

from tests import make
from tests.staff import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("themes/", "Nothing is here yet."),
        ("themes/?campaign={campaign}", "Nothing here is what you look for."),
        ("staff-by-campaign/", "Nobody is limited: everybody who works here works for every campaign."),
        ("screening/", "The queue is empty: nothing waits for screening."),
    ],
)
def test_an_empty_list_says_so_in_words_of_ours(address, says):
    campaign = make.campaign()
    shown = text_of(client_of("Coordinator").get(f"/admin/{address.format(campaign=campaign.pk)}"))
    assert (says in shown, "Why not" in shown) == (True, False)


def test_a_list_says_how_many_there_are_without_a_noun_that_some_languages_would_bend():
    campaign = make.campaign()
    for _number in range(3):
        make.theme(campaign)
    shown = client_of("Coordinator").get(f"/admin/themes/?campaign={campaign.pk}")
    assert shown.context["page_obj"].paginator.items_count_label == "3 in all"
