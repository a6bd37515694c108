"""The index of the search: what stands in it is what public records and pages say, and nothing else."""

from collections import defaultdict

from wagtail.models import Page

from pledges.finding.places import BLOCK, read
from pledges.finding.things import terms_stored
from pledges.models import Card, Findable, Occurrence


def exactly_the_shown_entries_and_open_pages_can_be_found():
    cards = Card.objects.filter(is_shown=True).values_list("campaign_id", "pk")
    wanted = {(f"entries-{campaign}", key) for campaign, key in cards}
    for page in Page.objects.live().public().select_related("locale").filter(depth__gt=1):
        if page.specific_class is not Page:
            kind = "news" if page.specific_class.__name__ == "NewsPage" else "pages"
            wanted.add((f"{kind}-{page.locale.language_code}", page.pk))
    there = set(Findable.objects.exclude(scope__startswith="organisations-").values_list("scope", "key"))
    yield from wanted ^ there


def exactly_the_organisations_that_shown_entries_name_can_be_found():
    wanted = set()
    for card in Card.objects.filter(is_shown=True).select_related("entry"):
        if card.organisation:
            wanted.add((f"organisations-{card.campaign_id}", card.entry.organisation_id))
        for partner in card.entry.partners.all():
            if partner.state in ("confirmed", "corrected") and partner.may_use_name:
                wanted.add((f"organisations-{card.campaign_id}", partner.organisation_id))
    there = Findable.objects.filter(scope__startswith="organisations-").values_list("scope", "key")
    yield from wanted ^ set(there)


def words_occur_exactly_where_the_texts_have_them():
    wanted, there = defaultdict(dict), defaultdict(dict)
    for one in Findable.objects.all():
        for term, where in terms_stored(one.terms).items():
            wanted[one.scope, term][one.key] = where
    for row in Occurrence.objects.all():
        term = bytes(row.term).decode()
        if bytes(row.backwards).decode()[::-1] != term or not read(bytes(row.places)):
            yield row
        for place, where in read(bytes(row.places)).items():
            there[row.scope, term][row.block * BLOCK + place] = where
    yield from (key for key in wanted.keys() | there.keys() if wanted.get(key) != there.get(key))
