"""What a poster's words are set in, and that its address can be typed from the wall."""

from pledges.sharing.faces import TEXT, WEIGHT
from pledges.sharing.poster import INK, _Sheet

ADDRESS = "https://lupaukset.example/fi/maahanmuuttajanuorten-kotolupaus/ehdotukset/KOTO-2015-0009/"


def test_small_words_are_not_set_in_the_thinnest_of_their_weights():
    sheet = _Sheet("Talkoot")
    sheet.put("Yhdessä", TEXT, 14, INK)
    (face,) = sheet.fonts.values()
    assert face.ttfont["OS/2"].usWeightClass == WEIGHT


def test_an_address_longer_than_its_room_is_made_smaller_and_a_shorter_one_is_not():
    sheet = _Sheet("Talkoot")
    heights = []
    for address in (ADDRESS, "https://lupaukset.example/"):
        before = sheet.get_y()
        sheet.put_on_a_line(address, TEXT, 11, INK, width=118)
        heights.append((round(sheet.get_y() - before, 1), round(sheet.font_size_pt, 1)))
    assert heights == [(3.4, 7.9), (4.7, 11)]
