from django.urls import path
from django.views.i18n import set_language

# Addresses without a language in them.
neutral = [path("language/", set_language, name="set_language")]

urlpatterns = []
