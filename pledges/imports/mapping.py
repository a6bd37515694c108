"""The mapping: a TOML file that says which column of a CSV file becomes which field of an entry."""

import codecs
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from people.languages import site_languages
from people.models import Purpose
from pledges.origins import TextState
from pledges.states import State
from pledges.texts import PARTS

FIELDS = {
    *("external_id", "kind", "language", "title", "summary", "description", "plain_summary", "submitted_at"),
    *("place", "municipality", "region", "themes", "target_groups", "tags"),
    *("organisation", "organisation_kind", "business_id"),
    *("contact_name", "contact_email", "contact_phone"),
}
REQUIRED = {"title", "kind", "organisation"}
# Imported entries need these texts like all others, unless the mapping says empty = "allow".
NEVER_EMPTY = {"title", "summary", "description", "kind", "organisation", "external_id"}
COPIES = ("title", "summary", "description")
ANSWER = "answers"
MANY = {"themes", "target_groups", "tags", ANSWER}
OUTCOMES = (State.ACCEPTED, State.DECLINED, State.WITHDRAWN)


class MappingError(Exception):
    """The mapping cannot be used; the message says what to change."""


@dataclass(frozen=True)
class Rule:
    """Where the value of one field comes from, and what happens to unusual cells."""

    column: str = ""
    value: str = ""
    values: dict[str, str] | None = None
    unlisted: str = "error"
    empty: str = "allow"
    too_long: str = "error"
    separator: str = ","


@dataclass(frozen=True)
class Screening:
    """Which cells say how an earlier screening ended."""

    column: str = ""
    values: dict[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Grounds:
    """Why entries may be published: recorded in the ledger of permissions with every entry."""

    publish: tuple[str, ...] = ()
    note: str = ""
    column: str = ""
    yes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mapping:
    entry: dict[str, Rule]
    answers: dict[str, Rule]
    translations: dict[str, dict[str, Rule]]
    screening: Screening
    consent: Grounds
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    control_characters: str = "error"

    def columns(self) -> set[str]:
        """Every column of the file that the mapping speaks of."""
        translated = [rule for rules in self.translations.values() for rule in rules.values()]
        rules = [*self.entry.values(), *self.answers.values(), *translated, self.screening, self.consent]
        return {rule.column for rule in rules if rule.column}


def load(path: Path) -> Mapping:
    try:
        text = path.read_text(encoding="utf-8")
        return parse(tomllib.loads(text))
    except OSError as error:
        raise MappingError(f"The mapping {path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingError(f"The mapping {path} is not valid TOML: {error}.") from error


def parse(data: dict) -> Mapping:
    _only(data, {"file", "entry", "answers", "translations", "screening", "consent"}, "the mapping")
    entry = _table(data, "entry")
    _only(entry, FIELDS, "[entry]")
    missing = sorted(REQUIRED - set(entry))
    if missing:
        raise MappingError(f"[entry] must say where {', '.join(missing)} come from.")
    answers = _table(data, "answers")
    rules = {name: _rule(f"entry.{name}", spec, name) for name, spec in entry.items()}
    for name, rule in rules.items():
        if rule.empty in COPIES and rule.empty not in rules:
            raise MappingError(f"entry.{name}.empty names {rule.empty}, which [entry] does not have.")
    return Mapping(
        entry=rules,
        answers={slug: _rule(f"answers.{slug}", spec, ANSWER) for slug, spec in answers.items()},
        translations=_translations(_table(data, "translations")),
        screening=_screening(_table(data, "screening")),
        consent=_consent(_table(data, "consent")),
        **_file(_table(data, "file")),
    )


def _table(data, name) -> dict:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise MappingError(f"[{name}] must be a table.")
    return table


def _only(table, known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise MappingError(
            f"{where} has unknown keys: {', '.join(unknown)}. Known are: {', '.join(sorted(known))}."
        )


def _text(value, where) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise MappingError(f"{where} must be a text.")
    return str(value)


def _choice(table, key, options, default, where) -> str:
    chosen = table.get(key, default)
    if chosen not in options:
        raise MappingError(f"{where}.{key} must be one of: {', '.join(options)}.")
    return chosen


def _values(table, where) -> dict[str, str]:
    values = table.get("values", {})
    if not isinstance(values, dict):
        raise MappingError(f"{where}.values must be a table of cell and value.")
    return {cell: _text(value, f"{where}.values.{cell}") for cell, value in values.items()}


def _rule(where: str, spec, name: str = "") -> Rule:
    default_empty = "error" if name in NEVER_EMPTY else "allow"
    if not isinstance(spec, dict):
        return Rule(value=_text(spec, where), empty=default_empty)
    _only(spec, {"column", "values", "unlisted", "empty", "too_long", "separator"}, where)
    if "column" not in spec:
        raise MappingError(f'{where} needs a column, or write {where.split(".")[-1]} = "…" for a fixed text.')
    if "separator" in spec and (name not in MANY or not _text(spec["separator"], where)):
        raise MappingError(f"{where}.separator is only for {', '.join(sorted(MANY))}, and not empty.")
    copies = COPIES if name in COPIES else ()
    return Rule(
        column=_text(spec["column"], f"{where}.column"),
        values=_values(spec, where) if "values" in spec else None,
        unlisted=_choice(spec, "unlisted", ("error", "keep"), "error", where),
        empty=_choice(spec, "empty", ("error", "allow", *copies), default_empty, where),
        too_long=_choice(spec, "too_long", ("error", "cut"), "error", where),
        separator=spec.get("separator", ","),
    )


def _translations(table) -> dict[str, dict[str, Rule]]:
    _only(table, {code for code, _name in site_languages()}, "[translations]")
    rules = {}
    for code, parts in table.items():
        where = f"translations.{code}"
        if not isinstance(parts, dict):
            raise MappingError(f"[{where}] must be a table.")
        _only(parts, {*PARTS, "origin"}, f"[{where}]")
        origin = parts.get("origin", TextState.HUMAN)
        if origin not in (TextState.HUMAN, TextState.MACHINE):
            raise MappingError(f"{where}.origin must be one of: human, machine.")
        # A row may have no translation, so none of these cells must be filled in.
        rules[code] = {part: _rule(f"{where}.{part}", spec) for part, spec in parts.items()}
    return rules


def _screening(table) -> Screening:
    _only(table, {"column", "values", "reason"}, "[screening]")
    if not table:
        return Screening()
    values = _values(table, "screening")
    wrong = sorted(set(values.values()) - {str(outcome) for outcome in OUTCOMES})
    if "column" not in table or not values or wrong:
        outcomes = ", ".join(OUTCOMES)
        raise MappingError(f"[screening] needs a column and values that are one of: {outcomes}.")
    return Screening(str(table["column"]), values, _text(table.get("reason", ""), "screening.reason"))


def _consent(table) -> Grounds:
    _only(table, {"publish", "note", "column", "yes"}, "[consent]")
    if not table:
        return Grounds()
    publish = table.get("publish", [])
    if not isinstance(publish, list) or not publish or not set(publish) <= set(Purpose.values):
        raise MappingError(f"consent.publish must be a list of: {', '.join(Purpose.values)}.")
    note = _text(table.get("note", ""), "consent.note").strip()
    if not note:
        raise MappingError("consent.note must say on what grounds the entries may be published.")
    yes = tuple(_text(cell, "consent.yes") for cell in table.get("yes", []))
    if bool(table.get("column")) != bool(yes):
        raise MappingError("consent.column and consent.yes belong together.")
    return Grounds(tuple(publish), note, str(table.get("column", "")), yes)


def _file(table) -> dict:
    _only(table, {"encoding", "delimiter", "control_characters"}, "[file]")
    encoding = _text(table.get("encoding", "utf-8"), "file.encoding")
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise MappingError(f"file.encoding “{encoding}” is not a known encoding, such as latin-1.") from None
    delimiter = _text(table.get("delimiter", ","), "file.delimiter")
    if len(delimiter) != 1 or delimiter in '\r\n"':
        raise MappingError("file.delimiter must be one character.")
    return {
        "encoding": "utf-8-sig" if name == "utf-8" else name,
        "delimiter": delimiter,
        "control_characters": _choice(table, "control_characters", ("error", "remove"), "error", "file"),
    }
