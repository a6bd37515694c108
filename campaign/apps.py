from django.apps import AppConfig


class CampaignConfig(AppConfig):
    name = "campaign"

    def ready(self):
        # Wagtail asks for policies as soon as its staff screens are put together.
        from campaign import permissions, watching

        permissions.register_policies()
        watching.begin()
