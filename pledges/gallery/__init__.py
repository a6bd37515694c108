"""The gallery of a campaign: what a visitor chose in the address, and one screen of what matches it."""

from pledges.gallery.chosen import Gallery

__all__ = ["Gallery"]
