"""Doors of views that show a person what is theirs."""

from django.contrib.auth.decorators import login_required
from django.views.decorators.cache import never_cache


def personal(view):
    """Only after sign-in, and kept by no cache on the way."""
    return never_cache(login_required(view))
