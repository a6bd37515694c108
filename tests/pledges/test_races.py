"""Two people at one entry in the same moment, with real commits and a connection each."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Consent, Letter, Organisation, Purpose
from pledges import actions, answering, changing, desk, partnership, writing
from pledges.models import Entry, Partner, Submission, Writer
from tests import make
from tests.pledges.test_partnership import WORDS
from tests.pledges.traces import moves
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def author():
    return make.user()


def fresh(entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def counts(entry) -> dict:
    return {
        "submissions": Submission.objects.filter(entry=entry).count(),
        "receipts": Letter.objects.filter(kind="receipt").count(),
    }


def test_fifty_presses_of_the_button_make_one_submission_one_receipt_and_one_line_in_the_log(author):
    """checks.md C01"""
    entry = make.entry(author=author, contact_email=author.email)
    copies = [fresh(entry) for _ in range(50)]
    answers = together(*[lambda copy=copy: actions.submit(copy, by=author).number for copy in copies])
    assert sorted(map(str, answers)) == ["1", *["IllegalMove"] * 49]
    assert counts(entry) == {"submissions": 1, "receipts": 1}
    assert moves(entry) == [("draft", "submitted", author.pk)]


def test_changes_are_begun_sent_and_put_back_once_by_whoever_is_first(author):
    """checks.md C01, C03"""
    campaign = make.campaign(changes_after_sending="free")
    entry = make.entry(author=author, campaign=campaign, contact_email=author.email)
    actions.submit(entry, by=author)
    begun = together(*[lambda: str(changing.begin(fresh(entry), by=author).state) for _ in range(4)])
    assert sorted(begun) == [*["PermissionDenied"] * 3, "changing"]
    answers = together(
        lambda: actions.submit(fresh(entry), by=author).number,
        lambda: changing.leave_as_it_was(fresh(entry), by=author).state,
        lambda: actions.submit(fresh(entry), by=author).number,
    )
    happened = [answer for answer in answers if answer not in ("IllegalMove", "PermissionDenied")]
    stands = fresh(entry)
    assert (len(happened), stands.state) == (1, "submitted")
    assert stands.submissions.count() == (2 if 2 in happened else 1)


def test_a_partner_brings_no_more_people_than_may_however_many_press_at_once(author):
    partner = make.partner(make.entry(author=author), state="confirmed")
    together(*[lambda n=n: writing.bring(partner, f"{n}@example.org").pk for n in range(8)])
    assert partner.writers.count() == Writer.MOST


def test_what_is_frozen_is_what_stands_when_a_colleague_saves_while_it_is_sent(author):
    entry = make.entry(author=author, title="Vanha", contact_email=author.email)
    sender, writer = fresh(entry), fresh(entry)
    answers = together(
        lambda: actions.submit(sender, by=author).number,
        lambda: actions.save_draft(writer, 1, {"title": "Uusi"}, by=author).title,
    )
    stands = fresh(entry)
    assert answers in ([1, "Uusi"], [1, "StaleVersion"], [1, "PermissionDenied"])
    assert stands.submissions.get().content["title"] == stands.title


def test_what_a_colleague_emptied_before_the_press_is_not_sent(author):
    entry = make.entry(author=author)
    before = fresh(entry)
    actions.save_draft(entry, 1, {"summary": ""}, by=author)
    with pytest.raises(actions.Incomplete):
        actions.submit(before, by=author)
    assert counts(entry) == {"submissions": 0, "receipts": 0}


def test_of_two_saves_of_one_draft_one_stands_and_the_other_is_told(author):
    entry = make.entry(author=author)
    copies = [fresh(entry), fresh(entry)]
    answers = together(
        *(
            lambda copy=copy, title=title: actions.save_draft(copy, 1, {"title": title}, by=author).title
            for copy, title in zip(copies, ["Yksi", "Kaksi"], strict=True)
        )
    )
    stands = fresh(entry)
    assert (sorted(answers), stands.version) == (sorted([stands.title, "StaleVersion"]), 2)


def test_a_withdrawal_and_an_acceptance_at_once_leave_one_of_them(author):
    entry = make.entry(author=author, state="submitted", contact_email=author.email)
    answers = together(
        lambda: actions.withdraw(fresh(entry), by=author).state,
        lambda: actions.accept(fresh(entry), by=None).state,
    )
    happened = sorted(str(answer) for answer in answers if answer != "IllegalMove")
    # An accepted entry may still be withdrawn: then both happened, in that order.
    assert happened in (["accepted"], ["withdrawn"], ["accepted", "withdrawn"])
    kinds = Letter.objects.exclude(kind="receipt").order_by("pk").values_list("kind", flat=True)
    assert (list(kinds), fresh(entry).state) == (happened, happened[-1])


def test_two_permissions_withdrawn_at_once_are_both_withdrawn(author):
    entry = make.entry(author=author, state="accepted", published=True)
    together(
        lambda: actions.withdraw_permission(fresh(entry), "publish_text", by=author),
        lambda: actions.withdraw_permission(fresh(entry), "publish_image", by=author),
    )
    standing = Consent.objects.in_force().about(entry.uuid).by_purpose()
    assert set(standing) == set(Purpose.values) - {"publish_text", "publish_image"}


def test_one_permission_withdrawn_in_two_windows_is_withdrawn_once(author):
    entry = make.entry(author=author, state="accepted", published=True)
    together(
        *[lambda: actions.withdraw_permission(fresh(entry), "publish_text", by=author) for _ in range(3)]
    )
    assert Consent.objects.about(entry.uuid).filter(given=False).count() == 1


def test_a_double_press_on_invite_sends_one_letter(author):
    entry = make.entry(author=author)
    answers = together(
        *[lambda: partnership.invite(fresh(entry), **WORDS, by=author).state for _ in range(4)]
    )
    assert sorted(answers) == [*["AlreadyPartner"] * 3, "invited"]
    assert (Partner.objects.count(), Letter.objects.filter(kind="invitation").count()) == (1, 1)


def test_two_entries_that_invite_one_new_organisation_at_once_share_it(author):
    entries = [make.entry(author=author), make.entry(author=author)]
    words = WORDS | {"business_id": "0201256-6"}
    answers = together(
        *[lambda entry=entry: partnership.invite(fresh(entry), **words, by=author).state for entry in entries]
    )
    assert answers == ["invited", "invited"]
    assert Organisation.objects.filter(business_id="0201256-6").count() == 1


def test_a_partner_who_confirms_and_declines_in_two_windows_has_answered_once(author):
    partner = make.partner(make.entry(author=author, contact_email=author.email))
    answers = together(
        lambda: (
            answering.confirm(Partner.objects.get(pk=partner.pk), role="A", contribution="", name="B").state
        ),
        lambda: answering.decline(Partner.objects.get(pk=partner.pk)).state,
    )
    partner.refresh_from_db()
    assert sorted(map(str, answers)) == sorted(["IllegalMove", partner.state])
    assert Letter.objects.filter(kind="partner_answered").count() == 1


def test_a_partner_who_answers_while_screening_accepts_changes_nothing_unread(author):
    screener = make.user(role="Screener")
    for number in range(6):
        entry = make.entry(state="submitted", author=author)
        partner = make.partner(entry)
        client = Client()
        client.force_login(screener)
        form = {"seen": desk.fingerprint(entry), "reason": ""}

        def accept(client=client, entry=entry, form=form):
            return client.post(reverse("screening:accept", args=[entry.pk]), form).status_code

        def answer(partner=partner, number=number):
            name = str(partner.organisation)
            answering.confirm(partner, role=f"Korjattu {number}", contribution="", name=name)
            return "confirmed"

        together(accept, answer)
        corrected = Partner.objects.get(pk=partner.pk).role == f"Korjattu {number}"
        assert (fresh(entry).state, corrected) in [("accepted", False), ("submitted", True)]


def test_a_permission_given_in_two_windows_at_once_is_given_once(author):
    entry = make.entry(author=author, state="accepted")
    make.consent_text()
    copies = [fresh(entry) for _ in range(3)]
    together(*[lambda copy=copy: actions.give_permission(copy, "publish_text", by=author) for copy in copies])
    assert Consent.objects.in_force().about(entry.uuid).count() == 1


def test_no_permission_outlives_an_entry_that_is_withdrawn_while_it_is_given(author):
    make.consent_text()
    for _ in range(5):
        entry = make.entry(author=author, state="accepted")
        giver, taker = fresh(entry), fresh(entry)
        together(
            lambda giver=giver: actions.give_permission(giver, "publish_text", by=author),
            lambda taker=taker: actions.withdraw(taker, by=author).state,
        )
        assert (fresh(entry).state, Consent.objects.in_force().about(entry.uuid).count()) == ("withdrawn", 0)
