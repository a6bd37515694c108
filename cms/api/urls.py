"""Every address of open data, each behind the same door."""

from django.http import HttpResponse
from django.urls import include, path

from cms.api import problems
from cms.api.contract import api
from cms.api.door import door
from cms.api.resources import contents, entries, numbers, others, whole  # noqa: F401 - they register themselves


def nothing_here(request, rest: str) -> HttpResponse:
    raise problems.nothing("There is no such address.")


_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    _pattern.callback = door(_pattern.callback, api.understood.get(_pattern.name))

urlpatterns = [
    path("", include((_patterns, _app), namespace=_namespace)),
    path("<path:rest>", door(nothing_here), name="open_data_nothing"),
]
