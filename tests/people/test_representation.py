"""Acting for an organisation: who asks whom, who says yes, who stops."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from wagtail.models import ModelLogEntry

from people import representation
from people.models import Letter, Nomination, Representative, User
from people.privacy import forget
from tests import make
from tests.together import together

pytestmark = pytest.mark.django_db


def logged() -> list[tuple]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "user_id"))


def acting(organisation) -> list[tuple[str, str]]:
    return list(organisation.representatives.order_by("pk").values_list("user__email", "role"))


def asked(organisation) -> list[tuple[str, str]]:
    return list(organisation.nominations.values_list("email", "role"))


@pytest.fixture
def owner():
    return make.user("maija@example.org", first_name="Maija", last_name="Malli", language="sv")


@pytest.fixture
def club(owner):
    return make.organisation(people=[owner], name=make.words("Naapurit ry", "Grannarna rf"))


def member(organisation, email="jasen@example.org") -> Representative:
    return Representative.objects.create(user=make.user(email), organisation=organisation)


# --- asking -------------------------------------------------------------------------------------
def test_whoever_is_asked_acts_for_nobody_yet_and_has_no_account(club, owner):
    representation.nominate(club, " Siv@Example.org ", by=owner)

    assert (acting(club), asked(club)) == (
        [("maija@example.org", "owner")],
        [("siv@example.org", "member")],
    )
    assert (User.objects.filter(email="siv@example.org").exists(), logged()) == (
        False,
        [("people.organisation.nominate", owner.pk)],
    )


def test_the_letter_says_who_asks_in_the_language_of_whoever_asks(club, owner):
    with translation.override("en"):
        representation.nominate(club, "siv@example.org", by=owner)

    letter = Letter.objects.get()
    assert (letter.kind, letter.to, letter.language, letter.subject) == (
        "nominated",
        "siv@example.org",
        "sv",
        "You are asked to act for Grannarna rf",
    )
    assert "Maija Malli asks you to act for Grannarna rf." in letter.body
    assert "http://localhost:8000/sv/" in letter.body


def test_somebody_known_is_written_to_in_their_own_language(club, owner):
    make.user("siv@example.org", language="fi")

    representation.nominate(club, "siv@example.org", by=owner)

    assert Letter.objects.get().language == "fi"


def test_asking_twice_is_asking_once_with_one_letter(club, owner):
    one, two = (representation.nominate(club, "siv@example.org", by=owner) for _ in range(2))

    assert (one, Letter.objects.count(), len(logged())) == (two, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_double_press_asks_once(club, owner):
    answers = together(
        *[lambda: representation.nominate(club, "siv@example.org", by=owner).email for _ in range(4)]
    )

    assert (answers, asked(club), Letter.objects.count()) == (
        ["siv@example.org"] * 4,
        [("siv@example.org", "member")],
        1,
    )


def test_whoever_acts_for_it_already_is_not_asked(club, owner):
    member(club)

    assert [
        representation.nominate(club, email, by=owner) for email in (owner.email, "jasen@example.org")
    ] == [
        None,
        None,
    ]
    assert Letter.objects.count() == 0


def test_a_main_representative_asks_for_colleagues_only(club, owner):
    representation.nominate(club, "siv@example.org", by=owner, role="owner")

    assert asked(club) == [("siv@example.org", "member")]


@pytest.mark.parametrize("who", ["stranger", "member", "Screener", "Jury office"])
def test_nobody_else_asks_takes_back_or_removes(who, club, owner):
    colleague, standing = member(club), representation.nominate(club, "siv@example.org", by=owner)
    by = colleague.user if who == "member" else make.user(role=None if who == "stranger" else who)

    for refused in (
        lambda: representation.nominate(club, "uusi@example.org", by=by),
        lambda: representation.take_back(standing, by=by),
        lambda: representation.remove(colleague, by=by),
    ):
        with pytest.raises(PermissionDenied):
            refused()

    assert (len(acting(club)), asked(club)) == (2, [("siv@example.org", "member")])


def test_nobody_asks_without_end(club, owner, monkeypatch):
    monkeypatch.setattr(representation, "MOST_A_DAY", 1)
    first = representation.nominate(club, "siv@example.org", by=owner)
    representation.take_back(first, by=owner)

    with pytest.raises(representation.TooManyNominations):
        representation.nominate(club, "uusi@example.org", by=owner)

    assert Letter.objects.count() == 1


# --- answering ----------------------------------------------------------------------------------
def test_whoever_says_yes_acts_for_it_from_then_on(club, owner):
    standing = representation.nominate(club, "siv@example.org", by=owner)
    siv = make.user("siv@example.org")

    representation.accept(standing, by=siv)

    assert (acting(club), asked(club)) == ([(owner.email, "owner"), ("siv@example.org", "member")], [])
    assert logged()[-1] == ("people.organisation.add_person", siv.pk)


def test_whoever_says_no_does_not_and_the_question_is_gone(club, owner):
    standing = representation.nominate(club, "siv@example.org", by=owner)

    representation.decline(standing, by=make.user("siv@example.org"))

    assert (acting(club), asked(club)) == ([(owner.email, "owner")], [])


@pytest.mark.parametrize("answer", [representation.accept, representation.decline])
def test_nobody_answers_for_another_and_nobody_twice(answer, club, owner):
    standing = representation.nominate(club, "siv@example.org", by=owner)
    with pytest.raises(representation.NotAsked):
        answer(standing, by=make.user())

    siv = make.user("siv@example.org")
    answer(standing, by=siv)
    with pytest.raises(representation.NotAsked):
        answer(standing, by=siv)


@pytest.mark.django_db(transaction=True)
def test_yes_and_taking_back_in_the_same_moment_agree(club, owner):
    siv = make.user("siv@example.org")
    for _ in range(5):
        standing = representation.nominate(club, siv.email, by=owner)
        answers = together(
            lambda standing=standing: representation.accept(standing, by=siv).role,
            lambda standing=standing: representation.take_back(standing, by=owner),
        )
        acts = club.representatives.filter(user=siv).exists()
        assert (answers, acts) in [(["member", None], True), (["NotAsked", None], False)]
        Representative.objects.filter(user=siv).delete()


def test_the_first_who_says_yes_where_nobody_acts_is_main_representative():
    club = make.organisation()
    standing = representation.nominate(club, "siv@example.org", by=None)

    representation.accept(standing, by=make.user("siv@example.org"))

    assert acting(club) == [("siv@example.org", "owner")]


# --- a question that nobody asked but an invitation -----------------------------------------------
def claim(organisation, email="kutsuttu@example.org"):
    """What comes of confirming a partnership for an organisation that nobody acts for."""
    return representation.nominate(organisation, email, by=None, role="owner", with_letter=False)


def test_once_somebody_acts_for_it_nobody_else_comes_in_by_an_invitation():
    club = make.organisation()
    standing = claim(club)
    right = representation.nominate(
        club, "puheenjohtaja@example.org", by=make.user(role="Coordinator"), role="owner"
    )
    representation.accept(right, by=make.user("puheenjohtaja@example.org"))

    with pytest.raises(representation.NotAsked):
        representation.accept(standing, by=make.user("kutsuttu@example.org"))

    assert (acting(club), asked(club)) == ([("puheenjohtaja@example.org", "owner")], [])


def test_an_invitation_that_is_answered_after_somebody_came_to_act_asks_nothing(club):
    assert (claim(club), asked(club)) == (None, [])


def test_what_the_staff_ask_stands_also_where_an_invitation_asked_before(club):
    club.representatives.all().delete()
    claim(club, "siv@example.org")
    coordinator = make.user(role="Coordinator")
    standing = representation.nominate(club, "siv@example.org", by=coordinator, role="owner")
    first = representation.nominate(club, "eka@example.org", by=coordinator, role="owner")

    representation.accept(first, by=make.user("eka@example.org"))
    representation.accept(standing, by=make.user("siv@example.org"))

    assert acting(club) == [("eka@example.org", "owner"), ("siv@example.org", "owner")]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_claim_it_in_the_same_moment_one_comes_to_act():
    for number in range(5):
        club = make.organisation()
        people = [make.user(f"{name}{number}@example.org") for name in ("eka", "toka")]
        standing = [claim(club, person.email) for person in people]
        answers = together(
            *(
                lambda one=one, person=person: representation.accept(one, by=person).role
                for one, person in zip(standing, people, strict=True)
            )
        )
        assert (sorted(answers), len(acting(club)), asked(club)) == (["NotAsked", "owner"], 1, [])


# --- staff --------------------------------------------------------------------------------------
def test_a_coordinator_has_somebody_become_main_representative(club):
    coordinator, siv = make.user(role="Coordinator"), member(club, "siv@example.org")

    standing = representation.nominate(club, "siv@example.org", by=coordinator, role="owner")
    assert "We ask you to act for" in Letter.objects.get(to="siv@example.org").body
    representation.accept(standing, by=siv.user)

    assert acting(club) == [("maija@example.org", "owner"), ("siv@example.org", "owner")]


def test_a_colleague_asked_by_both_becomes_what_the_staff_asked_for(club, owner):
    representation.nominate(club, "siv@example.org", by=owner)
    representation.nominate(club, "siv@example.org", by=make.user(role="Coordinator"), role="owner")
    representation.nominate(club, "siv@example.org", by=owner)

    assert (asked(club), Letter.objects.count()) == ([("siv@example.org", "owner")], 1)


def test_staff_remove_whoever_came_by_false_pretences_and_the_next_takes_over(club, owner):
    colleague, coordinator = member(club), make.user(role="Coordinator")

    representation.remove(club.representatives.get(user=owner), by=coordinator)
    assert acting(club) == [("jasen@example.org", "owner")]

    colleague.refresh_from_db()
    representation.remove(colleague, by=coordinator)
    assert (acting(club), club.is_claimed) == ([], False)


def test_whoever_is_removed_leaves_nobody_behind_who_may_come_in_later(club, owner):
    coordinator, kept = make.user(role="Coordinator"), "puheenjohtaja@example.org"
    standing = representation.nominate(club, "toinen.osoite@example.org", by=owner)
    representation.nominate(club, kept, by=coordinator, role="owner")

    representation.remove(club.representatives.get(user=owner), by=coordinator)

    with pytest.raises(representation.NotAsked):
        representation.accept(standing, by=make.user("toinen.osoite@example.org"))
    assert (acting(club), asked(club)) == ([], [(kept, "owner")])


# --- stopping -----------------------------------------------------------------------------------
def test_a_main_representative_removes_a_colleague(club, owner):
    representation.remove(member(club), by=owner)

    assert (acting(club), logged()) == (
        [(owner.email, "owner")],
        [("people.organisation.remove_person", owner.pk)],
    )


def test_the_last_main_representative_stays(club, owner):
    member(club)

    with pytest.raises(PermissionDenied):
        representation.remove(club.representatives.get(user=owner), by=owner)

    assert len(acting(club)) == 2


def test_of_two_main_representatives_one_may_go():
    one, two = make.user(), make.user()
    club = make.organisation(people=[one, two])

    representation.remove(club.representatives.get(user=one), by=one)

    assert acting(club) == [(two.email, "owner")]


def test_whoever_is_forgotten_is_asked_no_more(club, owner):
    siv = make.user("siv@example.org")
    representation.nominate(club, "siv@example.org", by=owner)

    forget(siv, by=None)

    assert Nomination.objects.count() == 0
