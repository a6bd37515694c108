"""Woven patterns: the flat, tileable picture of an entry that has no photograph.

`pattern(reference, palette)` always draws the same square tile. The SHA-256 of the reference is the
only seed. Drawings are decorative: text is never set on them.
"""

from hashlib import sha256

CELL = 60  # a tile is 4 x 4 cells of 60 units; a block of 2 x 2 cells repeats, turned
GRID = 4
SIDE = CELL * GRID
BAND_TILES = 8

# deep, full, light, spark
PALETTES = {
    1: ("#7a3300", "#f5a81c", "#ffe7b3", "#e8551f"),  # cloudberry
    2: ("#12245e", "#2c66dd", "#bfe0ff", "#ffc83d"),  # ice
    3: ("#5e0c26", "#cf2743", "#ffcdc4", "#f58220"),  # lingonberry
    4: ("#0a3a2f", "#1a7a59", "#c2e8c8", "#f2c230"),  # spruce
    5: ("#3a1a58", "#8149ab", "#ead6f7", "#ff7f6a"),  # heather
}
# Which colour of the palette plays ground, second ground, large figure, small figure, point.
CASTS = (
    (1, 0, 2, 3, 0),
    (2, 1, 0, 1, 3),
    (0, 1, 2, 1, 3),
    (1, 2, 0, 2, 3),
    (2, 3, 1, 0, 2),
    (0, 3, 1, 2, 3),
)
SYMMETRIES = (
    lambda i, j: (i + j) % 2,
    lambda i, j: i % 2,
    lambda i, j: (i // 2 + j // 2) % 2,
    lambda i, j: j % 2,
)


def pattern(reference: str, palette: int) -> str:
    """The square SVG tile of a reference, at most 2.6 kB. `palette` is 1–5; others wrap around."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" '
        f'preserveAspectRatio="xMidYMid slice">{_tile(reference, palette)}</svg>'
    )


def band(reference: str, palette: int) -> str:
    """The same tile woven into a wide, low strip."""
    width = SIDE * BAND_TILES
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {SIDE}" '
        'preserveAspectRatio="xMidYMid slice">'
        f'<pattern id="w" width="{SIDE}" height="{SIDE}" patternUnits="userSpaceOnUse">'
        f'{_tile(reference, palette)}</pattern><path fill="url(#w)" d="M0 0h{width}v{SIDE}H0z"/></svg>'
    )


def palette_of(reference: str) -> int:
    """The palette of what has no theme, so that a gallery without themes is as many-coloured as one with."""
    return sha256(reference.encode()).digest()[-1] % len(PALETTES) + 1


def shapes(reference: str, palette: int) -> list[tuple[str, str]]:
    """What the tile of a reference is laid of, lowest first: colours, each with SVG path data.

    Coordinates are units of a square of `SIDE` x `SIDE`, from its upper left corner.
    """
    palette = (palette - 1) % len(PALETTES) + 1
    seed = sha256(f"{palette}:{reference.strip().upper()}".encode()).digest()
    ground, second, *figures = (PALETTES[palette][i] for i in CASTS[seed[0] % len(CASTS)])
    turns = [byte % 4 for byte in seed[1:5]]
    variants = [byte % 4 for byte in seed[5:9]]
    across, down = seed[9] % 4, seed[10] % 4
    is_second = SYMMETRIES[seed[11] % len(SYMMETRIES)]
    paths = [""] * 4
    for j in range(GRID):
        for i in range(GRID):
            x, y, place = i * CELL, j * CELL, i % 2 + 2 * (j % 2)
            if is_second(i, j):
                paths[0] += _rectangle(x, y, CELL, CELL)
            turn = (turns[place] + across * (i // 2) + down * (j // 2)) % 4
            for layer, drawn in enumerate(MOTIFS[palette](x, y, turn, variants[place]), start=1):
                paths[layer] += drawn
    laid = [(colour, path) for colour, path in zip([second, *figures], paths, strict=True) if path]
    return [(ground, f"M0 0h{SIDE}v{SIDE}H0z"), *laid]


def _tile(reference: str, palette: int) -> str:
    (ground, square), (second, squares), *figures = shapes(reference, palette)
    # A hair of its own colour around each figure: where two edges meet, the ground would shine through.
    # Around the second ground it would look out from under them, and so would a corner drawn to its end.
    body = "".join(f'<path fill="{colour}" stroke="{colour}" d="{path}"/>' for colour, path in figures)
    return (
        f'<path fill="{ground}" d="{square}"/><path fill="{second}" d="{squares}"/>'
        f'<g stroke-width=".7" stroke-linejoin="bevel">{body}</g>'
    )


# --- shapes: each returns SVG path data; `turn` counts quarter turns clockwise ---------------------
# Where a smaller figure will share an edge with a larger one, the larger leaves its place free: of two edges
# that lie upon each other, browsers let the lower colour shine through.


def _corner(x, y, turn):
    return ((x, y), (x + CELL, y), (x + CELL, y + CELL), (x, y + CELL))[turn % 4]


def _rectangle(x, y, width, height):
    return f"M{x} {y}h{width}v{height}h-{width}z"


def _disc(x, y, radius):
    left, middle = x + 30 - radius, y + 30
    return f"M{left} {middle}a{radius} {radius} 0 1 1 {2 * radius} 0a{radius} {radius} 0 1 1-{2 * radius} 0z"


def _quarter(x, y, turn, radius):
    cx, cy = _corner(x, y, turn)
    r = radius
    arc = (
        f"h{r}a{r} {r} 0 0 1-{r} {r}",
        f"v{r}a{r} {r} 0 0 1-{r}-{r}",
        f"h-{r}a{r} {r} 0 0 1 {r}-{r}",
        f"v-{r}a{r} {r} 0 0 1 {r} {r}",
    )[turn % 4]
    return f"M{cx} {cy}{arc}z"


def _arch(x, y, turn, radius, inner):
    """A quarter without the smaller one at its corner."""
    cx, cy = _corner(x, y, turn)
    r, i, wide = radius, inner, radius - inner
    return (
        f"M{cx + i} {cy}h{wide}a{r} {r} 0 0 1-{r} {r}v-{wide}a{i} {i} 0 0 0 {i}-{i}",
        f"M{cx} {cy + i}v{wide}a{r} {r} 0 0 1-{r}-{r}h{wide}a{i} {i} 0 0 0 {i} {i}",
        f"M{cx - i} {cy}h-{wide}a{r} {r} 0 0 1 {r}-{r}v{wide}a{i} {i} 0 0 0-{i} {i}",
        f"M{cx} {cy - i}v-{wide}a{r} {r} 0 0 1 {r} {r}h-{wide}a{i} {i} 0 0 0-{i}-{i}",
    )[turn % 4]


def _half(x, y, turn):
    cx, cy = _corner(x, y, turn)
    arc = (
        "h60a30 30 0 0 1-60 0",
        "v60a30 30 0 0 1 0-60",
        "h-60a30 30 0 0 1 60 0",
        "v-60a30 30 0 0 1 0 60",
    )[turn % 4]
    return f"M{cx} {cy}{arc}z"


def _leaf(x, y, turn):
    (ax, ay), (bx, by) = _corner(x, y, turn), _corner(x, y, turn + 2)
    return f"M{ax} {ay}A60 60 0 0 1 {bx} {by}A60 60 0 0 1 {ax} {ay}z"


def _roof(x, y, turn, height, inner=0):
    """A triangle that stands on one side of the cell and points into it, without a lower one within it."""
    (ax, ay), (bx, by) = _corner(x, y, turn), _corner(x, y, turn + 1)
    dx, dy = ((0, 1), (-1, 0), (0, -1), (1, 0))[turn % 4]
    peak, notch = (f"L{(ax + bx) // 2 + dx * h} {(ay + by) // 2 + dy * h}" for h in (height, inner))
    return f"M{ax} {ay}{peak}L{bx} {by}{notch if inner else ''}z"


def _stairs(x, y, turn):
    """Three steps, without the square in the middle of the cell."""
    cx, cy = _corner(x, y, turn)
    steps = (
        "h60v20h-40v40h-20",
        "v60h-20v-40h-40v-20",
        "h-60v-20h40v-40h20",
        "v-60h20v40h40v20",
    )[turn % 4]
    return f"M{cx} {cy}{steps}z"


# --- motif families: each returns the large figure, the small figure and the point of one cell -----


def _arches(x, y, turn, variant):
    """Doorways and bridges."""
    if variant == 3:
        return _arch(x, y, turn, 60, 40), _quarter(x, y, turn, 40), ""
    return _arch(x, y, turn, 60, 40), _arch(x, y, turn, 40, 20), _quarter(x, y, turn, 20)


def _weave(x, y, turn, variant):
    """Warp, weft and steps."""
    if variant >= 2:
        return _stairs(x, y, turn), _rectangle(x + 20, y + 20, 20, 20), ""
    if turn % 2:
        sides = _rectangle(x, y + 10, 60, 12) + _rectangle(x, y + 38, 60, 12)
        return sides, _rectangle(x, y + 22, 60, 16), ""
    sides = _rectangle(x + 10, y, 12, 60) + _rectangle(x + 38, y, 12, 60)
    return sides, _rectangle(x + 22, y, 16, 60), ""


def _leaves(x, y, turn, variant):
    """Petals that meet in flowers."""
    point = _disc(x, y, 9) if variant == 1 else _quarter(x, y, turn + 3, 20)
    return _leaf(x, y, turn), _quarter(x, y, turn + 1, 20), point


def _spruces(x, y, turn, variant):
    """Roofs and trees."""
    point = _roof(x, y, turn + 2, 20) if variant < 2 else ""
    return _roof(x, y, turn, 60, 30), _roof(x, y, turn, 30), point


def _stones(x, y, turn, variant):
    """Shore stones and moons."""
    if variant == 3:
        return _disc(x, y, 30), _disc(x, y, 18), _disc(x, y, 7)
    return _half(x, y, turn), _half(x, y, turn + 2), _disc(x, y, 7) if variant == 1 else ""


MOTIFS = {1: _arches, 2: _weave, 3: _leaves, 4: _spruces, 5: _stones}
