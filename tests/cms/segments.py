"""What an editor does who translates a page segment by segment."""

from urllib.parse import urlencode

from wagtail_localize.models import OverridableSegment, StringSegment, Translation


def submit(editor, page, *locales, **more):
    chosen = {"locales": [locale.pk for locale in locales], **more}
    return editor.post(f"/admin/localize/submit/page/{page.pk}/", chosen)


def translation_of(page, code: str) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=code)


def say(editor, translation, said: dict):
    """Translate strings of a page; nothing is published by that."""
    for source, target in said.items():
        assert put(editor, address_of(translation, source), target).status_code == 201


def publish(editor, page, commit):
    with commit(execute=True):
        return editor.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"})


def address_of(translation, source: str) -> str:
    """Where the translation of a string is kept."""
    segment = StringSegment.objects.get(source=translation.source, string__data=source)
    return f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"


def address_of_choice(translation) -> str:
    """Where is kept what stands in place of the only link, picture or page that may be another one."""
    segment = OverridableSegment.objects.get(source=translation.source)
    return f"/admin/localize/translate/{translation.pk}/overrides/{segment.pk}/edit/"


def put(editor, address: str, value: str):
    return editor.put(address, urlencode({"value": value}), content_type="application/x-www-form-urlencoded")
