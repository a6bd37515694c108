"""checks.md I09: whatever somebody types into the form of an entry, it is kept or refused in words."""

import pytest
from hypothesis import HealthCheck, given, settings

from people.text import PlainTextField
from tests import make
from tests.addresses import english
from tests.pledges.test_swapped_ids import sent_back
from tests.test_every_text_field import odd_texts

pytestmark = pytest.mark.django_db
STEPS = ("about", "details", "permissions")


@pytest.fixture
def everything_asked(entry):
    """A question of each kind for text, and a translation."""
    for kind in ("text", "long_text"):
        make.question(entry.campaign, type=kind)
    entry.translations.create(language="sv", made_from=entry.text_fingerprint, title="Titel")
    return entry


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=odd_texts)
@pytest.mark.parametrize("step", STEPS)
def test_an_entry_holds_what_was_typed_or_the_step_says_what_is_wrong(
    client, author, everything_asked, step, typed
):
    client.force_login(author)
    path = english("pledges:edit", everything_asked.uuid, step)
    shown = client.get(path).context["form"]
    # What becomes of several tags in one field is theirs to say.
    texts = {one.html_name: one.field for one in shown if isinstance(one.field, PlainTextField)}
    texts.pop("tags", None)
    keys = {f"measure-{number}-key": row.key for number, row in enumerate(getattr(shown, "rows", []))}
    answer = client.post(path, sent_back(client, path) | keys | dict.fromkeys(texts, typed))
    if answer.status_code == 302:
        stands = client.get(path).context["form"]
        # A row in which nothing was left of what was typed is no row any more.
        kept = {name: stands[name].value() or "" if name in stands.fields else "" for name in texts}
        assert kept == {name: field.clean(typed) for name, field in texts.items()}
    else:
        assert (answer.status_code, bool(answer.context["form"].errors)) == (200, True)
        assert {answer.context["form"][name].value() for name in texts} == {typed}
