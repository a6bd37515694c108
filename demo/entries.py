"""The demonstration's twenty-four entries, brought to their states by the real actions."""

from datetime import date, timedelta
from uuid import NAMESPACE_OID, uuid5

from django.utils import translation

from campaign.middleware import LONGEST_WAIT
from demo.campaigns import choice_keys, target_groups
from demo.papers import paper
from demo.pictures import store
from demo.story import Story
from demo.texts import moment, read_all
from people.models import Consent, Municipality
from pledges import actions, answering, attachments, partnership, waiting
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
    if story.is_past:
        closed = campaign.closes_at + LONGEST_WAIT + timedelta(minutes=1)
        story.add(closed, waiting.close_unanswered, closed)
    return teller.entries


class _Teller:
    def __init__(self, campaign, organisations, people):
        self.campaign, self.organisations, self.people = campaign, organisations, people
        self.themes = {theme.slug: theme for theme in campaign.themes.all()}
        self.target_groups = target_groups(campaign)
        self.questions = {question.slug: question for question in campaign.questions.all()}
        self.choices = choice_keys(campaign)
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
                answered = moment(partner["answered"], self.campaign.zone)
                story.add(answered, self.answer, spec, partner, answered)
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
                example=self.entries.get(spec.get("example")),
            )
            related = {
                "themes": [self.themes[slug] for slug in spec["themes"]],
                "target_groups": [self.target_groups[key] for key in spec.get("target_groups", [])],
                "tags": spec["tags"],
            }
            asked = {self.questions[slug]: said for slug, said in spec.get("answers", {}).items()}
            answers = {question: self._answer(question, said) for question, said in asked.items()}
            fields = {**_fields(spec), **self._goals(spec)}
            more = {"answers": answers, "measures": _measures(spec)}
            texts = {"translations": _translations(spec)}
            if "was" in spec:  # what the translations were made from
                before = fields | spec["was"]
                entry = actions.save_draft(entry, entry.version, before, by=by, **texts)
                texts = {}
            entry = actions.save_draft(entry, entry.version, fields, by=by, related=related, **more, **texts)
            self._attach(entry, spec.get("files", []), by=by)
            given = set(spec.get("publish", []))
            if by:
                actions.set_permissions(entry, given, by=by)
            else:
                actions.set_permissions(entry, given, by=None, how=Consent.How.IMPORT, note=NOTE)
        self.entries[spec["id"]] = entry

    def _goals(self, spec) -> dict:
        goals = {name: spec[name] for name in ("starts_on", "ends_on", "report_every") if name in spec}
        return {name: self._day(goal) if isinstance(goal, str) else goal for name, goal in goals.items()}

    def _day(self, days_from_today: str) -> date:
        return moment(f"{days_from_today} 12:00", self.campaign.zone).date()

    def _attach(self, entry, files, *, by) -> None:
        for file in files:
            question = self.questions.get(file.get("question"))
            made = attachments.attach(entry, paper(file["name"], file["text"]), by=by, question=question)
            if file.get("is_public"):
                attachments.change(entry, {made.pk: {"is_public": True}}, by=by)

    def _answer(self, question, said) -> str:
        """As `pledges.answers` keeps it: a list names choices, a date may be days from today."""
        if question.type == question.Type.DATE and isinstance(said, str):
            return self._day(said).isoformat()
        if question.type == question.Type.ONE:
            return self.choices[said]
        return ",".join(self.choices[key] for key in said) if isinstance(said, list) else str(said)

    def invite(self, spec, partner) -> None:
        organisation = self.organisations[partner["organisation"]]
        partnership.invite(
            self._now(spec),
            organisation=organisation,
            role=partner["role"],
            contribution=partner["contribution"],
            email=partner["email"],
            language=spec["language"],
            by=self.people.get(spec.get("by")),
        )

    def answer(self, spec, partner, at) -> None:
        organisation = self.organisations[partner["organisation"]]
        invited = Partner.objects.get(entry=self._now(spec), organisation=organisation)
        with translation.override(spec["language"]):
            if partner["answer"] == "declined":
                answering.decline(invited, note=partner["note"], at=at)
            else:
                words = {
                    "role": invited.role,
                    "contribution": invited.contribution,
                    "name": str(organisation),
                }
                answering.confirm(invited, **words | partner.get("correction", {}), may_use_name=True, at=at)

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


def _translations(spec) -> dict:
    empty = {"plain_summary": "", "origin": "human", "title": "", "summary": "", "description": ""}
    return {
        code: {name: said.strip() for name, said in (empty | texts).items()}
        for code, texts in spec.get("translations", {}).items()
    }


def _measures(spec) -> list[dict]:
    numbered = enumerate(spec.get("measures", []))
    empty = {"unit": "", "start": None, "target": None}
    return [empty | one | {"key": uuid5(NAMESPACE_OID, f"{spec['id']} {number}")} for number, one in numbered]


def _fields(spec) -> dict:
    municipality = Municipality.objects.filter(code=spec.get("municipality")).first()
    fields = {
        "title": spec["title"],
        "summary": spec["summary"],
        "description": spec["description"].strip(),
        "plain_summary": spec.get("plain_summary", "").strip(),
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
