"""The list of partners may be frozen while the text still changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from pledges import actions, answering, own_part, partnership
from pledges.models import Entry, Partner
from pledges.refusals import PartnersFrozen
from tests import make
from tests.addresses import english
from tests.pledges.test_partnership import WORDS

pytestmark = pytest.mark.django_db


def moments(frozen: bool) -> dict:
    now = timezone.now()
    return {"partners_freeze_at": now + timedelta(days=-1 if frozen else 1)}


def test_the_list_stays_open_to_the_end_of_the_second_that_is_told(monkeypatch):
    campaign = make.campaign()
    campaign.partners_freeze_at = last = timezone.now().replace(microsecond=0)
    frozen = []
    for after in (timedelta(seconds=1, microseconds=-1), timedelta(seconds=1)):
        monkeypatch.setattr(timezone, "now", lambda at=last + after: at)
        frozen.append(campaign.are_partners_frozen)
    assert frozen == [False, True]


@pytest.fixture
def entry(author):
    return make.entry(author=author, campaign=make.campaign(**moments(frozen=True)))


def again(partner, by):
    words = {"role": "Tilat", "contribution": "", "email": "a@example.org", "language": "en"}
    return partnership.invite_again(partner, **words, by=by)


def test_nobody_is_invited_any_more_neither_for_the_first_time_nor_again(entry, author):
    waiting, left = make.partner(entry), make.partner(entry, state="declined")
    for attempt in (
        lambda: partnership.invite(entry, **WORDS, by=author),
        lambda: again(waiting, author),
        lambda: again(left, author),
    ):
        with pytest.raises(PartnersFrozen):
            attempt()
    assert list(Partner.objects.values_list("state", flat=True)) == ["invited", "declined"]


def test_no_partner_is_removed_but_an_invitation_that_waits_can_be_taken_back(entry, author):
    partner, waiting = make.partner(entry, state="confirmed"), make.partner(entry)
    with pytest.raises(PermissionDenied):
        partnership.remove(partner, by=author)
    assert partnership.remove(waiting, by=author).state == "left"


def test_the_invited_still_answer_and_a_partner_may_leave(entry):
    one, other = make.partner(entry), make.partner(entry, state="confirmed")
    assert answering.confirm(one, role="Tilat", contribution="", name=str(one.organisation)).takes_part
    assert own_part.leave(other).state == "left"


def test_the_text_changes_and_is_sent_as_before(entry, author):
    saved = actions.save_draft(entry, entry.version, {"title": "Uusi"}, by=author)
    assert actions.submit(saved, by=author).content["title"] == "Uusi"


def test_until_its_moment_the_list_is_open(author):
    entry = make.entry(author=author, campaign=make.campaign(**moments(frozen=False)))
    partner = partnership.invite(entry, **WORDS, by=author)
    assert partnership.remove(partner, by=author).state == "left"


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_a_late_pass_and_a_return_do_not_thaw_it(author, state):
    call = make.campaign(**make.closed(**moments(frozen=True)))
    entry = make.entry(author=author, campaign=call, state=state)
    make.late_pass(call, entry.organisation)
    with pytest.raises(PartnersFrozen):
        partnership.invite(entry, **WORDS, by=author)


# --- on the screen --------------------------------------------------------------------------------
@pytest.mark.parametrize("frozen", [True, False])
def test_the_step_says_that_it_is_frozen_or_until_when_it_is_open(client, author, frozen):
    entry = make.entry(author=author, campaign=make.campaign(**moments(frozen)))
    partner = make.partner(entry)
    client.force_login(author)
    page = client.get(english("pledges:edit", entry.uuid, "partners")).text
    assert ("The list of partners is frozen" in page, "The list can be changed until" in page) == (
        frozen,
        not frozen,
    )
    offered = {
        "find": 'id="id_find"' in page,
        "again": english("pledges:ask_partner_again", entry.uuid, partner.pk) in page,
        "remove": english("pledges:remove_partner", entry.uuid, partner.pk) in page,
    }
    assert offered == {"find": not frozen, "again": not frozen, "remove": True}


def test_the_step_tells_the_last_moment_at_which_somebody_was_invited(client, author):
    opens, frozen = make.moment("2015-10-01 09:00"), make.moment("2015-11-02 21:59")
    call = make.campaign(opens_at=opens, partners_freeze_at=frozen)
    entry = make.entry(author=author, campaign=call)
    client.force_login(author)
    page = client.get(english("pledges:edit", entry.uuid, "partners")).text
    words = (
        "After Monday 2 November 2015 at 23:59 (Finnish time, EET) nobody is invited any more"
        " and no partner removed."
    )
    assert words in page


def test_an_invitation_typed_before_the_freeze_is_refused_in_words_and_kept(client, entry, author):
    client.force_login(author)
    page = client.post(english("pledges:invite", entry.uuid), WORDS | {"how": "letter"})
    assert page.context["form"].non_field_errors() == [
        "The partners of entries are frozen in this campaign: nobody is invited any more."
    ]
    assert ("Naapuri ry" in page.text, Partner.objects.count()) == (True, 0)


def test_a_press_to_remove_says_that_it_is_not_possible_and_leads_back_to_the_list(client, entry, author):
    partner = make.partner(entry, state="confirmed")
    client.force_login(author)
    page = client.post(english("pledges:remove_partner", entry.uuid, partner.pk), follow=True)
    assert page.redirect_chain[-1][0] == english("pledges:edit", entry.uuid, "partners")
    assert "This is not possible any more." in page.text
    assert Entry.objects.get().partners.get().state == "confirmed"
