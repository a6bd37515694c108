from django.core.management.base import BaseCommand, CommandError

from campaign.models import Campaign
from demo.load import NotHere, load
from pledges.models import Entry


class Command(BaseCommand):
    help = "Loads the demonstration: two campaigns with invented organisations, entries, a jury and news."

    def add_arguments(self, parser):
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--again",
            action="store_true",
            help="also into a database with campaigns: adds what is missing of the demonstration",
        )
        how.add_argument("--if-empty", action="store_true", help="do nothing where there is a campaign")

    def handle(self, *, again, if_empty, **options):
        if if_empty and Campaign.objects.exists():
            return
        before = Entry.objects.count()
        self.stdout.write("Loading the demonstration")
        try:
            load(again=again)
        except NotHere as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{Entry.objects.count() - before} entries were added.")
