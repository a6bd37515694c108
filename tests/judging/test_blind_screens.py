"""Blind judging: nothing that a juror can open says who is behind the entry."""

import pytest
from django.core.files.storage import storages

from judging import actions, affirming, recusals
from judging.models import Round
from people.models import Letter
from people.pictures import store
from pledges.models import Answer, Entry
from tests import make, pictures

MARKS = {
    "organisation": "Kotikoivun",
    "organisation in Swedish": "Hembj",
    "business ID": "0201256-6",
    "website": "kotikoivu.example",
    "contact person": "Kanarinen",
    "contact e-mail": "kanari@",
    "contact phone": "040 987 6543",
    "partner": "Naapurikylän",
    "partner's role": "PARTNERROLE",
    "place": "KANARIALA",
    "municipality": "Vaasa",
    "image": "picture/",
    "image description": "IMAGEALT",
    "author": "tekija@",
}


@pytest.fixture
def blind(client, juror, tmp_path, monkeypatch):
    """A blind jury's juror, signed in, with an entry that names itself wherever it can."""
    monkeypatch.setattr(storages["private"], "_location", str(tmp_path), raising=False)
    Round.objects.update(is_blind=True)
    organisation = make.organisation(
        name=make.words("Kotikoivun Martat ry", "Hembjörkens Marthor rf"),
        business_id="0201256-6",
        website="https://www.kotikoivu.example/",
    )
    author = make.user("tekija@kotikoivu.example", first_name="Kanarinen")
    organisation.representatives.create(user=author, role="owner")
    text = (
        "Kotikoivun Marttojen ja Naapurikylän nuorten yhteinen lupaus. Hembjörkens Marthor är med. "
        "Soita 040 987 6543 tai kirjoita kanari@kotikoivu.example, kertoo Kanarinen Kaisa."
    )
    entry = make.entry(
        state="accepted",
        campaign=juror.panel.round.campaign,
        organisation=organisation,
        author=author,
        title="Kotikoivun Martat lupaavat",
        summary=text,
        description=text,
        contact_name="Kanarinen Kaisa",
        contact_email="kanari@kotikoivu.example",
        contact_phone="040 987 6543",
        place="KANARIALA",
        municipality_id="905",
        image_alt="IMAGEALT",
    )
    Entry.objects.filter(pk=entry.pk).update(image=store(pictures.upload()))
    make.partner(
        entry,
        state="confirmed",
        role="PARTNERROLE",
        organisation=make.organisation(name=make.words("Naapurikylän nuoret")),
    )
    Answer.objects.create(entry=entry, question=make.question(juror.panel.round.campaign), text=text)
    entry.tags.add("Kotikoivun Martat", "nuoret")
    client.force_login(juror.user)
    client.assignment = actions.assign(juror, entry, by=None)
    # The page about conflicts says who takes part, but of no entry; see test_affirming.
    affirming.affirm(juror, affirming.organisations_of(juror), [], "", by=None)
    return client


def betrayed(response) -> list[str]:
    text = response.content.decode() + str(response.headers)
    return [carrier for carrier, mark in MARKS.items() if mark.lower() in text.lower()]


def addresses(client) -> dict[str, str]:
    home = f"/admin/judging/score/{client.assignment.pk}/"
    return {"dashboard": "/admin/", "list": "/admin/judging/", "score": home, "conflict": f"{home}conflict/"}


def test_no_screen_of_a_juror_says_who_is_behind_the_entry(blind):
    found = {name: betrayed(blind.get(address)) for name, address in addresses(blind).items()}
    assert found == {"dashboard": [], "list": [], "score": [], "conflict": []}


def test_what_does_not_name_anybody_is_still_read(blind):
    text = blind.get(addresses(blind)["score"]).content.decode()
    assert [word for word in ("yhteinen lupaus", "nuoret", "Pohjanmaa") if word not in text] == []


def test_refusals_and_two_windows_betray_nothing_either(blind):
    address = addresses(blind)["score"]
    field = f"criterion_{Round.objects.get().criteria.first().pk}"
    blind.post(address, {"version": 0, field: 2})
    answers = [
        blind.post(address, {"version": 0, field: 1}),
        blind.post(address, {"version": 1, "is_final": "on"}),
    ]
    recusals.recuse(blind.assignment.juror, blind.assignment.entry, "Oma", by=None)
    answers.append(blind.post(address, {"version": 1, field: 1}))
    assert [(answer.status_code, betrayed(answer)) for answer in answers] == [(409, []), (422, []), (403, [])]


def test_there_is_no_picture(blind):
    assert blind.get(f"{addresses(blind)['score']}picture/480.webp").status_code == 404


def test_the_letter_to_the_juror_names_nobody(blind):
    letter = Letter.objects.get(kind="ballots_ready")
    text = f"{letter.subject} {letter.body}"
    assert [mark for mark in MARKS.values() if mark.lower() in text.lower()] == []


def test_in_open_judging_everything_is_named_but_contacts_and_numbers(blind):
    Round.objects.update(is_blind=False)
    named = betrayed(blind.get(addresses(blind)["score"]))
    assert [carrier for carrier in MARKS if carrier not in named] == ["business ID", "author"]
