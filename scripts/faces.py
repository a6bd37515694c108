"""Cuts the faces of the pages down to what they show: run by assets.sh, in the folder of the packages.

Which letters a face has is said by the `unicode-range` of its rule in lupaus.css, as it is to browsers;
the rest come from other files. What is left out beside that: small capitals, fractions, forms of old, hints
for screens of little resolution, and the weights that no style asks for.
"""

import io
import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"]
PACKAGES = Path("node_modules")
FACES = {
    "source-sans-3.woff2": "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2",
    "young-serif.woff2": "@fontsource/young-serif/files/young-serif-latin-400-normal.woff2",
}


def rules(style: str) -> dict[str, str]:
    """The rule of each face that is cut, by its file."""
    found = re.findall(r"@font-face {(.*?)}", style, re.DOTALL)
    return {name: rule for rule in found for name in FACES if f"lupaus/{name}" in rule}


def letters(rule: str) -> set[int]:
    ranges = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", rule)
    return {code for first, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)}


def weights(rule: str) -> tuple[int, ...]:
    return tuple(map(int, re.search(r"font-weight: ([\d ]+);", rule)[1].split()))


def with_lining_figures(font: TTFont) -> None:
    """Figures of one height, where a face would write 2026 as letters of many: what `lnum` asks for."""
    of_all = font["GSUB"].table
    found = {
        at
        for one in of_all.FeatureList.FeatureRecord
        if one.FeatureTag == "lnum"
        for at in one.Feature.LookupListIndex
    }
    lining = {
        old: new
        for at in found
        for table in of_all.LookupList.Lookup[at].SubTable
        for old, new in table.mapping.items()
    }
    for table in font["cmap"].tables:
        table.cmap = {code: lining.get(name, name) for code, name in table.cmap.items()}


def cut(source: Path, target: Path, rule: str) -> None:
    font = TTFont(source)
    with_lining_figures(font)
    if len(weights(rule)) > 1:
        font = again(instancer.instantiateVariableFont(font, {"wght": weights(rule)}))
    options = subset.Options(layout_features=FEATURES, hinting=False, flavor="woff2")
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=letters(rule))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


def again(font: TTFont) -> TTFont:
    """Written and read: half of what was changed is only worked out in writing."""
    written = io.BytesIO()
    font.flavor = None
    font.save(written)
    return TTFont(written)


def main(style: Path) -> None:
    found = rules(style.read_text())
    for name, source in FACES.items():
        cut(PACKAGES / source, PACKAGES / "lupaus" / name, found[name])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
