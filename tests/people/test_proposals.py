"""Another name or website of an organisation that others read already: asked for, read, then it stands."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import ModelLogEntry

from people import proposals
from people.models import Letter, Organisation, Proposal
from pledges.open_data import public_record
from pledges.states import PUBLIC, PartnerState, State
from tests import make, pictures
from tests.addresses import english
from tests.staff import client_of, number_of_queries, said, text_of, who_comes_in
from tests.together import together

pytestmark = pytest.mark.django_db

LIST = "/admin/organisation-changes/"


@pytest.fixture
def owner():
    return make.user("maija@example.org", language="en")


@pytest.fixture
def club(owner):
    return make.organisation(
        people=[owner],
        name=make.words("Naapurit ry", "Grannarna rf", "Neighbours"),
        website="https://n.example/",
    )


@pytest.fixture
def public(club, owner):
    """An entry of theirs that everybody reads."""
    return make.entry(state=State.ACCEPTED, author=owner, organisation=club, published=True)


@pytest.fixture
def screener():
    return make.user(role="Screener")


def stands(club) -> tuple:
    club = Organisation.objects.get(pk=club.pk)
    return club.name.data["fi"], club.website


def ask(club, by, name="Parempi nimi", website="https://n.example/") -> Proposal | None:
    return proposals.change(club, name={"fi": name, "sv": ""}, website=website, by=by)


OLD, NEW = ("Naapurit ry", "https://n.example/"), ("Parempi nimi", "https://n.example/")


# --- when -----------------------------------------------------------------------------------------
def filed(state):
    return lambda club: make.entry(state=state, organisation=club)


def partner_of(state, answer):
    return lambda club: make.partner(make.entry(state=state), organisation=club, state=answer)


FREE = {
    "new": lambda club: None,
    "draft": filed(State.DRAFT),
    "returned": filed(State.RETURNED),
    "declined": filed(State.DECLINED),
    "withdrawn": filed(State.WITHDRAWN),
    "partner of a draft": partner_of(State.DRAFT, PartnerState.CONFIRMED),
}
NAMED = {
    "submitted": filed(State.SUBMITTED),
    **{str(state): filed(state) for state in sorted(PUBLIC)},
    "partner of a submitted one": partner_of(State.SUBMITTED, PartnerState.INVITED),
    "partner of an accepted one": partner_of(State.ACCEPTED, PartnerState.CONFIRMED),
    "owner of a campaign": lambda club: make.campaign(owner=club),
}


@pytest.mark.parametrize("where", FREE)
def test_where_nobody_reads_the_name_another_stands_at_once(where, club, owner):
    FREE[where](club)
    assert (ask(club, owner), stands(club), Proposal.objects.count()) == (None, NEW, 0)


@pytest.mark.parametrize("where", NAMED)
def test_where_somebody_reads_it_another_is_read_first(where, club, owner):
    NAMED[where](club)
    proposal = ask(club, owner)
    assert (stands(club), proposal.name.data, proposal.by) == (OLD, {"fi": "Parempi nimi"}, owner)


def test_the_public_never_reads_words_that_nobody_has_looked_at(club, owner, public, screener):
    def shown():
        public.refresh_from_db()
        record = public_record(type(public).objects.public().for_reading().get(pk=public.pk))
        return record.organisation, record.website

    proposal = ask(club, owner, website="https://evil.example/")
    before = shown()
    proposals.accept(proposal, by=screener)
    assert (before, shown()) == (OLD, ("Parempi nimi", "https://evil.example/"))


# --- asking ---------------------------------------------------------------------------------------
def test_typing_it_anew_replaces_what_was_asked_for(club, owner, public):
    first, second = ask(club, owner), ask(club, owner, "Vielä parempi")
    assert (list(Proposal.objects.all()), first.pk == second.pk) == ([second], False)


def test_the_same_words_again_change_nothing(club, owner, public):
    assert ask(club, owner) == ask(club, owner)
    assert ModelLogEntry.objects.filter(action="people.organisation.propose").count() == 1


def test_asking_for_what_stands_takes_the_question_back(club, owner, public):
    ask(club, owner)
    names = club.name.data
    assert proposals.change(club, name=names, website=club.website, by=owner) is None
    assert (Proposal.objects.count(), stands(club)) == (0, OLD)


def test_whoever_does_not_act_for_it_asks_for_nothing(club, public, screener):
    for stranger in (make.user(), screener):
        with pytest.raises(PermissionDenied):
            ask(club, stranger)


# --- deciding -------------------------------------------------------------------------------------
def letters() -> list[tuple]:
    return list(Letter.objects.exclude(kind="receipt").values_list("kind", "to", "language"))


def test_what_is_accepted_stands_and_whoever_asked_is_told(club, owner, public, screener):
    proposals.accept(ask(club, owner), by=screener)
    row = ModelLogEntry.objects.get(action="people.organisation.accept_proposal")
    assert (stands(club), letters()) == (NEW, [("proposal_accepted", owner.email, "en")])
    assert (row.user, row.data["before"]["name"]["fi"], row.data["now"]["name"]) == (
        screener,
        "Naapurit ry",
        {"fi": "Parempi nimi"},
    )


def test_what_is_declined_leaves_everything_and_the_reason_is_told(club, owner, public, screener):
    proposals.decline(ask(club, owner), "Nimi on toisen.", by=screener)
    letter = Letter.objects.get(kind="proposal_declined")
    assert (stands(club), letter.to, Proposal.objects.count()) == (OLD, owner.email, 0)
    assert [words in letter.body for words in ("Parempi nimi", "Nimi on toisen.")] == [True, True]


def test_whoever_has_left_gets_no_letter(club, owner, public, screener):
    proposal = ask(club, owner)
    club.representatives.all().delete()
    proposals.accept(proposal, by=screener)
    assert letters() == []


def test_a_decision_is_about_the_words_that_were_read(club, owner, public, screener):
    read = ask(club, owner)
    ask(club, owner, "Ihan muuta")
    for decide in (
        lambda: proposals.accept(read, by=screener),
        lambda: proposals.decline(read, "Ei", by=screener),
    ):
        with pytest.raises(proposals.AlreadyDecided):
            decide()
    assert (stands(club), Proposal.objects.count()) == (OLD, 1)


@pytest.mark.parametrize("role", [None, "Juror", "Jury office", "Editor", "Data protection officer"])
def test_nobody_but_screeners_and_coordinators_decides(role, club, owner, public):
    proposal = ask(club, owner)
    with pytest.raises(PermissionDenied):
        proposals.accept(proposal, by=make.user(role=role))
    assert stands(club) == OLD


def test_a_screener_does_not_decide_for_an_own_organisation(club, owner, public, screener):
    proposal = ask(club, owner)
    club.representatives.create(user=screener)
    with pytest.raises(PermissionDenied):
        proposals.accept(proposal, by=screener)


@pytest.mark.django_db(transaction=True)
def test_accepting_and_typing_anew_in_the_same_moment_agree(club, owner, screener):
    make.campaign(owner=club)
    for number in range(5):
        read, wanted = ask(club, owner, f"Luettu {number}"), f"Muu {number}"
        answers = together(
            lambda read=read: str(proposals.accept(read, by=screener).pk),
            lambda wanted=wanted: ask(club, owner, wanted).name.data["fi"],
        )
        accepted = answers[0] == str(club.pk)
        assert stands(club)[0] == (f"Luettu {number}" if accepted else OLD[0])
        assert Proposal.objects.get().name.data == {"fi": wanted}
        Organisation.objects.filter(pk=club.pk).update(name=club.name)


# --- the form of the organisation -----------------------------------------------------------------
def page_of(club) -> str:
    return english("organisation", club.uuid)


def sent(club, **fields) -> dict:
    asked = Proposal.objects.filter(organisation=club).first()
    typed = {
        "name_fi": "Parempi nimi",
        "name_sv": "",
        "name_en": "",
        "municipality": "",
        "website": "n.example",
    }
    return {**typed, "seen": asked.pk if asked else "", **fields}


@pytest.fixture
def person(client, owner):
    client.force_login(owner)
    return client


def test_before_typing_one_reads_that_a_new_name_is_read_first(person, club, public):
    told = text_of(person.get(page_of(club)))
    assert "Another name, website or logo stands only after we have looked at it" in told


def test_what_was_typed_is_there_again_and_the_rest_changes_at_once(person, club, public):
    answer = person.post(page_of(club), sent(club, municipality="091", logo=pictures.upload()))
    page = person.get(page_of(club))
    after = Organisation.objects.get(pk=club.pk)
    assert said(answer) == ["Saved. We look at the new name, website or logo first; you get a letter."]
    assert (stands(club), after.municipality_id, after.logo) == (OLD, "091", "")
    assert ('value="Parempi nimi"' in page.text, "You see below what was asked for" in page.text) == (
        True,
        True,
    )


def test_saving_something_else_leaves_the_question(person, club, public):
    person.post(page_of(club), sent(club))
    asked = Proposal.objects.get()
    person.post(page_of(club), sent(club, municipality="091"))
    assert list(Proposal.objects.values_list("pk", flat=True)) == [asked.pk]


def test_a_colleague_who_had_not_seen_the_question_is_shown_it_before_replacing_it(person, club, public):
    stale = sent(club, name_fi="Kolmas nimi")
    ask(club, None, "Toisen toive")
    page = person.post(page_of(club), stale)
    assert page.context["facts"].non_field_errors() == [
        "A colleague has asked for this meanwhile: Toisen toive – https://n.example/."
        " Save again to ask for yours instead."
    ]
    assert ('value="Kolmas nimi"' in page.text, Proposal.objects.get().name.data) == (
        True,
        {"fi": "Toisen toive"},
    )
    person.post(page_of(club), stale | {"seen": page.context["facts"].data["seen"]})
    assert Proposal.objects.get().name.data == {"fi": "Kolmas nimi"}


# --- the staff's page -----------------------------------------------------------------------------
def decide(client, proposal, verdict, **fields):
    return client.post(f"{LIST}{proposal.pk}/", {"verdict": verdict, **fields})


def test_screeners_and_coordinators_come_in(club, owner, public):
    assert who_comes_in(LIST) == {"Screener", "Coordinator"}
    assert who_comes_in(f"{LIST}{ask(club, owner).pk}/", method="post") == {"Screener", "Coordinator"}


def test_the_page_shows_what_stands_beside_what_is_asked_for(club, owner, public):
    ask(club, owner, website="https://uusi.example/")
    text = text_of(client_of("Screener").get(LIST))
    for words in (
        "Naapurit ry Parempi nimi",
        "Neighbours –",
        "https://n.example/ https://uusi.example/",
        owner.email,
    ):
        assert words in text, words


def test_the_first_screen_counts_them_for_those_who_decide(club, owner, public):
    ask(club, owner)
    words = "1 organisation asks for another name, website or logo"
    roles = ("Screener", "Coordinator", "Juror")
    told = [role for role in roles if words in text_of(client_of(role).get("/admin/"))]
    assert told == ["Screener", "Coordinator"]


def test_one_press_accepts(club, owner, public):
    answer = decide(client_of("Screener"), ask(club, owner), "accept")
    assert (answer.url, stands(club)) == (LIST, NEW)


def test_declining_needs_a_reason_and_what_was_typed_stays(club, owner, public):
    client, proposal = client_of("Screener"), ask(club, owner)
    page = decide(client, proposal, "decline", reason="x" * 2001)
    assert (page.status_code, "x" * 2001 in page.text, stands(club)) == (200, True, OLD)
    assert "Write why." in decide(client, proposal, "decline").text
    decide(client, proposal, "decline", reason="Nimi on toisen.")
    assert (Proposal.objects.count(), stands(club)) == (0, OLD)


@pytest.mark.parametrize("verdict", ["accept", "decline"])
def test_what_was_typed_anew_meanwhile_is_not_decided(verdict, club, owner, public):
    client, read = client_of("Screener"), ask(club, owner)
    ask(club, owner, "Ihan muuta")
    answer = decide(client, read, verdict, reason="Ei")
    assert said(answer) == ["This change was decided, taken back or typed anew meanwhile."]
    assert (stands(club), Proposal.objects.count()) == (OLD, 1)


def test_nothing_is_marked_as_needed_before_somebody_declines_without_a_reason(club, owner, public):
    client, proposal = client_of("Screener"), ask(club, owner)
    marked = [
        "w-required-mark" in page.text for page in (client.get(LIST), decide(client, proposal, "decline"))
    ]
    assert marked == [False, True]


def test_an_own_organisation_is_not_on_the_page(club, owner, public, client, screener):
    ask(club, owner)
    club.representatives.create(user=screener)
    client.force_login(screener)
    assert "Parempi nimi" not in client.get(LIST).text
    assert "asks for another name" not in client.get("/admin/").text


def test_three_cost_the_page_as_much_as_one(club, owner, public):
    client = client_of("Screener")
    ask(club, owner)
    client.get(LIST)
    one = number_of_queries(client, LIST)
    for _ in range(2):
        other = make.organisation(people=[owner])
        make.campaign(owner=other)
        ask(other, owner)
    assert (number_of_queries(client, LIST), client.get(LIST).text.count("Parempi nimi")) == (one, 3)
