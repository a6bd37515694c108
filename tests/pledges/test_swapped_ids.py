"""checks.md Z16, Z17: what a form does not offer cannot be put into it: things of others, other fields."""

import pytest

from pledges.models import Answer, Entry, Measure, Partner, Writer
from tests import make
from tests.addresses import english

pytestmark = pytest.mark.django_db

# Every field of an entry that no form of its writers has, with a value that would do harm.
HARM = {
    "state": "accepted",
    "reference": "KOTO-1",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "version": "1",
    "campaign": "1",
    "kind": "initiative",
    "organisation": "1",
    "created_by": "1",
    "external_id": "x",
    "screening_note": "Hyväksytty",
    "submitted_at": "2015-11-16",
    "is_winner": "1",
    "published_at": "2015-11-16",
    "score": "100",
}
CLOSED = (
    "state",
    "reference",
    "uuid",
    "campaign_id",
    "kind",
    "organisation_id",
    "created_by_id",
    "external_id",
)
CLOSED += ("screening_note", "submitted_at")


def sent_back(client, path) -> dict:
    """What a browser sends of the form at an address."""
    form = client.get(path).context["form"]
    values = {field.html_name: field.value() for field in form if field.value() not in (None, [], False)}
    return {name: value() if callable(value) else value for name, value in values.items()}


def closed_fields(entry) -> tuple:
    return Entry.objects.filter(pk=entry.pk).values_list(*CLOSED).get()


@pytest.mark.parametrize("step", ["about", "details", "permissions"])
def test_a_step_saves_its_own_fields_and_no_other(writing, entry, step):
    path, before = english("pledges:edit", entry.uuid, step), closed_fields(entry)
    data = sent_back(writing, path)
    answer = writing.post(path, HARM | data)
    assert (answer.status_code, closed_fields(entry)) == (302, before)


@pytest.mark.parametrize("name", ["submit", "withdraw", "permissions", "change"])
def test_a_button_does_what_it_says_whatever_comes_with_it(writing, author, name):
    entry = make.entry(author=author)
    writing.post(english(f"pledges:{name}", entry.uuid), HARM)
    entry.refresh_from_db()
    assert entry.state in ("draft", "submitted", "withdrawn")
    assert (entry.kind, entry.external_id, entry.screening_note) == ("pledge", "", "")


def test_an_account_and_an_organisation_take_nothing_that_is_not_theirs_to_give(writing, author):
    club = make.organisation(people=[author], business_id="0201256-6", kind="association")
    harm = {"is_staff": "on", "is_superuser": "on", "is_active": "", "email": "x@example.org", "groups": "1"}
    writing.post(english("account"), harm | {"first_name": "Maija", "last_name": "M", "language": "fi"})
    writing.post(
        english("organisation", club.uuid),
        {"name_fi": "Uusi", "website": "", "seen": "", "business_id": "1572860-0", "kind": "company"},
    )
    author.refresh_from_db()
    club.refresh_from_db()
    assert (author.first_name, author.is_staff, author.is_superuser, author.groups.count()) == (
        "Maija",
        False,
        False,
        0,
    )
    assert author.email != "x@example.org"
    assert (club.business_id, club.kind) == ("0201256-6", "association")


def test_an_answer_by_link_takes_nothing_else(client, entry):
    partner = make.partner(entry)
    words = {"name": str(partner.organisation), "role": partner.role, "answer": "confirm", "note": ""}
    words["contribution"] = partner.contribution
    client.post(
        english("pledges:partner_answer", partner.key),
        words | {"state": "corrected", "entry": "1", "key": "x", "organisation": "1", "invited_by": "1"},
    )
    after = Partner.objects.get()
    assert (after.state, after.entry, after.organisation, after.key, after.invited_by) == (
        *("confirmed", entry, partner.organisation, partner.key, None),
    )


# --- the things of others -----------------------------------------------------------------------
def test_themes_groups_questions_and_choices_of_another_campaign_are_not_taken(writing, entry):
    other = make.campaign()
    make.theme(entry.campaign), make.target_group(entry.campaign)
    theme, group, question = make.theme(other), make.target_group(other), make.question(other)
    own = make.question(entry.campaign, type="one")
    make.choice(own), make.choice(own)
    foreign = make.choice(make.question(other, type="one"))

    about = english("pledges:edit", entry.uuid, "about")
    refused = writing.post(about, sent_back(writing, about) | {"themes": theme.pk, "target_groups": group.pk})
    details = english("pledges:edit", entry.uuid, "details")
    writing.post(details, sent_back(writing, details) | {f"question_{question.pk}": "Vieras"})
    wrong = writing.post(details, sent_back(writing, details) | {f"question_{own.pk}": foreign.pk})

    assert sorted(refused.context["form"].errors) == ["target_groups", "themes"]
    assert list(wrong.context["form"].errors) == [f"question_{own.pk}"]
    assert (entry.themes.count(), entry.target_groups.count(), Answer.objects.count()) == (0, 0, 0)


def test_the_measure_of_another_entry_stays_what_it_is(writing, entry, author):
    other = make.entry(author=make.user())
    theirs = Measure.objects.create(entry=other, label="Heidän", target=1)
    details = english("pledges:edit", entry.uuid, "details")
    row = {"key": theirs.key, "label": "Meidän", "unit": "hlö", "start": "0", "target": "99"}
    writing.post(
        details, sent_back(writing, details) | {f"measure-0-{name}": one for name, one in row.items()}
    )
    theirs.refresh_from_db()
    assert (theirs.label, theirs.target, theirs.entry) == ("Heidän", 1, other)


@pytest.mark.parametrize(
    "name", ["remind_partner", "remove_partner", "take_note_of_partner", "ask_partner_again", "remove_writer"]
)
def test_partners_and_writers_of_another_entry_are_out_of_reach(writing, entry, name):
    theirs = make.partner(make.entry(author=make.user()), state="confirmed")
    writer = Writer.objects.create(entry=theirs.entry, partner=theirs, email="lina@example.org")
    more = [writer.pk] if name == "remove_writer" else []
    answers = [
        writing.post(english(f"pledges:{name}", uuid, theirs.pk, *more)).status_code
        for uuid in (entry.uuid, theirs.entry.uuid)
    ]
    assert answers == [404, 404]
    assert (Partner.objects.get().state, Writer.objects.count()) == ("confirmed", 1)


def test_an_entry_is_begun_for_no_other_organisation_and_moved_to_none(writing, author):
    call, foreign = make.campaign(), make.organisation(people=[make.user()])
    make.organisation(people=[author])
    token = "12345678-1234-4123-8123-123456789012"
    page = writing.post(
        english("pledges:start", call.slug),
        {"kind": "pledge", "organisation": foreign.uuid, "token": token},
    )
    assert (list(page.context["form"].errors), Entry.objects.count()) == (["organisation"], 0)
