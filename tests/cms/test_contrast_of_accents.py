"""Whatever colour a campaign chooses, its pages can be read, in the light and in the dark."""

import itertools

import pytest

from campaign.contrast import AT_LENGTH, READABLE, as_text, on_accent, ratio
from tests import make_pages

pytestmark = pytest.mark.django_db(transaction=True)

# Every colour that a campaign may have, at this distance from each other.
STEPS = range(0, 256, 51)
ACCENTS = [
    colour
    for channels in itertools.product(STEPS, repeat=3)
    if on_accent(colour := "#{:02x}{:02x}{:02x}".format(*channels))
] + ["#e60022", "#757575", "#6b7299"]  # as light as may be
GROUNDS = ("ground", "card", "sunken", "accent-soft")
LONG = itertools.product(("ink", "soft-ink", "accent-text"), GROUNDS)
STATES = ("done", "under-way", "warning", "danger")
SHORT = [
    *itertools.product(STATES, GROUNDS),
    *((state, f"{state}-soft") for state in STATES),
    *(("ink", f"{state}-soft") for state in STATES),
    ("on-accent", "accent"),
    # What a button reads, for itself and for what cannot be undone.
    *(
        (f"ds-color-{kind}base-contrast-default", f"ds-color-{kind}base-{state}")
        for kind in ("", "danger-")
        for state in ("default", "hover", "active")
    ),
    *(
        (f"ds-color-{kind}text-subtle", f"ds-color-{kind}surface-{state}")
        for kind in ("", "danger-")
        for state in ("hover", "active")
    ),
]
LEAST = dict.fromkeys(SHORT, READABLE) | dict.fromkeys(LONG, AT_LENGTH)
# In whichever way a style sheet mixes colours, as they come out on a screen.
TOLD = """([names, accents]) => {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  return accents.map((accent) => {
    for (const [name, colour] of Object.entries(accent))
        document.documentElement.style.setProperty(`--${name}`, colour)
    const probe = document.body.appendChild(document.createElement("i"))
    const told = names.map((name) => {
        probe.style.color = `var(--${name})`
        brush.fillStyle = getComputedStyle(probe).color
        brush.fillRect(0, 0, 1, 1)
        return [...brush.getImageData(0, 0, 1, 1).data.slice(0, 3)]
    })
    probe.remove()
    return told
  })
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_ground_with_every_accent(page, scheme):
    make_pages.site()
    page.emulate_media(color_scheme=scheme)
    page.open("/fi/")
    names = sorted(set(itertools.chain.from_iterable(LEAST)))
    accents = [{"accent": one, "on-accent": on_accent(one), "accent-ink": as_text(one)} for one in ACCENTS]
    faults = {}
    for accent, told in zip(ACCENTS, page.evaluate(TOLD, [names, accents]), strict=True):
        colours = {
            name: "#{:02x}{:02x}{:02x}".format(*colour) for name, colour in zip(names, told, strict=True)
        }
        for (text, ground), least in LEAST.items():
            if (found := ratio(colours[text], colours[ground])) < least:
                faults.setdefault((text, ground), (accent, round(found, 2)))
    assert faults == {}
