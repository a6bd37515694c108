"""Addresses without a language in them."""

from django.urls import path, register_converter

from campaign import views


class Palette:
    regex = "[1-5]"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class Seed:
    regex = r"[\w-]{1,64}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return str(value)


register_converter(Palette, "palette")
register_converter(Seed, "seed")

urlpatterns = [
    path("pattern/<palette:palette>/<seed:seed>.svg", views.woven_tile, name="woven_tile"),
    path("pattern/<palette:palette>/<seed:seed>/band.svg", views.woven_band, name="woven_band"),
]
