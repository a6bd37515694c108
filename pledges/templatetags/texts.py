"""What a reader is told of the language of an entry's text."""

from django import template

from people.languages import name_in_words
from pledges import texts
from pledges.receipt import level_in_words

register = template.Library()

register.filter("language_in_words", name_in_words)
register.filter("level", level_in_words)


@register.filter
def text_note(record) -> str:
    """Of a PublicEntry or a JuryEntry."""
    return texts.note(record.text_state, record.shown_in, record.language, is_behind=record.is_behind)
