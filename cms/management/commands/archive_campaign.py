"""Keeps the public pages and the open data of a campaign as files that any web server can show for good."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from campaign.models import Campaign
from campaign.states import Phase
from cms.archive.making import Archive, Incomplete
from cms.archive.plan import NothingToKeep
from cms.archive.shelves import Folder, Shelf, Zip


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the campaign's short name in addresses")
        parser.add_argument(
            "--to",
            required=True,
            type=Path,
            metavar="PLACE",
            help="an empty or new folder, or a ZIP file that is not there yet",
        )

    def handle(self, *, slug, to, verbosity, **options):
        campaign = Campaign.objects.filter(slug=slug).first()
        if campaign is None:
            known = ", ".join(Campaign.objects.newest_first().values_list("slug", flat=True))
            raise CommandError(f"There is no campaign {slug}. There are: {known or 'none'}.")
        if campaign.phase != Phase.ANNOUNCED:
            self.stderr.write("The results of this campaign have not been announced: much will change yet.")
        shelf = self._shelf(to)
        try:
            Archive(campaign, shelf, self._teller(verbosity)).make()
        except NothingToKeep as error:
            shelf.give_up()
            raise CommandError(f"{slug} has no page that everybody may open.") from error
        except Incomplete as error:
            shelf.give_up()
            raise CommandError(f"The archive is not complete: {error}.") from error
        except BaseException:
            shelf.give_up()
            raise
        self.stdout.write(f"{to}: {len(shelf.sums):,} files, {shelf.bytes / 2**20:,.1f} MB")

    def _shelf(self, to: Path) -> Shelf:
        try:
            return Zip(to) if to.suffix.lower() == ".zip" else Folder(to)
        except OSError as error:
            raise CommandError(f"Nothing can be put there: {error}.") from error

    def _teller(self, verbosity: int):
        """Now and then how far it is; with --verbosity 2 every page."""
        count = 0

        def tell(file: str) -> None:
            nonlocal count
            count += 1
            if verbosity > 1:
                self.stdout.write(file)
            elif verbosity and count % 500 == 0:
                self.stdout.write(f"{count:,} pages")

        return tell
