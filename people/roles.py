"""Staff roles as groups of permissions. `manage.py sync_roles` (run after every migrate) makes them so.

The codenames name models of packages above this one: a role is a sentence about the whole product.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext_lazy as _

_EDIT = ("add", "change", "delete", "view")

ROLES: dict[str, tuple[str, ...]] = {
    "Coordinator": (
        "wagtailadmin.access_admin",
        *(
            f"campaign.{verb}_{noun}"
            for noun in ("campaign", "theme", "targetgroup", "question", "advice")
            for verb in _EDIT
        ),
        *(f"campaign.{verb}_reach" for verb in _EDIT),
        *(f"campaign.{verb}_{noun}" for noun in ("extension", "latepass") for verb in ("add", "view")),
        "people.view_organisation",
        "people.change_organisation",
        "people.decide_proposal",
        "people.add_consenttext",
        "people.view_consenttext",
        "people.view_letter",
        "people.change_letter",  # only to have it sent again
        "people.view_feedback",
        "people.answer_feedback",
        "pledges.view_entry",
        "pledges.screen_entry",
    ),
    "Screener": (
        "wagtailadmin.access_admin",
        "people.decide_proposal",
        "pledges.view_entry",
        "pledges.screen_entry",
    ),
    "Juror": ("wagtailadmin.access_admin", "judging.score_entry"),
    "Jury office": (
        "wagtailadmin.access_admin",
        "pledges.view_entry",
        "judging.run_judging",
        *(f"judging.{verb}_{noun}" for noun in ("round", "panel", "criterion", "juror") for verb in _EDIT),
    ),
    "Editor": (
        "wagtailadmin.access_admin",
        "wagtailimages.add_image",
        "wagtailimages.change_image",
        "wagtailimages.choose_image",
        "wagtail_localize.submit_translation",
        "cms.change_sitesettings",
        "cms.change_accessibilitystatement",
        "people.view_feedback",
        "people.answer_feedback",
        *(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete")),
    ),
    "Data protection officer": (
        "wagtailadmin.access_admin",
        "people.view_user",
        "people.view_consent",
        "people.view_consenttext",
        "people.view_letter",
        "people.view_feedback",
        "people.forget_user",
        "pledges.view_entry",
    ),
}


TITLES = {
    "Coordinator": _("Coordinator"),
    "Screener": _("Screener"),
    "Juror": _("Juror"),
    "Jury office": _("Jury office"),
    "Editor": _("Editor"),
    "Data protection officer": _("Data protection officer"),
}


def title(group: Group) -> str:
    """A role in the reader's language; groups that somebody made by hand are called as they were named."""
    return str(TITLES.get(group.name, group.name))


@transaction.atomic
def sync_roles() -> None:
    """Create missing groups and give each exactly the permissions of its role."""
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0)
    wanted = {name for codenames in ROLES.values() for name in codenames}
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type").filter(
            codename__in={name.split(".")[1] for name in wanted}
        )
    }
    for role, codenames in ROLES.items():
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set([found[name] for name in codenames])
