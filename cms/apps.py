from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _make_pages_findable(**kwargs):
    from cms.searchable import catch_up

    catch_up()


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self):
        from cms import purging, watching

        watching.begin()
        purging.begin()
        post_migrate.connect(_make_pages_findable, sender=self)
