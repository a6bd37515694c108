"""Blind judging, carrier by carrier: whatever could tell whose an entry is says it to no juror (check Z13).

The same juror reads everything there is for them – screens, refused doors, letters, headers – in a blind
round and in an open one, which shows that each carrier would carry.
"""

import io

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from wagtail.log_actions import log

from judging import actions, affirming, recusals
from judging.models import Round
from people.models import Letter, Organisation
from people.pictures import store
from pledges.models import Answer, Entry, Measure, Translation
from tests import make, pictures

# What carries it, the word that tells, and whether an open round shows it to jurors at all.
CARRIERS = {
    "organisation's name": ("Kanariala", True),
    "its name in another form": ("Kanarialassa", True),
    "its name in Swedish": ("Sifferby", True),
    "logo": ("organisation-logo", False),
    "web address": ("kanari-sivut.example", True),
    "business ID": ("0201256-6", False),
    "e-mail address": ("kanariposti@", True),
    "phone number": ("040 987 6543", True),
    "contact person": ("Nimekäs", True),
    "partner": ("Kumppanila", True),
    "title and page title": ("Otsikkonen", True),
    "address": ("kanariosoite", False),
    "image description": ("KANARIKUVA", True),
    "image and its metadata": ("kanariexif", False),
    "file name": ("kanaritiedosto", True),
    "PDF and its metadata": ("kanaripdf", False),
    "place": ("Kanaripaikka", True),
    "translation": ("Kanariland", True),
    "answer": ("Vastaajala", True),
    "goal": ("Mittarila", True),
    "tag": ("Tunnistela", True),
    "history": ("Kirjaajala", False),
    "letters": ("Kirjeelä", False),
}


def pdf() -> bytes:
    written, made = PdfWriter(), io.BytesIO()
    written.add_blank_page(200, 200)
    written.add_metadata({"/Author": "kanaripdf"})
    written.write(made)
    return made.getvalue()


def picture_with_metadata() -> bytes:
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", "kanariexif")
    made = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(made, "PNG", pnginfo=about)
    return made.getvalue()


def build(juror):
    campaign = juror.panel.round.campaign
    campaign.attachments_most, campaign.attachment_kinds = 3, ["pdf"]
    campaign.save()
    names = ["Kanariala", "Otsikkonen", "Vastaajala", "Mittarila", "Tunnistela", "Kirjeelä"]
    author = make.user("kanariosoite@example.org", first_name="Kirjaajala")
    filed_by = make.organisation(
        name=make.words(" ".join(names), "Sifferby rf", "Kanariland"),
        business_id="0201256-6",
        website="https://www.kanari-sivut.example/",
        people=[author],
    )
    Organisation.objects.filter(pk=filed_by.pk).update(logo=store(pictures.upload()))
    told = "Kanarialassa ja Sifferby: kanariposti@kanari-sivut.example, 040 987 6543, Nimekäs. Kumppanila."
    entry = make.entry(
        state="accepted",
        campaign=campaign,
        organisation=filed_by,
        author=author,
        title="Otsikkonen lupaa",
        summary=f"Kanariala. {told}",
        description=told,
        contact_name="Nimekäs Nelli",
        contact_email="kanariposti@kanari-sivut.example",
        contact_phone="040 987 6543",
        place="Kanaripaikka",
        image_alt="KANARIKUVA",
    )
    image = store(pictures.upload(picture_with_metadata(), name="kuva.png"))
    Entry.objects.filter(pk=entry.pk).update(image=image)
    make.attachment(entry, pdf(), "kanaritiedosto.pdf")
    make.partner(entry, state="confirmed", organisation=make.organisation(name=make.words("Kumppanila ry")))
    Translation.objects.create(
        entry=entry, language="sv", title="Kanariland lovar", summary="Kanariland", description="Kanariland",
        origin="human",
    )  # fmt: skip
    Answer.objects.create(entry=entry, question=make.question(campaign), text="Vastaajala vastaa")
    Measure.objects.create(entry=entry, label="Mittarila mittaa", unit="kpl", target=3)
    entry.tags.add("Tunnistela")
    log(instance=entry, action="wagtail.edit", user=author)
    given = actions.assign(juror, entry, by=None)
    affirming.affirm(juror, affirming.organisations_of(juror), [], "", by=None)
    return given


def everything_read(client, given) -> str:
    """All that a juror gets to see: every screen and door, in two languages, with headers and addresses."""
    home, entry = f"/admin/judging/score/{given.pk}/", given.entry
    file = entry.attachments.get().pk
    own = ["", "conflict/", f"attachment/{file}/", "picture/480.webp"]
    others = [
        f"/admin/entries/history/{entry.pk}/",
        f"/admin/entries/inspect/{entry.pk}/",
        f"/admin/entries/{entry.pk}/attachment/{file}/",
        f"/admin/judging/entries/{entry.pk}/",
        "/admin/reports/site-history/",
        "/admin/entries/?q=Kanariala",
        "/admin/judging/?q=Kanariala",
    ]
    texts = []
    for language in ("fi", "sv"):
        client.cookies["django_language"] = language
        given.juror.user.language = language
        given.juror.user.save()
        for address in ["/admin/", "/admin/judging/", *(home + one for one in own), *others]:
            response = client.get(address)
            content = b"".join(response.streaming_content) if response.streaming else response.content
            texts += [
                content.decode(errors="replace"),
                str(response.headers),
                response.headers.get("Location", ""),
            ]
    noted = {"version": 0, "is_final": "on", "notes": "Muistiin"}
    for sent in (noted, {"version": 7}, {"version": 0, "next": 1}):
        response = client.post(home, sent)
        texts += [response.content.decode(), str(response.headers)]
    # What is held about them, with what they noted and did, and the same to take along.
    texts += held(client)
    recusals.recuse(given.juror, entry, "Tuttu", by=given.juror.user)
    texts += held(client)
    for letter in Letter.objects.filter(to=given.juror.user.email):
        texts += [letter.subject, letter.body, letter.key]
    return "\n".join(texts).replace("?q=Kanariala", "").replace("%3Fq%3DKanariala", "").lower()


def held(client) -> list[str]:
    return [client.get(reverse(name)).content.decode() for name in ("my_data", "download_my_data")]


@pytest.fixture
def reading(client, juror, tmp_path, monkeypatch):
    monkeypatch.setattr(storages["private"], "_location", str(tmp_path), raising=False)

    def read(*, blind: bool) -> str:
        Round.objects.update(is_blind=blind)
        juror.panel.round.refresh_from_db()
        client.force_login(juror.user)
        return everything_read(client, build(juror))

    return read


def carried(text: str) -> list[str]:
    return [carrier for carrier, (word, _shown) in CARRIERS.items() if word.lower() in text]


def test_no_carrier_tells_in_a_blind_round(reading):
    assert carried(reading(blind=True)) == []


def test_in_an_open_round_each_carries_what_jurors_may_read(reading):
    shown = [carrier for carrier, (_word, is_shown) in CARRIERS.items() if is_shown]
    text = reading(blind=False)
    assert [carrier for carrier in shown if carrier not in carried(text)] == []
