import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from people import outbox


class Command(BaseCommand):
    help = "Sends the letters that wait in the outbox."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="keep going, looking once a second")

    def handle(self, *, loop, **options):
        while True:
            try:
                sent = outbox.send_due()
            except OperationalError as error:
                # The database may restart under a running loop; the letters wait in it.
                if not loop:
                    raise
                self.stderr.write(f"The database did not answer: {error}")
                close_old_connections()
                sent = 0
            if not loop:
                self.stdout.write(f"{sent} letters sent.")
                return
            if not sent:
                time.sleep(1)
