"""What is told of the fields of a step – errors, and what is missing – stands in the order of the page."""

import pytest
from bs4 import BeautifulSoup

from campaign.models import Question
from pledges.completeness import gaps
from pledges.forms import AboutForm, DetailsForm, PermissionsForm
from pledges.models import Measure
from tests import make, pictures
from tests.addresses import english

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(author):
    """With something of everything, and something missing of all that can be."""
    call = make.campaign(attachments_most=3)
    make.theme(call)
    make.target_group(call)
    for order, type_ in enumerate([Question.Type.TEXT, Question.Type.FILE, Question.Type.YES_NO]):
        make.question(call, type=type_, order=order, required=True, audience=Question.Audience.PUBLIC)
    made = make.entry(
        author=author,
        language="fi",
        campaign=call,
        title="",
        summary="",
        image="kuva",
        contact_name="",
        contact_email="",
    )
    for purpose in ("publish_text", "publish_image"):
        make.consent_text(purpose)
    Measure.objects.create(entry=made, key="12345678-1234-4123-8123-123456789012")
    plan = call.questions.get(type=Question.Type.FILE)
    make.attachment(made, pictures.encoded("PNG"), "vastaus.png", question=plan, is_public=True)
    make.attachment(made, pictures.encoded("PNG"), "muu.png", is_public=True)
    return made


def on_page(writing, entry, slug) -> list[str]:
    page = BeautifulSoup(writing.get(english("pledges:edit", entry.uuid, slug)).text, "html.parser")
    fields = page.select("#entry input, #entry textarea, #entry select")
    return list(dict.fromkeys(field["name"] for field in fields if field.get("type") != "hidden"))


@pytest.mark.parametrize(
    ("slug", "form"), [("about", AboutForm), ("details", DetailsForm), ("permissions", PermissionsForm)]
)
def test_a_form_has_its_fields_in_the_order_of_its_page(writing, entry, slug, form):
    assert [field.html_name for field in form(entry=entry).visible_fields()] == on_page(writing, entry, slug)


@pytest.mark.parametrize("slug", ["about", "details", "permissions"])
def test_what_is_missing_is_told_in_the_order_of_the_page(writing, entry, slug):
    missing = [gap.field for gap in gaps(entry) if gap.step == slug]
    assert (missing, len(missing) > 1) == (sorted(missing, key=on_page(writing, entry, slug).index), True)


def test_a_step_that_cannot_save_itself_names_its_fields_in_the_order_of_the_page(writing, entry):
    wrong = {"image_alt": 201, "place": 121, "title_sv": 121, "plain_summary": 601, "title": 121}
    sent = {"version": entry.version, "language": "fi"} | {name: "x" * most for name, most in wrong.items()}
    sent |= {"region": "nowhere", "municipality": "nowhere"}
    answer = writing.post(english("pledges:edit", entry.uuid, "about"), sent, headers={"X-Autosave": "1"})
    assert answer.json()["words"] == (
        "Not saved yet. Please check: Title, Summary in plain language, Title (Swedish), Municipality,"
        " Region, Place, What the picture shows"
    )
