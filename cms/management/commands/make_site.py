from django.conf import settings
from django.core.management.base import BaseCommand

from cms.setup import make_site


class Command(BaseCommand):
    help = "Makes what is missing of the first pages: a home for each language that the site offers."

    def handle(self, **options):
        make_site()
        for code, name in settings.LANGUAGES:
            self.stdout.write(f"{name}: {settings.PUBLIC_ADDRESS}/{code}/")
