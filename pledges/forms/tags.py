"""Free tags: words between commas."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.text import PlainTextField

MAX_TAGS = 10
MAX_TAG_LENGTH = 40


class TagsField(PlainTextField):
    """Words between commas."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        words = [" ".join(word.split()) for word in re.split(r"[,\n]", super().clean(value))]
        tags = list({word.casefold(): word for word in words if word}.values())
        if len(tags) > MAX_TAGS:
            raise ValidationError(
                ngettext("At most %(max)d tag.", "At most %(max)d tags.", MAX_TAGS) % {"max": MAX_TAGS}
            )
        for tag in tags:
            if len(tag) > MAX_TAG_LENGTH:
                raise ValidationError(
                    _("“%(tag)s” is too long: a tag has at most %(max)d characters."),
                    params={"tag": tag, "max": MAX_TAG_LENGTH},
                )
        return tags

    def has_changed(self, initial, data):
        return ", ".join(initial or []) != (data or "").strip()
