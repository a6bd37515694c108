from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _make_pages_findable(**kwargs):
    from cms.searchable import catch_up

    catch_up()


class CmsConfig(AppConfig):
    name = "cms"

    def ready(self):
        from wagtail.contrib.routable_page.models import RoutablePageMixin
        from wagtail.models import get_page_models

        from cms import closed_versions, purging, translated_links, translated_texts, versions, watching
        from cms.api import kept_dumps

        # Made by the first who asks; of two who ask at once one would meet it half made.
        for model in get_page_models():
            if issubclass(model, RoutablePageMixin):
                model.get_resolver()
        watching.begin()
        purging.begin()
        versions.begin()
        closed_versions.begin()
        translated_links.begin()
        translated_texts.begin()
        kept_dumps.begin()
        post_migrate.connect(_make_pages_findable, sender=self)
