"""What a plan could not do, in the reader's language and with numbers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from judging.assignment import Shortfall
from people.languages import name_in_words

# More references than these are not read, only counted.
NAMED = 6

WHY = {
    "unavailable": gettext_lazy("does not take part"),
    "conflict": gettext_lazy("has a conflict of interest"),
    "language": gettext_lazy("does not read its language"),
    "apart": gettext_lazy("must not sit together with another juror of the entry"),
    "full": gettext_lazy("finds no place free, because others have begun to score it"),
    "limit": gettext_lazy("has no room left"),
    "rules_together": gettext_lazy("cannot be had together with the other rules"),
}


def shortfall_words(one: Shortfall, seating) -> str:
    """A finding as one sentence with the entries it is about."""
    sentence = _SENTENCES[one.what](one, seating)
    if len(one.entries) == 1 and one.what == "needed_juror":
        return sentence
    return f"{sentence} {_named(one.entries, seating)}"


def breach_words(one: Shortfall, seating) -> str:
    facts = {"juror": seating.jurors[one.facts["juror"]], "why": WHY[one.facts["why"]]}
    sentence = _("%(juror)s %(why)s, but has begun to score and therefore stays.") % facts
    return f"{sentence} {_named(one.entries, seating)}"


def _named(entries, seating) -> str:
    """The references of entries in brackets, the first ones of many."""
    references = [seating.entries[pk].reference for pk in entries[:NAMED]]
    more = len(entries) - len(references)
    text = ", ".join(references)
    if more:
        text = _("%(references)s and %(number)d more") % {"references": text, "number": more}
    return f"({text})"


def _languages(codes) -> str:
    names = [name_in_words(code) for code in codes]
    if len(names) < 2:
        return "".join(names)
    return _("%(languages)s or %(last)s") % {"languages": ", ".join(names[:-1]), "last": names[-1]}


def _too_few_jurors(one, seating) -> str:
    facts, number = one.facts, len(one.entries)
    numbers = {"number": number, "eligible": facts["eligible"], "wanted": facts["wanted"]}
    if not facts["languages"]:
        return (
            ngettext(
                "%(number)d entry has too few eligible jurors: %(eligible)d instead of %(wanted)d.",
                "%(number)d entries have too few eligible jurors: %(eligible)d instead of %(wanted)d.",
                number,
            )
            % numbers
        )
    return ngettext(
        "%(number)d entry has too few eligible jurors who read %(language)s: %(eligible)d instead of "
        "%(wanted)d.",
        "%(number)d entries have too few eligible jurors who read %(language)s: %(eligible)d instead of "
        "%(wanted)d.",
        number,
    ) % {**numbers, "language": _languages(facts["languages"])}


def _too_few_together(one, seating) -> str:
    number = len(one.entries)
    return ngettext(
        "%(number)d entry: of its %(eligible)d eligible jurors only %(together)d may sit together, "
        "instead of %(wanted)d.",
        "%(number)d entries: of their %(eligible)d eligible jurors only %(together)d may sit together, "
        "instead of %(wanted)d.",
        number,
    ) % {"number": number, **one.facts}


def _limits(one, seating) -> str:
    facts = {key: one.facts[key] for key in ("needed", "capacity")}
    if one.facts["everybody"]:
        return (
            _("The limits of all jurors together leave room for %(capacity)d; %(needed)d are needed.") % facts
        )
    number = len(one.entries)
    return ngettext(
        "%(number)d entry needs %(needed)d assignments; those who may judge it have room for %(capacity)d.",
        "%(number)d entries together need %(needed)d assignments; those who may judge them have room for "
        "%(capacity)d.",
        number,
    ) % {"number": number, **facts}


def _rules_together(one, seating) -> str:
    number = one.missing
    return ngettext(
        "%(number)d place stays empty because of all rules together.",
        "%(number)d places stay empty because of all rules together.",
        number,
    ) % {"number": number}


def _needed_juror(one, seating) -> str:
    juror, entry = seating.jurors[one.facts["juror"]], seating.entries[one.entries[0]]
    facts = {"entry": entry.reference, "juror": juror, "why": WHY[one.facts["why"]]}
    return _("%(entry)s must have %(juror)s, who %(why)s.") % facts


def _needed_tag(one, seating) -> str:
    number = len(one.entries)
    facts = {"number": number, "jurors": seating.needed[one.facts["tag"]]}
    return (
        ngettext(
            "%(number)d entry must have one of %(jurors)s, and cannot get any of them.",
            "%(number)d entries must have one of %(jurors)s, and cannot get any of them.",
            number,
        )
        % facts
    )


def _no_reader(one, seating) -> str:
    number = len(one.entries)
    facts = {"number": number, "language": _languages(one.facts["languages"])}
    return (
        ngettext(
            "%(number)d entry gets no juror who reads %(language)s.",
            "%(number)d entries get no juror who reads %(language)s.",
            number,
        )
        % facts
    )


_SENTENCES = {
    "too_few_jurors": _too_few_jurors,
    "too_few_together": _too_few_together,
    "limits": _limits,
    "rules_together": _rules_together,
    "needed_juror": _needed_juror,
    "needed_tag": _needed_tag,
    "no_reader": _no_reader,
}
