"""The partnership programme as a publication: a chapter for each theme, in it the actors by their kind."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from judging.open_data import PublicResult, hidden_awards, public_results
from people.languages import said
from people.models import Organisation
from pledges.models import Entry
from pledges.open_data import PublicEntry, public_records

# What actors of a kind are called where there are several.
SEVERAL = {
    Organisation.Kind.ASSOCIATION: gettext_lazy("Associations and foundations"),
    Organisation.Kind.COMPANY: gettext_lazy("Companies"),
    Organisation.Kind.MUNICIPALITY: gettext_lazy("Municipalities"),
    Organisation.Kind.AUTHORITY: gettext_lazy("Authorities"),
    Organisation.Kind.RELIGIOUS_COMMUNITY: gettext_lazy("Religious communities"),
    Organisation.Kind.EDUCATIONAL_INSTITUTION: gettext_lazy("Educational institutions"),
    Organisation.Kind.OTHER: gettext_lazy("Others"),
}


@dataclass(frozen=True)
class Chosen:
    """An entry of the programme with its decision and awards."""

    entry: PublicEntry
    result: PublicResult


@dataclass
class Chapter:
    slug: str
    title: str
    palette: int
    chosen: list[Chosen] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"#chapter-{self.slug}"

    @property
    def groups(self) -> list[tuple[str, list[Chosen]]]:
        """The actors' kinds in their usual order, each with its entries."""
        by_kind: dict[str, list[Chosen]] = {}
        for one in self.chosen:
            by_kind.setdefault(one.entry.organisation_kind_code, []).append(one)
        return [
            (_heading(kind, by_kind[kind]), by_kind[kind]) for kind in Organisation.Kind if kind in by_kind
        ]


def _heading(kind: Organisation.Kind, chosen: list[Chosen]) -> str:
    """In the singular for one organisation, however much it promised; who is not named may be anybody."""
    actors = {one.entry.organisation_id or one.entry.reference for one in chosen}
    return str(kind.label if len(actors) == 1 else SEVERAL[kind])


class Programme:
    """Of one campaign: what was selected and may be read by the public. Empty before the release.

    `host` is the page of the campaign in the same language; without it nothing has an address.
    """

    def __init__(self, campaign, host):
        self.campaign, self.host = campaign, host

    @cached_property
    def chosen(self) -> list[Chosen]:
        if self.host is None:
            return []
        selected = Entry.objects.public().selected().in_campaign(self.campaign)
        entries = list(selected.for_cards().order_by("reference"))
        results = public_results(entries)
        records = zip(entries, public_records(entries), strict=True)
        return [Chosen(record, results.get(entry.pk) or PublicResult()) for entry, record in records]

    @property
    def awarded(self) -> list[Chosen]:
        return [one for one in self.chosen if one.result.awards]

    @cached_property
    def hidden_awards(self) -> int:
        return hidden_awards(self.campaign) if self.host else 0

    @cached_property
    def chapters(self) -> list[Chapter]:
        """In the order of the campaign's themes; each entry stands once, under the first of its themes."""
        chapters = {t.slug: Chapter(t.slug, said(t.label), t.palette) for t in self.campaign.themes.all()}
        rest = Chapter("-", _("Other subjects"), 2)
        for one in self.chosen:
            chapter = chapters[one.entry.themes[0][0]] if one.entry.themes else rest
            chapter.chosen.append(one)
        return [chapter for chapter in [*chapters.values(), rest] if chapter.chosen]
