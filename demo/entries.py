"""The demonstration's twenty-four entries, brought to their states by the real actions."""

from datetime import timedelta

from django.utils import translation

from demo.campaigns import target_groups
from demo.pictures import store
from demo.story import Story
from demo.texts import moment, read_all
from people.models import Consent, Municipality
from pledges import actions, partnership
from pledges.models import Entry, Partner
from pledges.states import State

NOTE = "Demonstration: the organisation and its permission are invented."
_MOMENTS = ("started", "submitted", "screened", "withdrawn")


def load_entries(campaign, prefix: str, organisations, people, story: Story) -> dict[str, Entry]:
    """Tell the story of each entry that is missing; `prefix` is the start of its files' names.

    The returned dictionary fills as the story happens.
    """
    teller = _Teller(campaign, organisations, people)
    known = set(campaign.entries.values_list("external_id", flat=True))
    for spec in read_all("entries", "entries", prefix):
        if spec["id"] not in known:
            teller.tell(spec, story)
    return teller.entries


class _Teller:
    def __init__(self, campaign, organisations, people):
        self.campaign, self.organisations, self.people = campaign, organisations, people
        self.themes = {theme.slug: theme for theme in campaign.themes.all()}
        self.target_groups = target_groups(campaign)
        self.questions = {question.slug: question for question in campaign.questions.all()}
        self.entries: dict[str, Entry] = {}

    def tell(self, spec, story) -> None:
        at = {name: moment(spec[name], self.campaign.zone) for name in _MOMENTS if name in spec}
        began = at.get("started") or max(
            at["submitted"] - timedelta(days=2), self.campaign.opens_at + timedelta(minutes=20)
        )
        story.add(began, self.start, spec)
        for partner in spec.get("partners", []):
            story.add(began + timedelta(minutes=30), self.invite, spec, partner)
            if partner["answer"] != "invited":
                story.add(moment(partner["answered"], self.campaign.zone), self.answer, spec, partner)
        if "submitted" in at:
            story.add(at["submitted"], self.submit, spec, at["submitted"])
        if "screened" in at:
            story.add(at["screened"], self.screen, spec)
        if "withdrawn" in at:
            story.add(at["withdrawn"], self.withdraw, spec)

    def start(self, spec) -> None:
        by = self.people.get(spec.get("by"))
        with translation.override(spec["language"]):
            entry = actions.start(
                self.campaign,
                spec["kind"],
                self.organisations[spec["organisation"]],
                by=by,
                language=spec["language"],
            )
            related = {
                "themes": [self.themes[slug] for slug in spec["themes"]],
                "target_groups": [self.target_groups[key] for key in spec.get("target_groups", [])],
                "tags": spec["tags"],
            }
            answers = {self.questions[slug]: text for slug, text in spec.get("answers", {}).items()}
            entry = actions.save_draft(
                entry, entry.version, _fields(spec), by=by, related=related, answers=answers
            )
            given = set(spec.get("publish", []))
            if by:
                actions.set_permissions(entry, given, by=by)
            else:
                actions.set_permissions(entry, given, by=None, how=Consent.How.IMPORT, note=NOTE)
        self.entries[spec["id"]] = entry

    def invite(self, spec, partner) -> None:
        organisation = self.organisations[partner["organisation"]]
        partnership.invite(
            self._now(spec),
            name=organisation.name.localize(spec["language"]),
            kind=organisation.kind,
            business_id=organisation.business_id,
            role=partner["role"],
            contribution=partner["contribution"],
            email=partner["email"],
            language=spec["language"],
            by=self.people.get(spec.get("by")),
        )

    def answer(self, spec, partner) -> None:
        organisation = self.organisations[partner["organisation"]]
        invited = Partner.objects.get(entry=self._now(spec), organisation=organisation)
        with translation.override(spec["language"]):
            if partner["answer"] == "declined":
                partnership.decline(invited, note=partner["note"])
            else:
                partnership.confirm(
                    invited, role=invited.role, contribution=invited.contribution, name=str(organisation)
                )

    def submit(self, spec, at) -> None:
        with translation.override(spec["language"]):
            actions.submit(self._now(spec), by=self.people.get(spec.get("by")), at=at)

    def screen(self, spec) -> None:
        entry, by = self._now(spec), self.people["tarkistaja"]
        if spec["state"] == State.RETURNED:
            actions.return_for_changes(entry, spec["note"], by=by)
        elif spec["state"] == State.DECLINED:
            actions.decline(entry, spec["note"], by=by)
        else:
            actions.accept(entry, by=by)

    def withdraw(self, spec) -> None:
        with translation.override(spec["language"]):
            actions.withdraw(self._now(spec), by=None)

    def _now(self, spec) -> Entry:
        self.entries[spec["id"]].refresh_from_db()
        return self.entries[spec["id"]]


def _fields(spec) -> dict:
    municipality = Municipality.objects.filter(code=spec.get("municipality")).first()
    fields = {
        "title": spec["title"],
        "summary": spec["summary"],
        "description": spec["description"].strip(),
        "place": spec.get("place", ""),
        "municipality": municipality,
        "region_id": municipality.region_id if municipality else spec.get("region"),
        "contact_name": spec["contact"]["name"],
        "contact_email": spec["contact"]["email"],
        "external_id": spec["id"],
    }
    if "picture" in spec:
        fields |= {"image": store(spec["picture"]), "image_alt": spec["image_alt"]}
    return fields
