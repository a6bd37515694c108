"""How Finnish and Swedish words change at their end: patterns for every form of a name. Pure functions.

A pattern has the stems that a word can take – consonant gradation (kaupunki, kaupungi-), changed vowels
(järvi, järve-; Martat, Martto-), the great types of nouns (Virtanen, Virtase-; yhdistys, yhdistykse-) –
and after them an ending that words really have. So "naapuria" is no form of "Naapuriapu".
"""

import re

VOWELS = "aeiouyäöå"
CASES = (
    rf"[ij]?(?:n|[{VOWELS}]n|[aä]|t{{1,2}}[aä]|s[st][aä]|l[lt][aä]|lle|n[aä]|ks[ei]"
    rf"|h[{VOWELS}]n|hin|seen|siin|den|t{{1,2}}en|t)"
)
OWNERS = r"(?:ni|si|ns[aä]|mme|nne)"
CLITICS = r"(?:kin|k[aä]{2}n|k[oö]|h[aä]n|p[aä])?"
SWEDISH = r"(?:(?:[aeo]?r(?:na)?|[ae]?n|[ae]?t|na)s?|s)"
ENDING = rf"(?:{CASES}{OWNERS}?{CLITICS}|{OWNERS}{CLITICS}|{SWEDISH})"

# (end of a word, what may stand there before an ending)
TYPES = [
    (r"nen", ["se", "s", "si"]),
    (r"(?<=[uyoöe])s", ["kse", "ks", "ksi", "de", "te", "t", "ksii"]),
    (r"(?<=[aäi])s", ["ksi", "kse"]),
    (r"as", ["aa", "ai"]),
    (r"äs", ["ää", "äi"]),
    (r"is", ["ii"]),
    (r"e", ["ee", "ei"]),
    (r"in", ["ime", "imi"]),
    (r"si", ["de", "te", "t"]),
    (r"i", ["e", ""]),
    (r"[aä]", ["o", "ö", ""]),
    (r"aa", ["a"]),
    (r"ää", ["ä"]),
    (r"uo", ["o"]),
    (r"yö", ["ö"]),
    (r"ie", ["e"]),
    # names in the plural: Martat, Nuoret, Veteraanit
    (r"(?<=[aä])t", [""]),
    (r"[aä]t", ["o", "ö", "", "i"]),
    (r"et", ["e", ""]),
    (r"it", ["i", "e"]),
    (r"(?<=[ouyö])t", [""]),
    # names that begin with a genitive: Helsingin yliopisto
    (rf"(?<=[{VOWELS}])n", [""]),
    (r"en", ["i"]),
    # foreign names, and Swedish plurals: Lindströmin, föreningarna
    (rf"(?<=[^{VOWELS}])", ["i", "e"]),
]
WEAK = [
    *[("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("nt", "nn"), ("mp", "mm"), ("lt", "ll")],
    *[("rt", "rr"), ("lk", "lj"), ("rk", "rj"), ("k", ""), ("k", "v"), ("p", "v"), ("t", "d")],
]


def forms(word: str) -> str:
    """A pattern for a word in any of its forms, to be matched whatever the case."""
    stems = _stems(word.casefold())
    written = sorted(map(re.escape, stems), key=len, reverse=True)
    # What stands in the genitive in the name may stand alone elsewhere: Helsingin, Helsinki.
    may_end = "?" if re.search(rf"[{VOWELS}]n$", word) else ""
    return rf"(?:{re.escape(word)}{ENDING}?|(?:{'|'.join(written)}){ENDING}{may_end})"


def _stems(word: str) -> set[str]:
    found = {word}
    for end, instead in TYPES:
        match = re.search(rf"(?:{end})$", word)
        if match and match.start() >= 2:
            found |= {word[: match.start()] + one for one in instead}
    return {stem for one in found for stem in {one, *_graded(one)} if len(stem) >= min(4, len(word))}


def _graded(stem: str) -> set[str]:
    """The stem in the other grade of its last consonants: kaupunki and kaupungi-, martta and marta-."""
    vowels = len(stem) - len(stem.rstrip(VOWELS))
    body, end = stem[: len(stem) - vowels], stem[len(stem) - vowels :]
    if not vowels:
        return set()
    pairs = [*WEAK, *((weak, strong) for strong, weak in WEAK if weak)]
    return {body[: len(body) - len(one)] + other + end for one, other in pairs if one and body.endswith(one)}
