"""Every form of a name, and no other word: with inflections as they are in Finnish and Swedish."""

import re

import pytest

from judging.inflection import forms

FORMS = {
    "kaupunki": "kaupungin kaupunkia kaupungissa kaupungista kaupunkiin kaupungille kaupungeissa kaupunkeja "
    "kaupunkien kaupungiksi kaupunkina kaupunkimme kaupunkinsa kaupungillekin kaupungissamme",
    "Helsingin": "Helsingin Helsinki Helsinkiin Helsingissä",
    "Tampere": "Tampereen Tampereella Tamperetta",
    "Turku": "Turun Turussa Turkuun",
    "Lahti": "Lahden Lahdessa Lahteen",
    "Espoo": "Espoon Espoossa Espooseen",
    "Jyväskylä": "Jyväskylän Jyväskylässä Jyväskylään",
    "Martat": "Marttojen Martoille Marttoja Martta Martan Marttoihin Martatkin",
    "nuoret": "nuorten nuoria nuorille nuorien nuoriin",
    "Eläkeläiset": "Eläkeläisten Eläkeläisille Eläkeläisiä",
    "Veteraanit": "Veteraanien Veteraaneja Veteraaneille",
    "Virtanen": "Virtasen Virtasta Virtaselle Virtasten",
    "Lehto": "Lehdon Lehtoa Lehdolle",
    "Niemi": "Niemen Niemeä Niemelle",
    "Heikki": "Heikin Heikkiä Heikille",
    "Punainen": "Punaisen Punaista",
    "Risti": "Ristin Ristiä Ristille Ristillä",
    "yhdistys": "yhdistyksen yhdistystä yhdistykset yhdistyksiä yhdistysten yhdistyksemme",
    "keskus": "keskuksen keskusta keskuksia keskukseen",
    "säätiö": "säätiön säätiötä säätiöiden säätiöitä",
    "liitto": "liiton liittoa liittoja liitoissa",
    "osuuskunta": "osuuskunnan osuuskuntien osuuskunnalle",
    "Naapuriapu": "Naapuriavun Naapuriapua Naapuriavulle Naapuriapuun Naapuriavustakin",
    "Asukas": "Asukkaan Asukkaat Asukasta Asukkaiden",
    "perhe": "perheen perhettä perheitä perheille",
    "Lindström": "Lindströmin Lindströmille Lindströms",
    "förening": "föreningen föreningens föreningar föreningarnas förenings",
    "stad": "stads staden stadens",
}
OTHERS = {
    "Naapuriapu": "naapuria naapuri naapurin naapurien naapurit",
    "Kotikoivu": "koti kotiin kotikoulu koivu",
    "Arki": "arkku arka",
    "Kivi": "kiva",
    "Vaasa": "vasara vaasi",
    "Kuopio": "kuopia kuoppa",
    "Lehto": "lehti lehden lehtori",
    "Turku": "turkki turkin turkis",
    "Suominen": "suomi suomen",
    "Koskela": "koski kosken",
    "Martat": "martti marttyyri",
}


@pytest.mark.parametrize("word", FORMS)
def test_every_form_of_a_word_is_known(word):
    pattern = re.compile(forms(word), re.IGNORECASE)
    assert [form for form in [word, *FORMS[word].split()] if not pattern.fullmatch(form)] == []


@pytest.mark.parametrize("word", OTHERS)
def test_other_words_that_begin_alike_are_none(word):
    pattern = re.compile(forms(word), re.IGNORECASE)
    assert [other for other in OTHERS[word].split() if pattern.fullmatch(other)] == []
