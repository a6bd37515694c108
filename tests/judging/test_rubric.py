"""The panel's form: levels as lines of text, and a rubric that jurors have begun to use."""

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from judging.models import Ballot, Criterion, Round
from tests import make
from tests.staff import text_of

LEVELS = ("levels_fi", "levels_sv", "levels_en")
NEW, LIST = "/admin/judging/rounds/new/", "/admin/judging/rounds/"


# One panel, as a form for a new round sends it.
PANEL = {
    "panels-TOTAL_FORMS": 1,
    "panels-INITIAL_FORMS": 0,
    "panels-MIN_NUM_FORMS": 1,
    "panels-MAX_NUM_FORMS": 1000,
    "panels-0-name_0": "Raati",
    "panels-0-name_1": "Jury",
    "panels-0-name_2": "Jury",
    "panels-0-ORDER": 1,
    "panels-0-DELETE": "",
    "panels-0-id": "",
}


def lines(*levels) -> str:
    return "\n".join(levels)


def fields(campaign, *criteria, **more) -> dict:
    """The form as a browser sends it; each criterion is a dict of its own fields."""
    data = {
        "campaign": campaign.pk,
        "name_0": "Pisteytys",
        "name_1": "Poängsättning",
        "name_2": "Scoring",
        "order": 1,
        "scoring_starts_at": "2030-11-01 08:00",
        "scoring_ends_at": "2030-11-20 23:59",
        "entrance": "all",
        "jurors_per_entry": 3,
        "sees_ballots": "never",
        "sees_comments": "never",
        "joint_filing": "blocks",
        **PANEL,
        "criteria-TOTAL_FORMS": len(criteria),
        "criteria-INITIAL_FORMS": sum("id" in criterion for criterion in criteria),
        "criteria-MIN_NUM_FORMS": 1,
        "criteria-MAX_NUM_FORMS": 1000,
    }
    for number, criterion in enumerate(criteria):
        defaults = {
            "label_0": f"Kriteeri {number}",
            "label_1": "",
            "label_2": "",
            "guidance_0": "",
            "guidance_1": "",
            "guidance_2": "",
            "weight": 1,
            "levels_fi": lines("Heikko", "Hyvä"),
            "levels_sv": "",
            "levels_en": "",
            **{f"levels_{code}_text": "" for code in ("fi", "sv", "en")},
            "ORDER": number + 1,
            "DELETE": "",
            "id": "",
        }
        data |= {f"criteria-{number}-{name}": value for name, value in (defaults | criterion).items()}
    return data | more


def edited(panel, *criteria, **more) -> dict:
    """The form of a round that is there already, with its one panel."""
    standing = {"panels-INITIAL_FORMS": 1, "panels-0-id": panel.pk}
    return fields(panel.campaign, *criteria) | standing | more


def problems(response) -> list[str]:
    form = response.context["form"]
    criteria = form.formsets["criteria"]
    found = [message for messages in form.errors.values() for message in messages]
    found += criteria.non_form_errors()
    return found + [text for errors in criteria.errors for messages in errors.values() for text in messages]


def as_sent(criterion, **more) -> dict:
    """A stored criterion as its form sends it back unchanged."""
    languages = ("fi", "sv", "en")
    texts = {code: [level["label"].get(code, "") for level in criterion.levels] for code in languages}
    return {
        "id": criterion.pk,
        **{f"label_{n}": criterion.label.data[code] for n, code in enumerate(languages)},
        "weight": criterion.weight,
        **{f"levels_{code}": lines(*filter(None, text)) for code, text in texts.items()},
    } | more


# --- levels -------------------------------------------------------------------------------------
def test_levels_are_written_one_on_a_line_in_every_language(desk, campaign):
    criterion = {
        "levels_fi": "Heikko\r\n\r\n  Hyvä  \r\nErinomainen\r\n",
        "levels_sv": lines("Svag", "Bra", "Utmärkt"),
        "levels_en": lines("Weak", "Good", "Excellent"),
    }
    assert desk.post(NEW, fields(campaign, criterion)).url == LIST
    assert Criterion.objects.get().levels == [
        {"label": {"fi": "Heikko", "sv": "Svag", "en": "Weak"}},
        {"label": {"fi": "Hyvä", "sv": "Bra", "en": "Good"}},
        {"label": {"fi": "Erinomainen", "sv": "Utmärkt", "en": "Excellent"}},
    ]


def test_what_levels_mean_is_written_beside_them_line_by_line(desk, campaign):
    criterion = {
        "levels_fi": lines("Heikko", "Hyvä", "Erinomainen"),
        "levels_fi_text": "\r\n  Tekijä ja aikataulu. \r\nMyös rahoitus.\r\n\r\n",
        "levels_sv_text": "Ingenting ännu.",
    }
    assert desk.post(NEW, fields(campaign, criterion)).url == LIST
    criterion = Criterion.objects.get()
    assert criterion.levels == [
        {"label": {"fi": "Heikko"}, "text": {"sv": "Ingenting ännu."}},
        {"label": {"fi": "Hyvä"}, "text": {"fi": "Tekijä ja aikataulu."}},
        {"label": {"fi": "Erinomainen"}, "text": {"fi": "Myös rahoitus."}},
    ]
    assert criterion.level_texts() == ["Ingenting ännu.", "Tekijä ja aikataulu.", "Myös rahoitus."]
    response = desk.get(f"/admin/judging/rounds/edit/{criterion.round_id}/")
    levels = response.context["form"].formsets["criteria"].forms[0]["levels"]
    assert levels.value() == [
        *("Heikko\nHyvä\nErinomainen", "", ""),
        *("\nTekijä ja aikataulu.\nMyös rahoitus.", "Ingenting ännu.", ""),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (lines("a", "b", "c"), "There are 2 levels, but more lines in Suomi say what levels mean."),
        ("x" * 601, "What a level means is longer than 600 characters in Suomi."),
    ],
)
def test_meanings_that_do_not_fit_are_refused_in_words(text, message, desk, campaign):
    response = desk.post(NEW, fields(campaign, {"levels_fi_text": text}))
    assert problems(response) == [message]


def test_a_language_may_be_left_empty_and_its_readers_see_another(desk, campaign):
    desk.post(NEW, fields(campaign, {}))
    criterion = Criterion.objects.get()
    assert (criterion.levels, criterion.level_labels()) == (
        [{"label": {"fi": "Heikko"}}, {"label": {"fi": "Hyvä"}}],
        ["Heikko", "Hyvä"],
    )


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        (
            (lines("Heikko", "Hyvä", "Erinomainen"), lines("Svag", "Bra"), "Weak"),
            "Every language needs the same number of levels, one on each line: "
            "Suomi has 3 levels, Svenska has 2 levels, English has 1 level.",
        ),
        (("Heikko", "", ""), "Write at least two levels, one on each line, the lowest first."),
        (("  \n ", "", ""), "Write at least two levels, one on each line, the lowest first."),
        (("", "", ""), "This field is required."),
        ((lines("x" * 201, "Hyvä"), "", ""), "A level in Suomi is longer than 200 characters."),
        (
            (lines("Hei\x07kko", "Hyvä"), "", ""),
            "Character 4 is an invisible control character. Please remove it.",
        ),
    ],
)
def test_levels_that_do_not_fit_are_refused_in_words(levels, message, desk, campaign):
    response = desk.post(NEW, fields(campaign, dict(zip(LEVELS, levels, strict=True))))
    assert (problems(response), Round.objects.count()) == ([message], 0)


def test_what_was_written_stands_in_the_form_again(desk, campaign):
    response = desk.post(NEW, fields(campaign, {"levels_fi": lines("Heikko", "Hyvä"), "levels_sv": "Svag"}))
    levels = response.context["form"].formsets["criteria"].forms[0]["levels"]
    assert levels.value() == ["Heikko\nHyvä", "Svag", "", "", "", ""]


def test_a_round_needs_a_criterion(desk, campaign):
    assert problems(desk.post(NEW, fields(campaign))) == ["At least 1 is needed."]


# --- in use -------------------------------------------------------------------------------------
@pytest.fixture
def used(panel, assignment):
    """The address of a panel with a ballot: 3 of 3 on the first criterion, 0 on the second."""
    make.ballot(assignment, 3, 0)
    return f"/admin/judging/rounds/edit/{panel.round_id}/"


def test_before_any_ballot_everything_can_change(desk, panel, criteria, campaign):
    one, two = criteria
    data = fields(
        campaign,
        as_sent(one, weight=5, levels_fi=lines("Ei", "On")),
        as_sent(two, DELETE="1"),
        {"label_0": "Uusi"},
    )
    assert desk.post(f"/admin/judging/rounds/edit/{panel.round_id}/", data).url == LIST
    assert [(str(c), c.weight, c.top) for c in panel.round.criteria.all()] == [
        ("Kriteeri 1", 5, 1),
        ("Uusi", 1, 1),
    ]


def test_wording_can_be_corrected_after_ballots(desk, used, panel, criteria):
    one, two = criteria
    better = as_sent(one, levels_fi=lines("Ei", "Vähän", "Hyvin", "Loistavasti"))
    assert desk.post(used, edited(panel, better, as_sent(two))).url == LIST
    assert Criterion.objects.get(pk=one.pk).level_labels() == ["Ei", "Vähän", "Hyvin", "Loistavasti"]


def test_the_number_of_levels_cannot_change_after_ballots(desk, used, panel, criteria):
    one, two = criteria
    data = edited(panel, as_sent(one, levels_fi=lines("Ei", "On")), as_sent(two))
    assert problems(desk.post(used, data)) == [
        "Jurors have already scored on these levels. Their wording can change, their number not."
    ]
    assert Criterion.objects.get(pk=one.pk).top == 3


@pytest.mark.parametrize("change", ["add", "remove"])
def test_criteria_are_neither_added_nor_removed_after_ballots(change, desk, used, panel, criteria):
    one, two = criteria
    sent = {
        "add": [as_sent(one), as_sent(two), {"label_0": "Uusi"}],
        "remove": [as_sent(one), as_sent(two, DELETE="1")],
    }
    assert problems(desk.post(used, edited(panel, *sent[change]))) == [
        "Jurors have already scored on these criteria, so none can be added or removed."
    ]
    assert Criterion.objects.count() == 2


def test_a_criterion_is_added_and_removed_without_script_and_nothing_is_saved_before_saving(desk, campaign):
    page = desk.get(NEW).text
    assert page.count('name="add_row" value="criteria"') == page.count('name="add_row" value="panels"') == 1
    typed = fields(campaign, {"label_0": "Rohkeus"})
    response = desk.post(NEW, typed | {"add_row": "criteria"})
    rows = response.context["form"].formsets["criteria"]
    assert (response.status_code, Round.objects.count(), problems(response)) == (200, 0, [])
    assert rows.forms[0]["label"].value()[0] == "Rohkeus"
    assert 'name="criteria-1-label_0"' in response.text
    assert (rows.forms[1]["weight"].value(), rows.forms[1]["is_required"].value()) == (1, True)

    both = fields(campaign, {"label_0": "Rohkeus"}, {"label_0": "Vaikuttavuus"})
    marked = desk.post(NEW, both | {"remove_row": "criteria-0"})
    assert "criterion 1 is removed when you save." in text_of(marked)
    desk.post(NEW, both | {"criteria-0-DELETE": "on"})
    assert [str(one) for one in Criterion.objects.all()] == ["Vaikuttavuus"]


def test_rows_are_added_to_a_round_that_exists_too(desk, panel, criteria):
    one, two = criteria
    address = f"/admin/judging/rounds/edit/{panel.round_id}/"
    response = desk.post(address, edited(panel, as_sent(one), as_sent(two)) | {"add_row": "criteria"})
    assert len(response.context["form"].formsets["criteria"].forms) == 3
    assert Criterion.objects.count() == 2


def test_weights_change_after_ballots_only_when_asked_for(desk, used, panel, criteria):
    one, two = criteria
    data = edited(panel, as_sent(one, weight=3), as_sent(two))
    assert problems(desk.post(used, data)) == [
        "1 ballot has been given with the old weights. To change them, tick “Recalculate totals” above; "
        "the change is written in the log."
    ]
    assert Ballot.objects.get().total == 50_000_000


def test_weights_asked_for_recalculate_every_total_and_are_logged(desk, used, panel, criteria, campaign):
    one, two = criteria
    data = edited(panel, as_sent(one, weight=3), as_sent(two), recalculate="on")
    assert desk.post(used, data).url == LIST
    assert (Ballot.objects.get().total, Ballot.objects.get().answered_weight) == (75_000_000, 4)
    logged = ModelLogEntry.objects.for_instance(panel.round).filter(action="judging.round.recalculate")
    assert [entry.data["ballots"] for entry in logged] == [1]


def test_weights_stay_once_something_has_been_decided(desk, used, panel, criteria, entry):
    make.decision(entry)
    one, two = criteria
    data = edited(panel, as_sent(one, weight=3), as_sent(two), recalculate="on")
    assert problems(desk.post(used, data)) == [
        "Decisions have been made with these weights, so they cannot change."
    ]


def test_the_campaign_stays_once_entries_are_assigned(desk, used, panel, criteria):
    other = make.campaign()
    desk.post(used, edited(panel, *map(as_sent, criteria), campaign=other.pk))
    assert Round.objects.get().campaign != other


@pytest.mark.parametrize("change", ["kind", "is_required", "allows_not_applicable", "allows_cannot_judge"])
def test_what_an_answer_means_stays_after_ballots(change, desk, used, panel, criteria):
    one, two = criteria
    value = "pledge" if change == "kind" else "on"
    data = edited(panel, as_sent(one, **{change: value}), as_sent(two))
    assert problems(desk.post(used, data)) == ["Jurors have already scored on this criterion, so this stays."]


def test_a_panel_in_which_somebody_sits_stays(desk, used, panel, criteria):
    another = {f"panels-1-{name[9:]}": value for name, value in PANEL.items() if name.startswith("panels-0")}
    data = edited(panel, *map(as_sent, criteria), **another)
    data |= {"panels-TOTAL_FORMS": 2, "panels-0-DELETE": "on"}
    response = desk.post(used, data)
    assert response.context["form"].formsets["panels"].non_form_errors() == [
        "People have been invited to the panel “Jury”, so it stays."
    ]
    panel.jurors.all().delete()
    desk.post(used, data)
    assert [one.pk == panel.pk for one in panel.round.panels.all()] == [False]


def test_scoring_ends_after_it_starts_and_the_best_are_a_number(desk, campaign):
    wrong = {"scoring_starts_at": "2030-11-21 08:00", "entrance": "best", "best": ""}
    response = desk.post(NEW, fields(campaign, {}, **wrong))
    assert problems(response) == [
        "Scoring must end after it starts.",
        "Say how many of the best come into this round.",
    ]


@pytest.mark.parametrize("moment", ["0001-01-01 00:00", "9999-12-31 23:59"])
def test_scoring_is_not_set_beyond_every_calendar(desk, campaign, moment):
    """checks.md I18"""
    response = desk.post(NEW, fields(campaign, {}, scoring_starts_at=moment, scoring_ends_at=moment))
    assert problems(response) == ["Give a date of the years 1900 to 2199."] * 2
    assert Round.objects.count() == 0


def test_a_round_with_assignments_is_not_deleted(desk, used, panel):
    response = desk.post(f"/admin/judging/rounds/delete/{panel.round_id}/")
    assert (response.url, Round.objects.count()) == (used, 1)


def test_a_round_without_assignments_is_deleted(desk, panel):
    desk.post(f"/admin/judging/rounds/delete/{panel.round_id}/")
    assert Round.objects.count() == 0


def test_the_end_of_scoring_is_read_in_the_time_zone_of_the_person_and_lasts_for_its_minute(desk, campaign):
    desk.post(NEW, fields(campaign, {}))
    assert Round.objects.get().scoring_ends_at == timezone.datetime.fromisoformat("2030-11-20T21:59:59+00:00")
