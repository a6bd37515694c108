"""When calls close."""

from collections import defaultdict

from campaign.models import Campaign, Extension, Outage


def moved_closings_follow_each_other_up_to_the_one_that_stands():
    moves = defaultdict(list)
    for extension in Extension.objects.order_by("pk"):
        moves[extension.campaign_id].append(extension)
    for campaign in Campaign.objects.filter(pk__in=moves):
        befores = [extension.closed_at for extension in moves[campaign.pk]]
        afters = [extension.closes_at for extension in moves[campaign.pk]]
        if [*befores[1:], campaign.closes_at] != afters or campaign.first_closes_at != befores[0]:
            yield campaign.slug
    yield from Campaign.objects.exclude(first_closes_at=None).exclude(pk__in=moves)


def outages_made_up_for_are_settled():
    yield from Outage.objects.exclude(extension=None).filter(settled_at=None)
