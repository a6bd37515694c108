from django.apps import AppConfig
from django.core.management import call_command
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from wagtail.users.apps import WagtailUsersAppConfig


def _make_cache_table(using, verbosity, **kwargs):
    call_command("createcachetable", database=using, verbosity=0)


def _give_roles(**kwargs):
    from people.roles import sync_roles

    sync_roles()


def _make_dictionaries(**kwargs):
    from people.lemmas.dictionaries import prepare

    prepare()


def _do_not_compile(connection, **kwargs):
    """PostgreSQL takes our statements for large ones, and would compile them for longer than they run."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")


class PeopleConfig(AppConfig):
    name = "people"
    default = True

    def ready(self):
        connection_created.connect(_do_not_compile)
        # Rate limits live in the database cache; a fresh database must have its table at once.
        post_migrate.connect(_make_cache_table, sender=self)
        post_migrate.connect(_give_roles, sender=self)
        post_migrate.connect(_make_dictionaries, sender=self)
        # Wagtail asks for policies and inputs as soon as its staff screens are put together.
        from people import policies, proxies, second_factor, widgets  # noqa: F401

        policies.register_policies()


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's management of users, for people who sign in by e-mail and are never deleted."""

    default = False
    user_viewset = "people.viewsets.users.UserViewSet"

    def ready(self):
        """Leaves the policies to people.policies."""
