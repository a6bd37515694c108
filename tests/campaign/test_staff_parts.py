"""Themes, target groups and questions on the staff screens."""

import pytest

from campaign.models import Question, Theme
from pledges.models import Answer
from tests import make
from tests.staff import number_of_queries, outcome, said, who_comes_in

pytestmark = pytest.mark.django_db

MAKERS = {"themes": make.theme, "target-groups": make.target_group, "questions": make.question}


def labels(response) -> list[str]:
    return [thing.label.localize("fi") for thing in response.context["object_list"]]


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("path", ["", "results/", "new/", "edit/{}/", "delete/{}/", "history/{}/"])
def test_coordinators_edit_them_and_nobody_else(name, path):
    thing = MAKERS[name](make.campaign())

    assert who_comes_in(f"/admin/{name}/{path.format(thing.pk)}") == {"Coordinator"}


@pytest.mark.parametrize("name", MAKERS)
def test_they_are_listed_by_campaign_in_their_order(coordinator, name):
    this, other = make.campaign(), make.campaign()
    MAKERS[name](this, label=make.words("Toinen"), order=2)
    MAKERS[name](this, label=make.words("Ensimmäinen"), order=1)
    MAKERS[name](other, label=make.words("Muun kampanjan"))

    assert labels(coordinator.get(f"/admin/{name}/?campaign={this.pk}")) == ["Ensimmäinen", "Toinen"]
    assert len(labels(coordinator.get(f"/admin/{name}/"))) == 3


@pytest.mark.parametrize("name", MAKERS)
def test_adding_begins_with_the_campaign_that_was_looked_at(coordinator, name):
    campaign = make.campaign()

    listing = coordinator.get(f"/admin/{name}/?campaign={campaign.pk}").content.decode()
    form = coordinator.get(f"/admin/{name}/new/?campaign={campaign.pk}").context["form"]

    assert f'href="/admin/{name}/new/?campaign={campaign.pk}"' in listing
    assert form["campaign"].value() == str(campaign.pk)


def test_a_theme_is_added(coordinator):
    campaign = make.campaign()

    response = coordinator.post(
        "/admin/themes/new/",
        {"campaign": campaign.pk, "label_0": "Työ", "label_1": "Arbete", "label_2": "Work"}
        | {"description_0": "", "slug": "tyo", "palette": 3, "order": 1},
    )

    theme = Theme.objects.get()
    assert (response.url, said(response)) == (
        f"/admin/themes/?campaign={campaign.pk}",
        ["Theme 'Work' created."],
    )
    assert (theme.campaign, theme.label.data, theme.slug, theme.palette, theme.order) == (
        campaign,
        {"fi": "Työ", "sv": "Arbete", "en": "Work"},
        "tyo",
        3,
        1,
    )


def test_what_belongs_to_a_campaign_stays_with_it(coordinator):
    theme, other = make.theme(make.campaign()), make.campaign()

    coordinator.post(
        f"/admin/themes/edit/{theme.pk}/",
        {"campaign": other.pk, "label_0": "Uusi", "slug": "uusi", "palette": 1, "order": 0},
    )

    changed = Theme.objects.get()
    assert (changed.campaign_id, changed.slug) == (theme.campaign_id, "uusi")


def test_a_theme_or_target_group_in_use_is_kept(coordinator):
    entry = make.entry()
    theme, group = make.theme(entry.campaign), make.target_group(entry.campaign)
    entry.themes.add(theme)
    entry.target_groups.add(group)

    answers = [
        coordinator.post(address)
        for address in (f"/admin/themes/delete/{theme.pk}/", f"/admin/target-groups/delete/{group.pk}/")
    ]

    assert [said(answer)[-1] for answer in answers] == [
        "1 entry uses this. It cannot be deleted any more."
    ] * 2
    assert (list(entry.themes.all()), list(entry.target_groups.all())) == ([theme], [group])


@pytest.mark.parametrize("name", MAKERS)
def test_what_nobody_uses_can_be_deleted(coordinator, name):
    thing = MAKERS[name](make.campaign())

    assert outcome(coordinator.get(f"/admin/{name}/delete/{thing.pk}/")) == "came in"
    coordinator.post(f"/admin/{name}/delete/{thing.pk}/")

    assert not type(thing).objects.filter(pk=thing.pk).exists()


# --- questions ----------------------------------------------------------------------------------
def typed(question, **fields):
    return {
        "label_0": "Mitä uutta?",
        "slug": question.slug,
        "type": question.type,
        "kind": "",
        "order": 0,
        "max_length": 1000,
        "audience": question.audience,
        "choices-TOTAL_FORMS": 0,
        "choices-INITIAL_FORMS": 0,
    } | fields


def save(client, question, **fields):
    return client.post(f"/admin/questions/edit/{question.pk}/", typed(question, **fields))


def answered(audience) -> Question:
    entry = make.entry()
    question = make.question(entry.campaign, audience=audience)
    Answer.objects.create(entry=entry, question=question, text="Vain raadille")
    return question


def test_an_answered_question_is_retired_instead_of_deleted(coordinator):
    question = answered("jury")

    refused = coordinator.post(f"/admin/questions/delete/{question.pk}/")
    save(coordinator, question, retired="on")

    question.refresh_from_db()
    assert said(refused)[-1] == (
        "This question has been answered and is kept with its answers. Tick “no longer asked” instead."
    )
    assert (question.retired, question.answers.count()) == (True, 1)


@pytest.mark.parametrize(("before", "after"), [("staff", "jury"), ("staff", "public"), ("jury", "public")])
def test_answers_are_never_shown_to_more_people_than_was_said(coordinator, before, after):
    question = answered(before)

    response = save(coordinator, question, audience=after)

    question.refresh_from_db()
    assert question.audience == before
    assert dict(response.context["form"].errors) == {
        "audience": [
            "This question has been answered for a smaller audience. Retire it and ask a new one "
            "to show the answers to more people."
        ]
    }


@pytest.mark.parametrize(("before", "after"), [("public", "jury"), ("jury", "staff"), ("jury", "jury")])
def test_answers_may_be_shown_to_fewer(coordinator, before, after):
    question = answered(before)

    save(coordinator, question, audience=after)

    question.refresh_from_db()
    assert question.audience == after


def test_an_unanswered_question_may_get_any_audience(coordinator):
    question = make.question(make.campaign(), audience="staff")

    save(coordinator, question, audience="public")

    question.refresh_from_db()
    assert question.audience == "public"


def test_personal_answers_are_never_public(coordinator):
    question = make.question(make.campaign())

    response = save(coordinator, question, is_personal="on", audience="public")

    assert dict(response.context["form"].errors) == {
        "__all__": ["An answer with personal data cannot be public."]
    }


@pytest.mark.parametrize("name", MAKERS)
def test_the_list_takes_as_many_queries_for_three_as_for_one(coordinator, name):
    MAKERS[name](make.campaign())
    coordinator.get(f"/admin/{name}/")
    one = number_of_queries(coordinator, f"/admin/{name}/")
    MAKERS[name](make.campaign())
    MAKERS[name](make.campaign())

    assert number_of_queries(coordinator, f"/admin/{name}/") == one
