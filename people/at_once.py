"""A person with everything that a staff screen asks of them, by one question instead of six.

Django and Wagtail ask one by one for a person's own permissions, those of their groups, their profile,
and what their groups may do with pages, collections and sites. Where a screen is opened again and
again in one evening, that is most of what it costs.
"""

from django.contrib.auth.models import Permission
from django.db.models import Aggregate, Exists, JSONField, OuterRef, Subquery, Value
from django.db.models.functions import Concat
from wagtail.models import GroupCollectionPermission, GroupPagePermission, GroupSitePermission

from people.models import User

# Where Wagtail keeps what it has asked; it asks itself wherever there is something.
GRANTS = {
    "_page_permission_cache": GroupPagePermission,
    "_collection_permission_cache": GroupCollectionPermission,
    "_site_permission_cache": GroupSitePermission,
}


class Gathered(Aggregate):
    """All values as one list, in no order."""

    function, output_field = "JSON_GROUP_ARRAY", JSONField()

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


def with_permissions(user: User) -> User:
    """The same person, read anew."""
    found = User.objects.select_related("wagtail_userprofile").annotate(
        own=_names(user=OuterRef("pk")),
        by_group=_names(group__user=OuterRef("pk")),
        **{
            f"has{name}": Exists(model.objects.filter(group__user=OuterRef("pk")))
            for name, model in GRANTS.items()
        },
    )
    # Whoever may do everything, or nothing any more, is not asked about.
    person = found.filter(is_active=True, is_superuser=False).filter(pk=user.pk).first()
    if person is None:
        return user
    person._user_perm_cache, person._group_perm_cache = set(person.own or ()), set(person.by_group or ())
    person._perm_cache = person._user_perm_cache | person._group_perm_cache
    for name, model in GRANTS.items():
        if not getattr(person, f"has{name}"):
            setattr(person, name, model.objects.none())
    return person


def _names(**whose) -> Subquery:
    """The permissions of a person, as `has_perm` knows them."""
    found = Permission.objects.filter(**whose).order_by().annotate(all=Value(1)).values("all")
    name = Concat("content_type__app_label", Value("."), "codename")
    return Subquery(found.annotate(names=Gathered(name)).values("names"))
