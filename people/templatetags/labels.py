from django import template

from people import text

register = template.Library()

register.filter("with_colon", text.with_colon)
