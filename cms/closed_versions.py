"""A version of a page is not opened to everybody by being translated."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction


def begin() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_door_changed, sender=PageViewRestriction, dispatch_uid=__name__)


@contextmanager
def kept_closed(translation) -> Iterator[None]:
    """Around what wagtail-localize does to the version of a page in a language.

    It takes off the door of a version whose original has none of its own, and asks for none that the
    original has from a page above it. Here each holds, until an editor takes it off the version itself.
    """
    doors = _doors(translation.get_target_instance().view_restrictions.all())
    yield
    version = Page.objects.get(pk=translation.get_target_instance().pk)
    if not version.get_view_restrictions().exists():
        inherited = translation.source.get_source_instance().get_view_restrictions()
        for door, groups in doors or _doors(inherited.order_by("-page__depth")[:1]):
            door.pk, door.page = None, version
            door.save()
            door.groups.set(groups)


def _doors(restrictions) -> list[tuple]:
    return [(door, list(door.groups.all())) for door in restrictions]


def _door_changed(instance, **kwargs):
    """Wagtail keeps readers from an alias of a closed page, but lists one without a door of its own."""
    closed = Page.objects.descendant_of(instance.page, inclusive=True)
    for alias in Page.objects.filter(alias_of__in=closed).select_related("alias_of"):
        door, has_one = alias.alias_of.get_view_restrictions().first(), alias.view_restrictions.exists()
        if has_one and door is None:
            alias.view_restrictions.all().delete()
        elif door and not has_one:
            alias.view_restrictions.create(restriction_type=door.restriction_type, password=door.password)
