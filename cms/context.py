"""What every public page needs besides its own content."""


def navigation(request):
    return {}
