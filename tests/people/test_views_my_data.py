"""What is held about oneself: to read, to take along, and to have erased."""

import json

import pytest

from cms.models import SiteSettings
from judging import recusals
from people.models import Consent, Letter, Organisation, Representative, User
from people.privacy import forget
from tests import make, make_pages
from tests.addresses import english
from tests.journeys.walker import Walker
from tests.staff import number_of_queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def maija(client):
    made = make.user("maija@example.org", first_name="Maija", last_name="Malli", language="sv")
    client.force_login(made)
    return made


def member(organisation, email) -> Representative:
    return Representative.objects.create(user=make.user(email), organisation=organisation)


@pytest.mark.parametrize("name", ["my_data", "download_my_data", "erase_me"])
def test_a_stranger_is_asked_to_sign_in(client, name):
    answer = client.post(english(name)) if name == "erase_me" else client.get(english(name))

    assert answer.url == f"{english('account_login')}?next={english(name)}"


def test_everything_held_about_oneself_is_read_in_words_and_kept_by_no_cache(client, maija):
    club = make.organisation(people=[maija], name=make.words("Uimaseura"))
    entry = make.entry(author=maija, organisation=club, title="Uimakoulu")
    make.permission(entry, by=maija)
    make.letter(to=maija.email, subject="Hei", body="Terve Maija")
    make.letter(to="toinen@example.org", subject="Salaisuus")

    page = client.get(english("my_data"))

    shown = text_of(page)
    for words in ("Maija", "Svenska", "Uimaseura", "Uimakoulu", "Tekstin saa julkaista.", "Terve Maija"):
        assert words in shown, words
    assert ("Salaisuus" in shown, "no-store" in page["Cache-Control"]) == (False, True)


def test_a_juror_sees_seats_scores_and_conflicts(client, maija):
    panel = make.panel(make.campaign(title=make.words("Kampanja")), name=make.words("Esiraati"))
    juror = make.juror(panel, maija, languages=["fi", "sv"], most_entries=20)
    scored, conflicted = (
        make.entry(state="accepted", campaign=panel.campaign, title=title) for title in ("Talkoot", "Kuoro")
    )
    make.ballot(make.assignment(juror, scored), 2, None, comment="Selkeä")
    recusals.recuse(juror, conflicted, "Laulan siinä", by=maija)

    taken = json.loads(client.get(english("download_my_data")).content)

    (seat,) = taken["seats"]
    assert (seat["panel"], seat["campaign"], seat["state"], seat["languages"], seat["most_entries"]) == (
        "Esiraati",
        "Kampanja",
        "Takes part",
        "Suomi, Svenska",
        20,
    )
    (ballot,) = taken["ballots"]
    assert (ballot["entry"], ballot["state"], ballot["scores"], ballot["comment"]) == (
        scored.reference,
        "Final",
        "Kriteeri 1: Hyvä",
        "Selkeä",
    )
    (recusal,) = taken["recusals"]
    assert (recusal["entry"], recusal["reason"]) == (conflicted.reference, "Laulan siinä")


def test_the_same_is_taken_along_as_a_file(client, maija):
    answer = client.get(english("download_my_data"))

    assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert json.loads(answer.content)["account"][0]["email"] == "maija@example.org"


def test_the_page_takes_as_many_queries_for_three_of_everything_as_for_one(client, maija):
    panel = make.panel(make.campaign())
    juror = make.juror(panel, maija)

    def add():
        entry = make.entry(author=maija, state="submitted", organisation=make.organisation(people=[maija]))
        make.permission(entry, by=maija)
        make.partner(entry, email=maija.email)
        foreign = make.entry(state="accepted", campaign=panel.campaign)
        make.ballot(make.assignment(juror, foreign), 1, 2)
        make.letter(to=maija.email)

    def queries():
        return number_of_queries(client, english("my_data"))

    add()
    queries()
    one = queries()
    add()
    add()
    queries()  # reads what frames a page once more, because campaigns have come

    assert (one, queries()) == (35, 35)


# --- erasing ------------------------------------------------------------------------------------
def test_the_question_says_what_goes_what_stays_and_who_is_left_alone(client, maija):
    alone = make.organisation(people=[maija], name=make.words("Yksin ry"))
    member(make.organisation(people=[maija], name=make.words("Yhdessä ry")), "toinen@example.org")

    page = client.get(english("erase_me"))

    assert list(page.context["left_alone"]) == [alone]
    shown = text_of(page)
    for words in ("What is erased", "What stays, and why", "Nobody but you acts for", "Yksin ry"):
        assert words in shown, words
    assert ("Yhdessä ry" in shown, User.objects.get(pk=maija.pk).forgotten_at) == (False, None)


def test_the_question_says_until_when_what_was_sent_in_names_the_person(client, maija):
    call = make.campaign(title=make.words("Kampanja"), erases_at=make.moment("2099-12-31 10:00:00"))
    make.entry(author=maija, campaign=call)
    make.entry(author=make.user(), campaign=make.campaign(title=make.words("Muu")))

    assert client.get(english("erase_me")).context["how_long"] == [
        "Kampanja: answers about people and drafts that were never sent are erased on"
        " Thursday 31 December 2099 at 12:00 (Finnish time, EET)."
    ]


def test_the_notice_that_says_how_long_is_one_press_away(client, maija):
    homes = make_pages.site()
    notice = make_pages.content(homes["en"], slug="data-protection")
    SiteSettings.objects.update(data_protection_page=notice)

    assert 'href="/en/data-protection/"' in client.get(english("erase_me")).text.split("<footer")[0]


def test_somebody_erases_themselves_with_one_press_and_is_signed_out(client, maija):
    make_pages.site()
    entry = make.entry(author=maija, contact_email=maija.email, contact_name="Maija Malli")
    consent = make.permission(entry, by=maija)
    letter = make.letter(to=maija.email)

    page = client.post(english("erase_me"), follow=True)

    gone = User.objects.get(pk=maija.pk)
    entry.refresh_from_db()
    assert (gone.email, gone.first_name, gone.is_active) == (
        f"forgotten-{maija.pk}@invalid.example",
        "",
        False,
    )
    assert (entry.contact_name, Consent.objects.get().pk) == ("", consent.pk)
    assert not Letter.objects.filter(pk=letter.pk).exists()
    assert "Your personal data is erased, and you are signed out." in text_of(page)
    assert client.get(english("account")).status_code == 302


def test_erasing_is_only_a_walk_from_the_own_account_away():
    make_pages.site()
    walker = Walker()
    walker.sign_in("maija@example.org", then="/en/my-account/")

    walker.follow("See and download everything").follow("Erase my personal data").press("Erase and sign out")

    assert not User.objects.filter(email="maija@example.org").exists()


def test_the_address_can_begin_anew_afterwards(client, maija):
    client.post(english("erase_me"))

    client.post(english("account_login"), {"email": "maija@example.org"})

    assert User.objects.filter(email="maija@example.org", forgotten_at=None).count() == 1


# --- organisations ------------------------------------------------------------------------------
def roles(organisation) -> list[tuple]:
    return list(organisation.representatives.order_by("pk").values_list("user__email", "role"))


def test_whoever_has_acted_longest_becomes_main_representative(maija):
    club = make.organisation(people=[maija])
    member(club, "vanha@example.org")
    member(club, "uusi@example.org")

    forget(maija, by=maija)

    assert roles(club) == [("vanha@example.org", "owner"), ("uusi@example.org", "member")]


def test_a_second_main_representative_is_enough(maija):
    club = make.organisation(people=[maija, make.user("toinen@example.org")])
    Representative.objects.update(role="owner")
    member(club, "kolmas@example.org")

    forget(maija, by=maija)

    assert roles(club) == [("toinen@example.org", "owner"), ("kolmas@example.org", "member")]


def test_an_organisation_of_nobody_else_stays_without_people(maija):
    club = make.organisation(people=[maija])

    forget(maija, by=maija)

    assert (roles(club), Organisation.objects.filter(pk=club.pk).exists()) == ([], True)
