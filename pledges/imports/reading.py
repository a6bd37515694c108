"""One row of the file becomes one draft, checked by the rules that people's own texts pass."""

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from i18nfield.strings import LazyI18nString

from people.business_id import normalise
from people.models import Municipality, Organisation, Region
from pledges.forms import AboutForm, PermissionsForm
from pledges.imports.answers import AnswerReader
from pledges.imports.cells import cut, moment_of, parts_of, text_of, value_of
from pledges.imports.mapping import COPIES, Mapping, MappingError
from pledges.imports.source import Row
from pledges.models import Entry
from pledges.states import State
from pledges.texts import PARTS

# People's own forms say what these fields may hold.
FORM_FIELDS = {
    **{name: AboutForm.base_fields[name] for name in (*PARTS, "place", "language", "tags")},
    **{name: PermissionsForm.base_fields[name] for name in PermissionsForm.CONTACT},
}
TEXTS = set(FORM_FIELDS) - {"tags"}


class RowError(Exception):
    """The row cannot become an entry; `problems` are sentences that begin with the field's name."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__("; ".join(problems))


@dataclass
class Draft:
    """Everything one row says, ready to be written."""

    row: Row
    fields: dict = field(default_factory=dict)
    organisation: Organisation | None = None
    themes: list = field(default_factory=list)
    target_groups: list = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    answers: dict = field(default_factory=dict)
    translations: dict[str, dict[str, str]] = field(default_factory=dict)
    outcome: str = State.ACCEPTED
    may_be_published: bool = False
    submitted_at: datetime | None = None


class Reader:
    """Turns rows into drafts for one campaign. What rows refer to is loaded once."""

    def __init__(self, campaign, mapping: Mapping):
        self.campaign, self.mapping = campaign, mapping
        self.places = {
            "municipality": {place.code: place for place in Municipality.objects.select_related("region")},
            "region": {place.code: place for place in Region.objects.all()},
        }
        self.themes = {theme.slug: theme for theme in campaign.themes.all()}
        self.target_groups = {
            group.label.localize(language): group
            for group in campaign.target_groups.all()
            for language, _ in settings.LANGUAGES
        }
        questions = {question.slug: question for question in campaign.questions.all()}
        unknown = sorted(set(mapping.answers) - set(questions))
        if unknown:
            asked = ", ".join(sorted(questions)) or "nothing"
            raise MappingError(f"The campaign does not ask: {', '.join(unknown)}. It asks: {asked}.")
        self.answers = {slug: AnswerReader(questions[slug], rule) for slug, rule in mapping.answers.items()}

    def read(self, row: Row) -> Draft:
        """Return the row's draft, or raise RowError with everything that is wrong with it."""
        if row.cells is None:
            raise RowError([f"has {row.width} cells, another number than the header"])
        return _Reading(self, row).draft()


class _Reading:
    """The reading of one row: every problem is noted, so that one look at the file mends them all."""

    def __init__(self, reader: Reader, row: Row):
        self.reader, self.mapping, self.row = reader, reader.mapping, row
        self.problems: list[str] = []

    @contextmanager
    def noting(self, name):
        try:
            yield
        except ValidationError as error:
            self.problems.extend(f"{name}: {message}" for message in error.messages)

    def draft(self) -> Draft:
        texts = {name: self.text(name) for name in TEXTS & set(self.mapping.entry)}
        municipality = self.place("municipality")
        draft = Draft(
            self.row,
            fields={
                **{name: text for name, text in texts.items() if text},
                "municipality": municipality,
                "region": municipality.region if municipality else self.place("region"),
                "kind": self.kind(),
                "external_id": self.external_id(),
            },
            organisation=self.organisation(texts.get("language") or settings.LANGUAGE_CODE),
            themes=self.members("themes", self.reader.themes),
            target_groups=self.members("target_groups", self.reader.target_groups),
            tags=self.tags(),
            answers=self.answers(),
            translations=self.translations(),
            outcome=self.outcome(),
            may_be_published=self.may_be_published(),
            submitted_at=self.moment(),
        )
        if self.problems:
            raise RowError(self.problems)
        return draft

    def value(self, name) -> str:
        """The text of a field, or of the field that stands in for it when it is empty."""
        rule = self.mapping.entry.get(name)
        text = ""
        if rule is not None:
            with self.noting(name):
                text = self.cell(rule)
                if not text and rule.empty in COPIES:
                    text = self.cell(self.mapping.entry[rule.empty])
                if not text and rule.empty != "allow":
                    raise ValidationError("is empty")
        return text

    def cell(self, rule) -> str:
        return value_of(rule, text_of(rule, self.row, self.mapping))

    def text(self, name) -> str:
        text, form_field = self.value(name), FORM_FIELDS[name]
        if self.mapping.entry[name].too_long == "cut":
            text = cut(text, form_field.max_length)
        with self.noting(name):
            return form_field.clean(text) if text else ""
        return ""

    def translations(self) -> dict[str, dict[str, str]]:
        """What is written in each other language; a language in which nothing is written is left out."""
        read = {code: self._translation(code, rules) for code, rules in self.mapping.translations.items()}
        return {code: text for code, text in read.items() if any(text[part] for part in PARTS)}

    def _translation(self, code, rules) -> dict[str, str]:
        text = {**dict.fromkeys(PARTS, ""), "origin": rules["origin"].value if "origin" in rules else "human"}
        for part in PARTS:
            if part in rules:
                with self.noting(f"{part} ({code})"):
                    cell, longest = self.cell(rules[part]), FORM_FIELDS[part].max_length
                    cell = cut(cell, longest) if rules[part].too_long == "cut" else cell
                    text[part] = FORM_FIELDS[part].clean(cell) if cell else ""
        return text

    def tags(self) -> list[str]:
        with self.noting("tags"):
            return FORM_FIELDS["tags"].clean(",".join(self.parts("tags")))
        return []

    def is_short(self, name, text, longest) -> bool:
        if len(text) > longest:
            self.problems.append(f"{name}: has {len(text)} characters, at most {longest} fit")
        return len(text) <= longest

    def place(self, name):
        code = self.value(name)
        if not code:
            return None
        places = self.reader.places[name]
        found = places.get(code.zfill(len(next(iter(places)))))
        if found is None:
            self.problems.append(f"{name}: “{cut(code, 60)}” is not the code of a {name}")
        return found

    def kind(self) -> str:
        kind = self.value("kind")
        if kind and kind not in self.reader.campaign.kinds:
            kinds = ", ".join(self.reader.campaign.kinds)
            self.problems.append(f"kind: “{cut(kind, 60)}” is none of the campaign's kinds ({kinds})")
        return kind

    def external_id(self) -> str:
        """The row's identifier; without one, a fingerprint of the row, so that no row is imported twice."""
        if "external_id" in self.mapping.entry:
            identifier = self.value("external_id")
            self.is_short("external_id", identifier, Entry._meta.get_field("external_id").max_length)
            return identifier
        return "row-" + hashlib.sha256("\x1f".join(self.row.cells.values()).encode()).hexdigest()[:40]

    def parts(self, name) -> list[str]:
        parts: list[str] = []
        rule = self.mapping.entry.get(name)
        if rule is not None:
            with self.noting(name):
                parts = parts_of(rule, text_of(rule, self.row, self.mapping))
                if not parts and rule.empty == "error":
                    raise ValidationError("is empty")
        return parts

    def members(self, name, known: dict) -> list:
        parts = self.parts(name)
        self.problems.extend(
            f"{name}: the campaign has no “{cut(part, 60)}”" for part in parts if part not in known
        )
        return [known[part] for part in parts if part in known]

    def organisation(self, language: str) -> Organisation:
        found = Organisation(
            name=LazyI18nString({language: " ".join(self.value("organisation").split())}),
            kind=self.value("organisation_kind") or Organisation.Kind.OTHER,
            business_id=normalise(self.value("business_id")),
        )
        with self.noting("organisation"):
            found.clean_fields(exclude={"name", "municipality"})
        return found

    def answers(self) -> dict:
        answers = {}
        for slug, reader in self.reader.answers.items():
            with self.noting(slug):
                answers[reader.question] = reader.read(self.row, self.mapping)
        return answers

    def outcome(self) -> str:
        screening = self.mapping.screening
        cell = self.row.cells[screening.column].strip() if screening.column else ""
        if cell and cell not in screening.values:
            self.problems.append(f"screening: has no value for “{cut(cell, 60)}” in the mapping")
        return screening.values.get(cell, State.ACCEPTED)

    def may_be_published(self) -> bool:
        grounds = self.mapping.consent
        agreed = not grounds.column or self.row.cells[grounds.column].strip() in grounds.yes
        return bool(grounds.publish) and agreed

    def moment(self) -> datetime | None:
        text = self.value("submitted_at")
        if not text:
            return None
        with self.noting("submitted_at"):
            return moment_of(text, self.reader.campaign.zone)
        return None
