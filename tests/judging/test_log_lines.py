"""What the log tells whom: the site's history, and what is held about a juror."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from judging import actions, passing, recusals, rules, sharing
from judging.assignment_file import FileChange
from judging.assignment_lines import Line
from judging.models import Decision
from judging.seating import Seating, Wishes
from tests import make
from tests.staff import text_of

HISTORY = "/admin/reports/site-history/"


@pytest.fixture
def told(entry, juror, office):
    """A juror who left an entry by themselves, and an entry that went the whole way; the two entries."""
    given, other = make.assignment(juror, entry), make.entry(state="accepted", campaign=entry.campaign)
    recusals.recuse(juror, entry, "Tuttu", by=juror.user)
    assert not type(given).objects.exists()
    for one in (entry, other):
        actions.decide(one, Decision.Outcome.SELECTED, "Selkeä", by=office)
        actions.take_back(actions.award(one, "Palkinto", "Rohkea", by=office), by=office)
    return entry, other


def involve(person, entry):
    make.partner(entry, organisation=make.organisation(people=[person]), state="confirmed")


def named(client, address, entries) -> list[bool]:
    client.cookies["django_language"] = "en"
    response = client.get(address)
    text = b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()
    return [entry.reference in text for entry in entries]


def test_the_sites_history_names_no_entry_to_who_is_involved_in_it(client, told):
    administrator = make.user(is_superuser=True)
    client.force_login(administrator)
    addresses = [HISTORY, f"{HISTORY}results/", f"{HISTORY}?export=csv"]
    assert [named(client, address, told) for address in addresses] == [[True, True]] * 3
    involve(administrator, told[0])
    lines = list(client.get(HISTORY).context["object_list"])
    naming = [
        {line.action.startswith("judging.") for line in lines if one.reference in line.label} for one in told
    ]
    assert naming == [{False}, {False, True}]  # what its submitters did stays


def test_an_own_entry_that_is_gone_from_a_jurors_list_is_not_named_by_what_is_held_about_them(
    client, told, juror
):
    """The recusal that a juror declared stands among what they did, and so in their log."""
    officer = make.user(role="Data protection officer")
    client.force_login(officer)
    person = f"/admin/personal-data/{juror.user.pk}/"
    before = [named(client, address, told[:1]) for address in (person, f"{person}json/")]
    involve(officer, told[0])
    after = [named(client, address, told[:1]) for address in (person, f"{person}json/")]
    assert (before, after) == ([[True]] * 2, [[False]] * 2)
    log = json.loads(client.get(f"{person}json/").content)["log"]
    assert [line for line in log if "recus" in line["action"].lower()] == []


def test_a_reference_that_begins_like_ones_own_is_another_entry(client, told, campaign):
    own, other = told
    type(own).objects.filter(pk=own.pk).update(reference="KOTO-1-0042")
    type(own).objects.filter(pk=other.pk).update(reference="KOTO-1-00421")
    for one in told:
        one.refresh_from_db()
        recusals.recuse(make.juror(make.panel(campaign)), one, "Tuttu", by=None)
    administrator = make.user(is_superuser=True)
    client.force_login(administrator)
    involve(administrator, own)
    lines = client.get(f"{HISTORY}?action=judging.recusal.recuse").context["object_list"]
    names = [line.label.split(" – ")[1] for line in lines]
    assert ("KOTO-1-00421" in names, "KOTO-1-0042" in names) == (True, False)


def test_what_passed_a_round_is_no_line_where_it_is_ones_own_alone(client, told, panel, office):
    administrator = make.user(is_superuser=True)
    client.force_login(administrator)
    involve(administrator, told[0])
    passed = f"{HISTORY}?action=judging.round.pass"
    passing.mark(panel.round, [told[0].pk], by=office)
    assert list(client.get(passed).context["object_list"]) == []
    passing.mark(panel.round, [told[1].pk], by=office)
    assert len(client.get(passed).context["object_list"]) == 1


@pytest.mark.parametrize("action", ["require", "drop_rule", "assign_by_plan", "assign_by_file"])
def test_what_a_panel_does_with_ones_own_entry_alone_is_no_line_either(action, client, campaign, office):
    """What rules and plans say of an entry stands in the data of a line that names only the panel."""
    administrator = make.user(is_superuser=True)

    def do(panel, entry):
        juror = make.juror(panel)
        if action in ("require", "drop_rule"):
            rule = rules.require(panel, [juror], entry=entry, by=office)
            rules.drop_rule(panel, rule, by=office)
        elif action == "assign_by_plan":
            sharing.carry_out(panel, Wishes(1), by=office)
        else:
            seating, line = Seating(panel, viewer=office), Line(2, juror.pk, entry.pk)
            mark = FileChange(seating, [line], replaces=False).mark
            sharing.carry_out_file(panel, [line], replaces=False, mark=mark, by=office)

    def lines():
        client.force_login(administrator)
        return len(client.get(f"{HISTORY}?action=judging.panel.{action}").context["object_list"])

    open_panel = make.panel(campaign, entrance="picked")
    fresh = [make.entry(state="accepted", campaign=campaign) for _ in range(2)]
    involve(administrator, fresh[0])
    seen = []
    for entry in fresh:
        passing.pick(open_panel.round, [entry.pk], [], by=None)
        do(open_panel, entry)
        seen.append(lines())
    assert seen == [0, 1]


def test_whoever_is_limited_to_campaigns_reads_of_pages_alone(client, told, office):
    """The office that edits pages too: what it may read of rounds and entries stands in their own history."""
    editors = Group.objects.get(name="Editor")
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=editors, page=Page.objects.get(depth=1), permission=change)
    office.groups.add(editors)
    client.force_login(office)
    entry = told[0]

    def kinds() -> set[str]:
        lines = client.get(HISTORY).context["object_list"]
        return {line.content_type.app_label for line in lines} & {"campaign", "pledges", "judging"}

    assert (kinds(), entry.title in text_of(client.get(HISTORY))) == ({"pledges", "judging"}, True)
    make.reach(office, make.campaign())
    assert (kinds(), entry.title in text_of(client.get(HISTORY))) == (set(), False)
