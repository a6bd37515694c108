"""What every public page needs besides its own content."""

from cms.navigation import Navigation


def navigation(request):
    if not hasattr(request, "navigation"):
        request.navigation = Navigation(request)
    return {"navigation": request.navigation}
