from django.http import HttpResponse

from campaign.patterns import band, pattern

A_YEAR = 365 * 24 * 3600


def woven_tile(request, palette, seed):
    """The pattern of a reference. It follows from the address alone, so caches may keep it for ever."""
    return _picture(pattern(seed, palette))


def woven_band(request, palette, seed):
    return _picture(band(seed, palette))


def _picture(svg):
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
