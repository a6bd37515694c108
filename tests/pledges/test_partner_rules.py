"""What a campaign demands of partners and of the number of entries, before anything is sent."""

import pytest

from pledges import actions, completeness, partnership
from pledges.models import Entry, Submission
from pledges.states import PartnerState
from tests import make
from tests.addresses import english
from tests.pledges.test_partnership import WORDS
from tests.together import together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def messages(entry) -> list[str]:
    return [gap.message for gap in completeness.gaps(Entry.objects.get(pk=entry.pk))]


def entry_in(author, *, kind="pledge", **rules) -> Entry:
    return make.entry(author=author, kind=kind, campaign=make.campaign(**rules), contact_email=author.email)


# --- everybody must have answered, or only those who have are sent --------------------------------
@pytest.mark.parametrize("state", PartnerState.values)
@pytest.mark.parametrize("rule", ["all_confirmed", "confirmed_only"])
def test_only_an_open_invitation_holds_up_a_sending_and_only_where_the_campaign_says_so(author, rule, state):
    entry = entry_in(author, partner_rule=rule)
    partner = make.partner(entry, state=state, organisation=make.organisation(name=make.words("Martat ry")))
    waits = rule == "all_confirmed" and state == "invited"
    expected = "Martat ry has not answered yet. Remind it, or withdraw the invitation."
    assert messages(entry) == ([expected] if waits else [])
    if waits:
        with pytest.raises(actions.Incomplete):
            actions.submit(entry, by=author)
        partnership.remove(partner, by=author)
    content = actions.submit(entry, by=author).content
    sent = [one["organisation"] for one in content["partners"]]
    assert sent == (["Martat ry"] if state in ("confirmed", "corrected") else [])


@pytest.mark.parametrize(
    ("rule", "said", "may_send"),
    [
        (
            "all_confirmed",
            "In this campaign you can send only when they have answered, or when you have withdrawn",
            False,
        ),
        ("confirmed_only", "They are left out of what you send now.", True),
    ],
)
def test_the_last_step_says_who_has_not_answered_and_has_the_buttons(client, author, rule, said, may_send):
    entry = entry_in(author, partner_rule=rule)
    partner = make.partner(entry, organisation=make.organisation(name=make.words("Martat ry")))
    make.partner(entry, state="declined")
    client.force_login(author)
    page = client.get(english("pledges:edit", entry.uuid, "check"))
    assert (said in page.text, "Send the pledge" in page.text) == (True, may_send)
    for name in ("remind_partner", "remove_partner"):
        assert english(f"pledges:{name}", entry.uuid, partner.pk) in page.text
    assert [row.partner for row in page.context["unanswered"]] == [partner]


@pytest.mark.django_db(transaction=True)
def test_an_invitation_in_the_moment_of_sending_comes_before_it_or_is_refused(author):
    entry = entry_in(author, partner_rule="all_confirmed")
    copies = [Entry.objects.get(pk=entry.pk) for _ in range(2)]
    answers = together(
        lambda: actions.submit(copies[0], by=author).number,
        lambda: partnership.invite(copies[1], **WORDS, by=author).state,
    )
    assert answers in (["Incomplete", "invited"], [1, "PermissionDenied"])


# --- how many partners ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "states", "is_enough"),
    [
        ("initiative", [], False),
        ("initiative", ["confirmed"], False),
        ("initiative", ["confirmed", "invited", "declined"], False),
        ("initiative", ["confirmed", "corrected"], True),
        ("pledge", [], True),
    ],
)
def test_an_initiative_needs_its_partners_and_a_pledge_can_be_made_alone(author, kind, states, is_enough):
    entry = entry_in(author, kind=kind, min_partners=2)
    for state in states:
        make.partner(entry, state=state)
    needed = ["An initiative in this campaign needs at least 2 partners that have confirmed."]
    assert messages(entry) == ([] if is_enough else needed)


def test_a_partner_that_leaves_afterwards_does_not_stop_the_entry(author):
    from pledges import own_part

    entry = entry_in(author, kind="initiative", min_partners=1)
    partner = make.partner(entry, state="confirmed")
    actions.submit(entry, by=author)
    own_part.leave(partner)
    entry.refresh_from_db()
    assert actions.accept(entry, by=None).state == "accepted"


# --- how many entries -------------------------------------------------------------------------------
def draft(author, campaign, organisation) -> Entry:
    return make.entry(author=author, campaign=campaign, organisation=organisation)


def test_what_was_withdrawn_counts_too_and_others_do_not(author):
    campaign, ours = make.campaign(entries_per_organisation=2), make.organisation(people=[author])
    make.entry(campaign=campaign, organisation=ours, state="withdrawn")
    make.entry(campaign=campaign, state="accepted")
    make.entry(organisation=ours, state="accepted")
    draft(author, campaign, ours)
    second, third = (draft(author, campaign, ours) for _ in range(2))
    actions.submit(second, by=author)
    said = (
        "This campaign takes at most 2 entries of one organisation, and yours has sent them in."
        " Those withdrawn since count too."
    )
    assert messages(third) == [said]
    with pytest.raises(actions.Incomplete):
        actions.submit(third, by=author)


def test_what_was_returned_is_sent_again_however_many_there_are(author):
    entry = entry_in(author, entries_per_organisation=1)
    actions.submit(entry, by=author)
    actions.return_for_changes(entry, "Kuka?", by=None)
    assert actions.submit(entry, by=author).number == 2


def test_nobody_begins_to_write_what_could_not_be_sent(client, author):
    campaign, ours = make.campaign(entries_per_organisation=1), make.organisation(people=[author])
    make.entry(campaign=campaign, organisation=ours, state="submitted")
    client.force_login(author)
    words = {"kind": "pledge", "organisation": ours.uuid, "token": "12345678-1234-4123-8123-123456789012"}
    page = client.post(english("pledges:start", campaign.slug), words)
    assert page.context["form"].errors == {
        "organisation": [
            "This campaign takes at most 1 entry of one organisation, and yours has sent it in."
            " One withdrawn since counts too."
        ]
    }


def test_the_last_step_of_one_too_many_says_so_and_has_no_button(client, author):
    campaign, ours = make.campaign(entries_per_organisation=1), make.organisation(people=[author])
    entry = draft(author, campaign, ours)
    make.entry(campaign=campaign, organisation=ours, state="withdrawn")
    client.force_login(author)
    page = client.get(english("pledges:edit", entry.uuid, "check"))
    assert ("This campaign takes at most 1 entry" in page.text, "Send the pledge" in page.text) == (
        True,
        False,
    )


@pytest.mark.django_db(transaction=True)
def test_of_five_entries_sent_at_once_as_many_arrive_as_may(author):
    campaign, ours = make.campaign(entries_per_organisation=2), make.organisation(people=[author])
    drafts = [draft(author, campaign, ours) for _ in range(5)]
    answers = together(*[lambda one=one: actions.submit(one, by=author).number for one in drafts])
    assert sorted(map(str, answers)) == ["1", "1", *["Incomplete"] * 3]
    assert Submission.objects.count() == 2
