import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction
from django.utils import translation

from campaign.models import Campaign
from pledges.imports import mapping, source
from pledges.imports.reading import Draft, Reader, RowError
from pledges.imports.writing import Writer, known
from pledges.states import State

BATCH = 500


def batches(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    drafts = iter(drafts)
    while batch := list(islice(drafts, BATCH)):
        yield batch


class Command(BaseCommand):
    help = "Imports entries from a CSV file, as a mapping file says. docs/import.md explains the mapping."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the CSV file")
        parser.add_argument("--campaign", required=True, metavar="SLUG", help="short name of the campaign")
        parser.add_argument("--map", required=True, type=Path, metavar="FILE.toml", help="the mapping")
        parser.add_argument("--dry-run", action="store_true", help="check every row and write nothing")
        parser.add_argument("--skip-bad", action="store_true", help="import the good rows among bad ones")
        parser.add_argument(
            "--state",
            choices=[State.DRAFT, State.SUBMITTED, State.ACCEPTED],
            default=State.DRAFT,
            help="how far the entries are taken: drafts (default), submitted, or through screening",
        )

    def handle(self, **options):
        # Checks speak the language of their reader; on a console that is English, like all commands.
        with translation.override("en"):
            try:
                self._import(options)
            except (mapping.MappingError, source.FileError) as error:
                raise CommandError(str(error)) from error
            except IntegrityError as error:
                raise CommandError(f"Somebody changed the same things meanwhile: {error}") from error

    def _import(self, options):
        self.campaign = Campaign.objects.filter(slug=options["campaign"]).first()
        if self.campaign is None:
            slugs = ", ".join(Campaign.objects.newest_first().values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no campaign “{options['campaign']}”. Campaigns: {slugs}.")
        self.path, self.mapping = Path(options["file"]), mapping.load(Path(options["map"]))
        self.reader = Reader(self.campaign, self.mapping)
        writer = Writer(self.campaign, self.mapping, options["state"])
        good, there = self._check()
        if self.bad and not (options["skip_bad"] or options["dry_run"]):
            raise CommandError(f"Nothing was imported, because {self._rows(self.bad)} cannot be used.")
        if options["dry_run"]:
            self.stdout.write(f"{good - there} entries would be created. {self._rest(there)}")
            return
        created = self._write(writer)
        self.stdout.write(self.style.SUCCESS(f"{created} entries created. {self._rest(there)}"))

    def _check(self) -> tuple[int, int]:
        """Read the whole file once, say what is wrong with it, and count good rows and those known."""
        good = there = 0
        for batch in batches(self._drafts(aloud=True)):
            good += len(batch)
            there += len(known(self.campaign, batch))
            self._progress("checked", good)
        self._progress_ends()
        return good, there

    def _write(self, writer) -> int:
        created = 0
        with transaction.atomic():
            for batch in batches(self._drafts(aloud=False)):
                created += len(writer.write(batch))
                self._progress("imported", created)
        self._progress_ends()
        return created

    def _drafts(self, *, aloud: bool) -> Iterator[Draft]:
        """The good rows. `aloud` says what is wrong with the others."""
        self.bad = 0
        seen: dict[str, int] = {}
        for row in source.rows(self.path, self.mapping):
            try:
                draft = self.reader.read(row)
                earlier = seen.setdefault(draft.fields["external_id"], row.number)
                if earlier != row.number:
                    raise RowError([f"has the same identifier as row {earlier}"])
            except RowError as error:
                self.bad += 1
                if aloud:
                    self._progress_ends()
                    self.stderr.write(f"{row.name}: {error}")
            else:
                yield draft

    def _rows(self, number: int) -> str:
        return f"{number} row" if number == 1 else f"{number} rows"

    def _rest(self, there: int) -> str:
        bad = f" {self._rows(self.bad)} cannot be used." if self.bad else ""
        return f"{there} were there already.{bad}"

    def _progress(self, what: str, number: int) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{number} rows {what}")
            sys.stderr.flush()

    def _progress_ends(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\033[K")
