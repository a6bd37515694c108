from django import template

from people import permissions

register = template.Library()

register.filter("edits_pages", permissions.edits_pages)
