"""What a plan could not do, in English sentences; the screens say the same in the reader's language."""

from judging.assignment.shortfall import Shortfall

WHY = {
    "unavailable": "is not available",
    "conflict": "has a conflict of interest",
    "language": "does not read its language",
    "apart": "must not sit together with another one it has",
    "full": "finds no seat free",
    "limit": "has no room left",
    "rules_together": "cannot be had together with the other rules",
}


def sentence(one: Shortfall) -> str:
    """One finding in words, with its numbers."""
    return _SENTENCES[one.what](one, one.facts)


def _count(number: int, word: str) -> str:
    plural = {"entry": "entries", "seat": "seats", "juror": "jurors"}[word]
    return f"{number} {word if number == 1 else plural}"


def _entries(one: Shortfall) -> str:
    languages = one.facts.get("languages")
    reading = f" in {' or '.join(languages)}" if languages else ""
    return f"{_count(len(one.entries), 'entry')}{reading}"


def _too_few_jurors(one, facts) -> str:
    return f"{_entries(one)}: only {facts['eligible']} eligible, {facts['wanted']} wanted"


def _too_few_together(one, facts) -> str:
    return (
        f"{_entries(one)}: of {facts['eligible']} eligible jurors only {facts['together']} may sit together, "
        f"{facts['wanted']} wanted"
    )


def _limits(one, facts) -> str:
    if facts["everybody"]:
        return f"all load limits together leave room for {facts['capacity']}, {facts['needed']} needed"
    return (
        f"{_entries(one)}: {facts['needed']} needed, the {_count(len(facts['jurors']), 'juror')} who may "
        f"judge them can take {facts['capacity']}"
    )


def _rules_together(one, facts) -> str:
    return f"{_count(one.missing, 'seat')} cannot be filled because of all rules together"


def _needed_juror(one, facts) -> str:
    return f"entry {one.entries[0]}: must-have juror {facts['juror']} {WHY[facts['why']]}"


def _needed_tag(one, facts) -> str:
    return f'{_entries(one)}: nobody with the tag "{facts["tag"]}" ({facts["eligible"]} eligible)'


def _no_reader(one, facts) -> str:
    return f"{_entries(one)}: nobody who reads it ({facts['eligible']} eligible)"


def _fixed_seat(one, facts) -> str:
    return f"{_entries(one)}: juror {facts['juror']} stays, although the juror {WHY[facts['why']]}"


_SENTENCES = {
    "too_few_jurors": _too_few_jurors,
    "too_few_together": _too_few_together,
    "limits": _limits,
    "rules_together": _rules_together,
    "needed_juror": _needed_juror,
    "needed_tag": _needed_tag,
    "no_reader": _no_reader,
    "fixed_seat": _fixed_seat,
}
