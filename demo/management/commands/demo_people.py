from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import translation

from demo.people import demo_people


class Command(BaseCommand):
    help = "Shows whom one can be in the demonstration, and what each can try."

    def handle(self, **options):
        with translation.override("en"):
            people = demo_people("en")
            if not people:
                return
            address = settings.PUBLIC_ADDRESS
            self.stdout.write(f"  {'Letters':<14} {address}{reverse('demo:letters')}")
            self.stdout.write(
                f"\nSign in as one of these with one click on {address}{reverse('account_login')}"
            )
            widest = max(len(person.user.email) for person in people)
            for person in people:
                line = f"  {person.user.email:<{widest}}  {person.role:<24}  {person.hint}"
                self.stdout.write(line.rstrip())
            self.stdout.write("")
