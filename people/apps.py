from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


def _make_cache_table(using, verbosity, **kwargs):
    call_command("createcachetable", database=using, verbosity=0)


def _give_roles(**kwargs):
    from people.roles import sync_roles

    sync_roles()


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        # Rate limits live in the database cache; a fresh database must have its table at once.
        post_migrate.connect(_make_cache_table, sender=self)
        post_migrate.connect(_give_roles, sender=self)
