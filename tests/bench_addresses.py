"""The product's addresses and one more that does nothing, for comparison."""

from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as addresses

urlpatterns = [path("null/", lambda request: HttpResponse("null")), *addresses]
