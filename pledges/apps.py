from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _make_cards(**kwargs):
    from pledges.projection import catch_up

    catch_up()


class PledgesConfig(AppConfig):
    name = "pledges"

    def ready(self):
        from pledges import watching

        watching.begin()
        post_migrate.connect(_make_cards, sender=self)
