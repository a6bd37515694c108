"""A keyboard and no mouse: goes from place to place, and sees to it that one sees where one is."""

# What has the focus: whether it can be seen, is marked, lies under nothing, and where it stands in the page.
FOCUSED = """() => {
    const place = document.activeElement
    if (place === document.body) return null
    const all = [...document.querySelectorAll("*")]
    const shown = place.closest(".entry-card, .tile") ?? place
    const marks = [place, shown, place.labels?.[0], place.closest("label")].filter(Boolean)
    const marked = marks.some((one) => {
        const style = getComputedStyle(one)
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
    })
    const box = place.getBoundingClientRect()
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    const [x, y] = [box.left + Math.min(box.width, innerWidth) / 2, box.top + box.height / 2]
    const above = document.elementFromPoint(x, Math.max(0, Math.min(y, innerHeight - 1)))
    const covered = above && !place.contains(above) && !above.contains(place)
        && !marks.some((one) => one.contains(above))
    return {
        name: `${place.tagName} ${place.id || place.getAttribute("href") || place.name}`,
        order: all.indexOf(place),
        faults: [marked ? "" : "unmarked", inside ? "" : "out of sight", covered ? "covered" : ""]
            .filter(Boolean).join(", "),
    }
}"""
MOST = 200


def reach(page, place):
    """Press Tab until a place has the focus."""
    for _press in range(MOST):
        if place.evaluate("place => place === document.activeElement"):
            seen = page.evaluate(FOCUSED)
            assert seen["faults"] == "", seen
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{place} cannot be reached with the keyboard")


def press(page, place, key="Enter"):
    reach(page, place)
    page.keyboard.press(key)


def round_trip(page) -> list[str]:
    """Tab from the beginning of a page out of its end; what is wrong on the way."""
    page.evaluate("document.activeElement.blur()")
    faults, first, last = [], None, -1
    for _press in range(MOST):
        page.keyboard.press("Tab")
        seen = page.evaluate(FOCUSED)
        if seen is None or seen["order"] == first:
            return faults
        faults += [f"{seen['name']}: {seen['faults']}"] if seen["faults"] else []
        faults += [f"{seen['name']}: out of order"] if seen["order"] < last else []
        first, last = seen["order"] if first is None else first, seen["order"]
    return [*faults, "there is no way out"]
