"""What is wrong with a form is told on top, at its field and to those who listen; what was typed stays."""

import pytest
from bs4 import BeautifulSoup

from people.models import Purpose
from tests import make
from tests.addresses import english
from tests.journeys.walker import values

pytestmark = pytest.mark.django_db

TOO_LONG = "ä" * 5000
FORMS = {
    "feedback": {"text": "", "email": "nobody"},
    "sign in": {"email": "nobody"},
    "partner": {"role": TOO_LONG, "answer": "confirm"},
    "begin": {"new-name": "", "new-website": "javascript:alert(1)"},
    "about": {"title": TOO_LONG, "summary": TOO_LONG},
}


@pytest.fixture
def addresses(client):
    for purpose in Purpose:
        make.consent_text(purpose)
    author = make.user(language="en")
    entry = make.entry(author=author)
    client.force_login(author)
    return {
        "feedback": english("accessibility_feedback"),
        "sign in": english("account_login"),
        "partner": english("pledges:partner_answer", make.partner(entry).key),
        "begin": english("pledges:start", entry.campaign.slug),
        "about": english("pledges:edit", entry.uuid, "about"),
    }


def parsed(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize("form", FORMS)
def test_an_error_is_told_on_top_at_its_field_and_to_those_who_listen(client, addresses, form):
    if form == "sign in":
        client.logout()
    if form == "begin":
        client.force_login(make.user(language="en"))
    typed = FORMS[form]
    offered = parsed(client.get(addresses[form]))
    field = next(offered.select_one(f"main form [name='{name}']") for name in typed)
    page = parsed(client.post(addresses[form], values(field.find_parent("form")) | typed))
    ids = {element["id"]: element for element in page.select("[id]")}
    told = [ids[link["href"][1:]] for link in page.select(".error-summary a")]
    errors = page.select("p.error[id]")
    said = [
        control.get("name") or control["id"]
        for error in errors
        for control in page.select("[aria-describedby]")
        if error["id"] in control["aria-describedby"].split()
    ]
    refused = [name for name in typed if name != "answer"]
    assert [control.get("name") or control["id"] for control in told] == said
    assert set(refused) <= set(said)
    assert [page.select_one(f"[name='{name}']").get("aria-invalid") for name in refused] == ["true"] * len(
        refused
    )
    kept = values(page.select_one(f"[name='{refused[0]}']").find_parent("form"))
    assert {name: kept[name] for name in refused} == {name: typed[name] for name in refused}


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_called_wrong_before_anything_was_sent(client, addresses, form):
    """Browsers tell who listens that a required button of several is wrong until one of them is pressed."""
    if form == "begin":
        client.force_login(make.user(language="en"))
    page = parsed(client.get(addresses[form]))
    assert page.select("main [aria-invalid=true], main [type=radio][required], main [role=alert]") == []
