"""Makes the index of the search anew from what is public, as after a table was lost."""

from django.core.management.base import BaseCommand
from django.db import transaction

from campaign.models import Campaign
from cms import searchable
from pledges import projection
from pledges.finding import scopes
from pledges.finding.keeping import empty


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        for campaign in Campaign.objects.newest_first():
            # In one transaction, so that nobody ever searches half an index.
            with transaction.atomic():
                empty(scopes.entries(campaign.pk))
                empty(scopes.organisations(campaign.pk))
                projection.rebuild(campaign)
            self.stdout.write(f"{campaign.slug}: made anew")
        searchable.rebuild()
        self.stdout.write("Pages and news: made anew")
