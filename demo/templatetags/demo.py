from django import template
from django.utils.translation import get_language

from demo.people import demo_people

register = template.Library()


@register.inclusion_tag("demo/people.html", takes_context=True)
def demo_sign_in(context):
    """Buttons that sign in as one of the demonstration's people; nothing where there are none."""
    request = context["request"]
    return {
        "request": request,
        "csrf_token": context["csrf_token"],
        "next": request.GET.get("next", ""),
        "people": demo_people(get_language()),
    }
