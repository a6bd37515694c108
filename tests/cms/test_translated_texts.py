"""What a translator writes is shown as text, or is told to be wrong and not published."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail_localize.models import StringTranslation

from cms.models import ContentPage
from tests.cms.segments import address_of, address_of_choice, publish, put, say, submit, translation_of
from tests.staff import said

pytestmark = pytest.mark.django_db
LINK = "https://example.org/fi/"
BODY = [("text", f'<p>Lue <a href="{LINK}">lisää</a>.</p>')]
STRING = 'Lue <a id="a1">lisää</a>.'


@pytest.fixture
def advice(advice) -> ContentPage:
    advice.body = BODY
    advice.save_revision().publish()
    return advice


@pytest.fixture
def translation(homes, advice, editor):
    submit(editor, advice, homes["sv"].locale)
    return translation_of(advice, "sv")


@pytest.mark.parametrize(
    "text",
    [
        "<!--><script>alert(1)</script>-->",
        "<b><!----!><img src=x onerror=alert(1)>--></b>",
        "<![CDATA[><script>alert(1)</script>]]>",
        "<!x <b>y</b>",
        "<?x y>",
        "<script>alert(1)</script>",
        '<a id="a1" onclick="alert(1)">mer</a>',
        '<a id="a2">mer</a>',
    ],
)
def test_what_runs_a_script_in_a_browser_is_wrong_and_not_published(
    editor, advice, translation, text, django_capture_on_commit_callbacks
):
    answer = put(editor, address_of(translation, STRING), text)
    version = translation.get_target_instance()
    publish(editor, version, django_capture_on_commit_callbacks)
    version.refresh_from_db()
    assert (bool(answer.json()["error"]), answer.json()["data"]) == (True, text)
    assert [one["value"] for one in version.body.raw_data] == [BODY[0][1]]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ("&lt;script&gt;", "<p>&lt;script&gt;</p>"),
        ('<a id="a1">Mer</a> om <b>saken</b>', f'<p><a href="{LINK}">Mer</a> om <b>saken</b></p>'),
    ],
)
def test_signs_are_text_and_marks_stay_marks(
    editor, translation, text, published, django_capture_on_commit_callbacks
):
    say(editor, translation, {STRING: text})
    version = translation.get_target_instance()
    publish(editor, version, django_capture_on_commit_callbacks)
    version.refresh_from_db()
    assert [one["value"] for one in version.body.raw_data] == [published]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("R\0d", "Null characters are not allowed."),
        ("å" * 256, "Ensure this value has at most 255 characters (it has 256)."),
    ],
)
def test_what_the_database_does_not_take_is_told_at_the_field(editor, translation, text, wrong):
    answer = put(editor, address_of(translation, "Ohje"), text)
    assert (answer.status_code, answer.json()["error"], answer.json()["data"]) == (200, wrong, text)
    assert StringTranslation.objects.count() == 0


def test_a_longest_title_is_published(editor, translation, django_capture_on_commit_callbacks):
    say(editor, translation, {"Ohje": "å" * 255})
    publish(editor, translation.get_target_instance(), django_capture_on_commit_callbacks)
    assert translation.get_target_instance().title == "å" * 255


@pytest.mark.parametrize("body", ["", "a=b"])
def test_nothing_is_kept_of_a_question_without_a_value(editor, translation, body):
    addresses = [address_of(translation, "Ohje"), address_of_choice(translation)]
    form = "application/x-www-form-urlencoded"
    assert [editor.put(one, body, content_type=form).status_code for one in addresses] == [400, 400]


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("X-WagtailLocalize-TranslationID", "X-Other", "Please upload a valid PO file."),
        ('msgid ""', '# X-WagtailLocalize-TranslationID\nmsgid "x"', "Please upload a valid PO file."),
        ("charset=utf-8", "charset=utf-16", "Please upload a valid PO file."),
        ("charset=utf-8", "charset=undefined", "Please upload a valid PO file."),
        ('msgid "Ohje"\nmsgstr ""', 'msgid "Ohje"\nmsgstr "R\0d"', "Null characters are not allowed."),
        (
            'msgid "Ohje"\nmsgstr ""',
            f'msgid "Ohje"\nmsgstr "{"x" * 256}"',
            "Ensure this value has at most 255 characters (it has 256).",
        ),
    ],
)
def test_nothing_is_taken_from_a_file_with_something_wrong(editor, translation, before, after, wrong):
    address = f"/admin/localize/translate/{translation.pk}/pofile"
    sent = editor.get(f"{address}/download/").text
    back = sent.replace('msgid "ohje"\nmsgstr ""', 'msgid "ohje"\nmsgstr "rad"').replace(before, after, 1)
    answer = editor.post(f"{address}/upload/", {"file": SimpleUploadedFile("ohje.po", back.encode())})
    assert (before in sent, answer.url, said(answer)[1:]) == (True, "/admin/", [wrong])
    assert StringTranslation.objects.count() == 0


def test_a_block_may_lack_texts_that_nobody_wrote(homes, advice, editor):
    """It was imported, or is older than the part of the block."""
    steps = [{"title": "Kirjaudu"}, {"title": "Kirjoita", "text": None}]
    bare = {
        "quote": {"text": "Lupaus pidetään.", "person": "Maija"},
        "contact": {"name": "Pekka", "title": None},
        "steps": {
            "heading": "Näin",
            "steps": [{"type": "item", "value": value, "id": value["title"]} for value in steps],
        },
        "call_to_action": {"text": "Lue", "address": LINK},
    }
    raw = [
        {"type": kind, "value": value, "id": str(number)} for number, (kind, value) in enumerate(bare.items())
    ]
    advice.body = advice.body.stream_block.to_python(raw)
    advice.save_revision().publish()
    submit(editor, advice, homes["sv"].locale)
    assert translation_of(advice, "sv").get_progress() == (9, 0)
