"""Campaigns on the staff screens."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry

from campaign import actions, deadlines, wagtail_hooks
from campaign.forms import CampaignForm
from campaign.models import Campaign
from campaign.viewsets.campaigns import CampaignViewSet
from people.todo import Todo
from tests import make
from tests.staff import number_of_queries, outcome, said, who_comes_in

pytestmark = pytest.mark.django_db

LIST = "/admin/campaigns/"


def typed(**fields) -> dict:
    """What a coordinator types for a new campaign."""
    return {
        "title_0": "Kumppanuuskampanja",
        "title_1": "Samarbetskampanj",
        "title_2": "Partnership campaign",
        "slogan_0": "Jaa ideasi",
        "aim_0": "",
        "slug": "kumppanuus-2026",
        "reference_prefix": "KOTO-2026",
        "owner": "2160072-8",
        "hashtag": "#kotolupaus",
        "time_zone": "Europe/Helsinki",
        "opens_at": "2099-10-06 10:00:00",
        "closes_at": "2099-11-16 23:59:59",
        "publishes_at": "2099-10-06 10:00:00",
        "announces_at": "2099-12-01 09:00:00",
        "changes_after_sending": "none",
        "grace_minutes": "0",
        "erases_at": "2100-12-01 09:00:00",
        "pledges_allowed": "on",
        "initiatives_allowed": "on",
        "partner_rule": "confirmed_only",
        "min_partners": "0",
        "accent": "#12245e",
        "attachments_most": 3,
        "attachment_megabytes": 10,
        "attachment_kinds": ["pdf", "text"],
    } | fields


@pytest.fixture
def ministry():
    return make.organisation(
        kind="authority",
        name=make.words("Työministeriö", "Arbetsministeriet"),
        business_id="2160072-8",
    )


def errors(response) -> dict:
    return dict(response.context["form"].errors)


# --- who ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path", ["", "results/", "new/", "edit/{}/", "delete/{}/", "history/{}/", "inspect/{}/", "copy/{}/"]
)
def test_coordinators_run_campaigns_and_nobody_else(path):
    assert who_comes_in(LIST + path.format(make.campaign().pk)) == {"Coordinator"}


def test_there_is_no_page_of_uses(coordinator):
    assert coordinator.get(f"{LIST}usage/{make.campaign().pk}/").status_code == 404


# --- creating and editing -----------------------------------------------------------------------
def test_a_campaign_is_opened_with_its_moments_on_its_own_clock(coordinator, ministry):
    response = coordinator.post(f"{LIST}new/", typed())

    made = Campaign.objects.get()
    assert said(response) == ["Campaign 'Partnership campaign' created."]
    assert (made.title.data, made.owner, made.slug) == (
        {"fi": "Kumppanuuskampanja", "sv": "Samarbetskampanj", "en": "Partnership campaign"},
        ministry,
        "kumppanuus-2026",
    )
    assert (made.opens_at, made.closes_at, made.announces_at) == (
        make.moment("2099-10-06 07:00:00"),
        make.moment("2099-11-16 21:59:59"),
        make.moment("2099-12-01 07:00:00"),
    )


def test_the_clock_is_the_campaigns_whatever_zone_the_reader_has_set(coordinator, ministry):
    coordinator.post(f"{LIST}new/", typed(time_zone="America/New_York"))
    made = Campaign.objects.get()

    with timezone.override(ZoneInfo("Asia/Tokyo")):
        page = coordinator.get(f"{LIST}edit/{made.pk}/").content.decode()

    assert made.closes_at == make.moment("2099-11-17 04:59:59")
    assert 'value="2099-11-16 23:59:59"' in page
    assert "On the clock of America/New_York." in page


@pytest.mark.parametrize(
    ("language", "opens_at", "closes_at"),
    [("en", "2099-10-06 10:00", "2099-11-16 23:59"), ("fi", "6.10.2099 10.00", "16.11.2099 23.59")],
)
def test_a_closing_typed_without_seconds_is_the_end_of_its_minute(
    coordinator, ministry, language, opens_at, closes_at
):
    asked = typed(opens_at=opens_at, closes_at=closes_at, partners_freeze_at=closes_at)
    coordinator.post(f"{LIST}new/", asked, headers={"Accept-Language": language})
    made = Campaign.objects.get()
    assert (made.opens_at, made.closes_at, made.partners_freeze_at) == (
        make.moment("2099-10-06 07:00:00"),
        make.moment("2099-11-16 21:59:59"),
        make.moment("2099-11-16 21:59:59"),
    )


@pytest.mark.parametrize("closes_at", ["16.11.2099 23.59.00", "16.11.2099 23.59.30", "2099-11-16 23:59:30"])
def test_seconds_that_are_typed_stand(coordinator, ministry, closes_at):
    coordinator.post(f"{LIST}new/", typed(closes_at=closes_at), headers={"Accept-Language": "fi"})
    seconds = int(closes_at[-2:])
    assert Campaign.objects.get().closes_at == make.moment(f"2099-11-16 21:59:{seconds:02}")


def test_changing_the_zone_keeps_the_hours_that_are_written(coordinator, ministry):
    coordinator.post(f"{LIST}new/", typed())
    made = Campaign.objects.get()

    coordinator.post(f"{LIST}edit/{made.pk}/", typed(time_zone="Europe/Stockholm"))

    made.refresh_from_db()
    assert (made.time_zone, made.closes_at) == ("Europe/Stockholm", make.moment("2099-11-16 22:59:59"))


def test_saving_without_a_change_changes_no_moment(coordinator, ministry):
    coordinator.post(f"{LIST}new/", typed())
    before = Campaign.objects.values().get()

    coordinator.post(f"{LIST}edit/{before['id']}/", typed(owner="Työministeriö"))

    assert Campaign.objects.values().get() == before


@pytest.mark.parametrize(
    ("wrong", "messages"),
    [
        ({"opens_at": "2099-11-17 00:00:00"}, {"__all__": ["The campaign must open before it closes."]}),
        (
            {"announces_at": "2099-11-16 12:00:00"},
            {"__all__": ["Results can be announced only after closing."]},
        ),
        (
            {"pledges_allowed": "", "initiatives_allowed": ""},
            {"__all__": ["Choose at least one kind of entry."]},
        ),
        (
            {"accent": "#ffff00"},
            {"accent": ["White text cannot be read on this colour. Choose a darker one."]},
        ),
        ({"hashtag": "koto lupaus"}, {"hashtag": ["A hashtag starts with # and has no spaces."]}),
        (
            {"owner": "Nobody"},
            {"owner": ["No organisation with this name or business ID is registered here."]},
        ),
        ({"closes_at": "soon"}, {"closes_at": ["Enter a valid date/time."]}),
        ({"title_0": "", "title_1": "", "title_2": ""}, {"title": ["This field is required."]}),
    ],
)
def test_what_cannot_be_is_told_at_its_field(coordinator, ministry, wrong, messages):
    response = coordinator.post(f"{LIST}new/", typed(**wrong))

    assert (errors(response), Campaign.objects.count()) == (messages, 0)


def test_a_colour_is_chosen_from_a_sample_with_its_help_and_its_error_beside_it(coordinator, ministry):
    page = BeautifulSoup(coordinator.post(f"{LIST}new/", typed(accent="#ffff00")).content, "html.parser")

    chosen = page.select_one("[name=accent]")
    told = [page.find(id=one).get_text(" ", strip=True) for one in chosen["aria-describedby"].split()]
    assert (chosen["type"], chosen["value"]) == ("color", "#ffff00")
    assert told == [
        "Colours buttons, links and charts on the campaign's pages. White text must be readable on it: "
        "this is checked when you save. On dark screens it is made lighter by itself.",
        "White text cannot be read on this colour. Choose a darker one.",
    ]


def test_an_hour_that_the_clock_skips_is_refused(coordinator, ministry):
    response = coordinator.post(f"{LIST}new/", typed(opens_at="2099-03-29 03:30:00"))

    assert list(errors(response)) == ["opens_at"]


def test_the_owner_is_found_by_a_whole_name_where_several_begin_alike(coordinator, ministry):
    make.organisation(name=make.words("Työministeriön ystävät"))

    response = coordinator.post(f"{LIST}new/", typed(owner="Työminist"))
    assert errors(response) == {
        "owner": [
            "Several organisations match: Työministeriö 2160072-8, Työministeriön ystävät. "
            "Give the whole name or the business ID."
        ]
    }

    coordinator.post(f"{LIST}new/", typed(owner="arbetsministeriet"))
    assert Campaign.objects.get().owner == ministry


# --- the overview and the list ------------------------------------------------------------------
def test_the_next_moment_is_the_nearest_that_has_not_passed():
    campaign = make.campaign()
    at = {name: getattr(campaign, name) for name in ("opens_at", "closes_at", "announces_at")}
    a_second = timedelta(seconds=1)

    def following(moment):
        found = deadlines.next_moment(campaign, moment)
        return found and found[1]

    assert [
        following(at["opens_at"] - a_second),
        following(at["opens_at"]),
        following(at["closes_at"]),
        following(at["announces_at"]),
    ] == [at["opens_at"], at["closes_at"], at["announces_at"], None]


def test_the_list_takes_as_many_queries_for_three_as_for_one(coordinator):
    make.campaign()
    coordinator.get(LIST)
    one = number_of_queries(coordinator, LIST)
    make.campaign()
    make.campaign()

    assert number_of_queries(coordinator, LIST) == one


def test_coordinators_read_first_what_each_campaign_is_doing(rf):
    going_on = make.campaign(title=make.words("Kampanja"), closes_at=timezone.now() + timedelta(days=9))
    make.campaign(**make.announced())
    request = rf.get("/admin/")

    def to_do(role):
        request.user = make.user(role=role)
        with translation.override("en"):
            return wagtail_hooks.phases_of_campaigns(request)

    (todo,) = to_do("Coordinator")
    assert (todo.text, todo.link, todo.action) == (
        "Kampanja – Open for entries",
        f"{LIST}inspect/{going_on.pk}/",
        "Overview",
    )
    assert todo.note.startswith("Closes: ")
    assert isinstance(todo, Todo)
    assert to_do("Screener") == []


# --- copying ------------------------------------------------------------------------------------
def test_a_copy_begins_with_the_texts_but_not_with_the_moments(coordinator):
    source = make.campaign(title=make.words("Viime vuosi"))

    form = coordinator.get(f"{LIST}copy/{source.pk}/").context["form"]

    assert form.initial["title"] == source.title
    assert [form.initial.get(name) for name in ("opens_at", "closes_at", "slug", "reference_prefix")] == [
        None,
        None,
        None,
        None,
    ]


def test_copying_takes_themes_target_groups_and_questions_along_and_leaves_the_old_ones(
    coordinator, ministry
):
    source = make.campaign()
    make.theme(source, slug="tyo", label=make.words("Työ"), palette=3)
    make.target_group(source)
    make.question(source, slug="uutta")
    make.question(source, slug="vanha", retired=True)
    make.entry(campaign=source)

    coordinator.post(f"{LIST}copy/{source.pk}/", typed())

    copy = Campaign.objects.get(slug="kumppanuus-2026")
    for campaign, questions in ((source, ["uutta", "vanha"]), (copy, ["uutta"])):
        assert list(campaign.themes.values_list("slug", "palette")) == [("tyo", 3)]
        assert campaign.target_groups.count() == 1
        assert sorted(campaign.questions.values_list("slug", flat=True)) == questions
    assert (source.entries.count(), copy.entries.count()) == (1, 0)
    logged = ModelLogEntry.objects.for_instance(copy).get(action="campaign.campaign.copy")
    assert logged.data == {"from": source.slug}


def test_a_copy_with_an_error_copies_nothing(coordinator, ministry):
    source = make.campaign(slug="kumppanuus-2026")

    response = coordinator.post(f"{LIST}copy/{source.pk}/", typed())

    assert (list(errors(response)), Campaign.objects.count()) == (["slug"], 1)


def test_the_action_itself_asks_for_the_right():
    source, copy = make.campaign(), make.campaign()

    with pytest.raises(actions.PermissionDenied):
        actions.copy_contents(source, copy, by=make.user(role="Screener"))


# --- deleting -----------------------------------------------------------------------------------
def test_a_campaign_with_entries_cannot_be_deleted_and_the_screen_says_why(coordinator):
    campaign = make.campaign()
    make.entry(campaign=campaign)
    make.entry(campaign=campaign)
    answers = [getattr(coordinator, method)(f"{LIST}delete/{campaign.pk}/") for method in ("get", "post")]

    assert [(outcome(answer), said(answer)[-1]) for answer in answers] == [
        ("went on", "This campaign has 2 entries and cannot be deleted.")
    ] * 2
    assert Campaign.objects.filter(pk=campaign.pk).exists()


def test_an_entry_begun_in_the_same_moment_saves_the_campaign(coordinator, monkeypatch):
    campaign = make.campaign()
    make.entry(campaign=campaign)
    monkeypatch.setattr("campaign.viewsets.campaigns.DeleteCampaignView.obstacle", lambda self: "")

    response = coordinator.post(f"{LIST}delete/{campaign.pk}/")

    assert said(response)[-1] == "This is still in use and cannot be deleted."
    assert Campaign.objects.filter(pk=campaign.pk).exists()


def test_a_campaign_without_entries_can_be_deleted(coordinator):
    campaign = make.campaign()
    make.theme(campaign)

    coordinator.post(f"{LIST}delete/{campaign.pk}/")

    assert Campaign.objects.count() == 0


def test_the_form_offers_places_as_time_zones():
    assert issubclass(CampaignViewSet().get_form_class(), CampaignForm)
    zones = dict(CampaignForm.base_fields["time_zone"].choices)
    assert [name in zones for name in ("Europe/Helsinki", "UTC", "localtime", "Factory")] == [
        True,
        True,
        False,
        False,
    ]
