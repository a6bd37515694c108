from django.core.management.base import BaseCommand

from people.roles import ROLES, sync_roles


class Command(BaseCommand):
    help = "Gives the staff groups exactly the permissions of their roles."

    def handle(self, **options):
        sync_roles()
        self.stdout.write(f"{len(ROLES)} roles are as people/roles.py says.")
