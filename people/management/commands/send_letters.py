import time

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections

from people import chores, outbox

SECONDS_BETWEEN_CHORES = 60


class Command(BaseCommand):
    help = "Does what has fallen due – reminders, expiries, erasures – and sends the letters in the outbox."

    def add_arguments(self, parser):
        parser.add_argument(
            "--loop", action="store_true", help="keep going: letters each second, the rest each minute"
        )

    def handle(self, *, loop, **options):
        if loop:
            self._keep_going()
        failed = chores.do_due()
        self.stdout.write(f"{outbox.send_due()} letters sent.")
        if failed:
            raise CommandError(f"These failed, and the log says how: {', '.join(failed)}")

    def _keep_going(self):
        chores_at = 0.0
        while True:
            try:
                if time.monotonic() >= chores_at:
                    chores_at = time.monotonic() + SECONDS_BETWEEN_CHORES
                    chores.do_due()
                sent = outbox.send_due()
            except OperationalError as error:
                # The database may restart under a running loop; the letters wait in it.
                self.stderr.write(f"The database did not answer: {error}")
                close_old_connections()
                sent = 0
            if not sent:
                time.sleep(1)
