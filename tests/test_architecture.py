"""The rules of the house, read off the source: who imports whom, how long things are, what nobody writes."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).resolve().parent.parent

# What each package may know. Features stand beside `pledges`, on people and campaign, never on each other.
KNOWS = {
    "people": [],
    "campaign": ["people"],
    "pledges": ["people", "campaign"],
    "events": ["people", "campaign"],
    "activities": ["people", "campaign"],
    "network": ["people", "campaign"],
    "consultations": ["people", "campaign"],
    "judging": ["people", "campaign", "pledges"],
    "programme": ["people", "campaign", "pledges", "judging"],
}
KNOWS["cms"] = [*KNOWS]
KNOWS["demo"] = [*KNOWS]
KNOWS["config"] = [*KNOWS]

# The shelves of a package, lowest first: a shelf imports only from shelves before it. Modules named
# after what they hold stand between them wherever they fit without a circle.
SHELVES = [
    "states",
    "querysets",
    "models",
    "permissions",
    "open_data",
    "letters",
    "actions",
    "forms",
    "views",
    "viewsets",
    "urls",
    "wagtail_hooks",
]
NAMES_THAT_SAY_NOTHING = {"core", "common", "utils", "util", "helpers", "services", "misc", "base", "shared"}


@cache
def tracked(*endings) -> list[Path]:
    """Files of the repository, new ones included, whose names end so."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return sorted(path for path in paths if path.name.endswith(endings) and path.is_file())


def packages() -> set[str]:
    return {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}


@cache
def source(*, with_tests=False) -> list[Path]:
    """Python that people write: no migrations."""
    wanted = packages() | ({"tests"} if with_tests else set())
    return [
        path
        for path in tracked(".py")
        if path.relative_to(ROOT).parts[0] in wanted and "migrations" not in path.parts
    ]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def modules() -> dict[str, Path]:
    return {module_of(path): path for path in source()}


def imports(path: Path):
    """Our own modules that a file imports anywhere in it, inside functions too, with the line."""
    for node in ast.walk(parsed(path)):
        wanted = []
        if isinstance(node, ast.Import):
            wanted = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            wanted = [
                full if (full := f"{node.module}.{alias.name}") in modules() else node.module
                for alias in node.names
            ]
        yield from ((one, node.lineno) for one in wanted if one.split(".")[0] in packages())


def test_every_package_is_in_the_plan():
    assert packages() - set(KNOWS) == set()


def test_packages_import_only_what_stands_below_them():
    wrong = [
        f"{name(path)}:{line} imports {imported}"
        for path in source()
        for imported, line in imports(path)
        for package in [module_of(path).split(".")[0]]
        if imported.split(".")[0] not in [package, *KNOWS.get(package, [])]
    ]
    assert wrong == []


def test_shelves_import_only_from_shelves_before_them():
    wrong = []
    for path in source():
        package, *inside = module_of(path).split(".")
        for imported, line in imports(path):
            target_package, *target = imported.split(".")
            both = package == target_package and inside and target
            shelved = both and inside[0] in SHELVES and target[0] in SHELVES
            if shelved and SHELVES.index(target[0]) > SHELVES.index(inside[0]):
                wrong.append(f"{name(path)}:{line} imports {imported}")
    assert wrong == []


def test_no_modules_import_in_a_circle():
    graph = {
        module: {imported for imported, _ in imports(path) if imported in modules()} - {module}
        for module, path in modules().items()
    }
    while leaves := [module for module, needs in graph.items() if not needs]:
        graph = {module: needs - set(leaves) for module, needs in graph.items() if module not in leaves}
    assert {module: sorted(needs) for module, needs in graph.items()} == {}


def test_packages_lead_only_to_addresses_that_stand_below_them():
    address = re.compile(r"""(?:{% url |reverse\(|reverse_lazy\(|redirect\(|resolve_url\()["'](\w+):""")
    spaces = packages() & {path.parent.name for path in ROOT.glob("*/urls.py")}
    wrong = [
        f"{name(path)} leads to {space}:"
        for path in [*source(), *tracked(".html", ".txt")]
        for package in [path.relative_to(ROOT).parts[0]]
        for space in address.findall(path.read_text())
        if package in KNOWS and space in spaces - {package, *KNOWS[package]}
    ]
    assert wrong == []


def test_imports_are_absolute():
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in source(with_tests=True)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert wrong == []


def test_modules_are_named_after_what_they_hold():
    wrong = [
        name(path)
        for path in source(with_tests=True)
        if NAMES_THAT_SAY_NOTHING & set(path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert wrong == []


def test_the_map_names_every_module_that_is_no_shelf_and_no_other():
    section = (ROOT / "docs/architecture.md").read_text().split("## Modules")[1].split("\nPackages plug")[0]
    named, found = {}, {}
    for part in section.split("\n**")[1:]:
        package, _, modules_named = part.partition("**")
        named[package] = set(re.findall(r"`(\w+)/?`", modules_named.replace("`start`", "")))
    for module in modules():
        package, *inside = module.split(".")
        if (
            inside
            and package != "config"
            and inside[0] not in {*SHELVES, "apps", "management", "templatetags"}
        ):
            found.setdefault(package, set()).add(inside[0])
    found["demo"].add("content")
    assert named == found


def test_product_code_imports_no_tests():
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in source()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "tests"
    ]
    assert wrong == []


# --- size ---------------------------------------------------------------------------------------
def functions(path: Path):
    return [
        node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def length(node) -> int:
    return node.end_lineno - node.lineno + 1


def test_files_have_at_most_400_lines():
    written = source(with_tests=True) + tracked(".html", ".txt", ".js", ".sh")
    too_long = {
        name(path): lines(path)
        for path in written
        if lines(path) > 400 and path.parent.name not in ("data", "requirements")
    }
    assert too_long == {}


def test_most_files_are_short():
    lengths = [lines(path) for path in source() if lines(path)]
    assert (median(lengths) <= 60, quantiles(lengths, n=20)[-1] <= 250) == (True, True), sorted(lengths)


def test_functions_have_at_most_60_lines():
    too_long = {
        f"{name(path)}:{node.name}": length(node)
        for path in source(with_tests=True)
        for node in functions(path)
        if length(node) > 60
    }
    assert too_long == {}


def test_views_have_at_most_25_lines():
    too_long = {
        f"{name(path)}:{node.name}": length(node)
        for path in source()
        if "views" in path.relative_to(ROOT).with_suffix("").parts
        for node in functions(path)
        if [argument.arg for argument in node.args.args][:1] == ["request"] and length(node) > 25
    }
    assert too_long == {}


# --- one gate, one definition -------------------------------------------------------------------
WRITES = {"create", "get_or_create", "update_or_create", "update", "Entry", "Partner", "Decision", "setattr"}


def _sets_a_state(node) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(target, ast.Attribute) and target.attr == "state" for target in targets)
    if not isinstance(node, ast.Call):
        return False
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    named = {keyword.arg for keyword in node.keywords} | {
        argument.value for argument in node.args if isinstance(argument, ast.Constant)
    }
    return called in WRITES and "state" in named


def test_only_the_lifecycle_moves_a_state():
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in source()
        for node in ast.walk(parsed(path))
        if _sets_a_state(node) and name(path) != "campaign/lifecycle.py"
    ]
    assert wrong == []


def test_only_one_query_knows_which_states_are_public():
    asking = {
        name(path)
        for path in source()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.keyword) and node.arg == "state__in" and "PUBLIC" in ast.unparse(node.value)
    }
    assert asking == {"pledges/querysets.py"}


def test_rights_come_from_permissions_and_not_from_flags():
    asked = [
        f"{name(path)}:{node.lineno}"
        for path in source()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr in ("is_staff", "is_superuser")
        and isinstance(node.ctx, ast.Load)
    ]
    templates = [
        name(path) for path in tracked(".html") if re.search(r"is_(staff|superuser)", path.read_text())
    ]
    assert asked + templates == []


# --- what nobody writes -------------------------------------------------------------------------
# Places that hand ready markup to a page: each was read and says there why it is safe.
READY_MARKUP: dict[str, int] = {"pledges/linked_data.py": 1, "pledges/stencils.py": 2}


def test_ready_markup_stays_within_its_budget():
    marks = re.compile(r"mark_safe\(|SafeString\(|\|\s*safe\b|\|\s*safeseq\b|autoescape off")
    found = {
        name(path): len(marks.findall(path.read_text()))
        for path in [*source(), *tracked(".html")]
        if marks.search(path.read_text())
    }
    assert found == READY_MARKUP


def is_for_staff(path: Path) -> bool:
    """Wagtail's own pages write inline scripts and styles, so theirs is a wider policy."""
    return "admin" in path.parts or "wagtailadmin" in path.read_text()


INLINE = {
    "script": r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)",
    "style sheet": r"<style\b",
    "style attribute": r"<[^>]*\sstyle=",
    "event attribute": r"<[^>]*\son[a-z]+=",
    "script address": r"javascript:",
    "foreign file": r"""(src|srcset|action)=["']?(https?:)?//""",
}


@pytest.mark.parametrize("what", INLINE)
def test_public_templates_have_no_inline(what):
    found = [
        name(path)
        for path in tracked(".html")
        if not is_for_staff(path) and re.search(INLINE[what], path.read_text(), re.IGNORECASE)
    ]
    assert found == []


def test_style_sheets_know_start_and_end_but_not_left_and_right():
    physical = re.compile(
        r"(margin|padding|border)-(left|right)\b"
        r"|(?<![\w-])(left|right)\s*:"
        r"|(text-align|float|clear)\s*:\s*(left|right)\b"
    )
    found = [
        f"{name(path)}:{number}"
        for path in tracked(".css")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if physical.search(line)
    ]
    assert found == []


def test_style_sheets_and_scripts_fetch_nothing_from_elsewhere():
    foreign = re.compile(r"""(url\(|@import|fetch\(|import\()\s*["']?(https?:)?//""")
    assert [name(path) for path in tracked(".css", ".js") if foreign.search(path.read_text())] == []


def test_templates_leave_the_form_of_a_date_to_the_language():
    raw = re.compile(r"""\|\s*(date|time):["'](?!(SHORT_)?(DATE|TIME|DATETIME)_FORMAT)""")
    assert [name(path) for path in tracked(".html", ".txt") if raw.search(path.read_text())] == []


LEFT_OVER = {
    "unfinished": r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b",
    "filler": r"(?i)lorem " + r"ipsum",
    "a place on somebody's machine": r"(?<![\w.-])/(wo" + r"rk|home/[a-z]+|Users)/|\.\./sha" + r"red",
    "where packages came from": r"https?://[\w.-]*(py" + r"pi|npm" + r"js|registry|artifactory|nexus)[\w.-]*",
}


@pytest.mark.parametrize("what", LEFT_OVER)
def test_nothing_is_left_over(what):
    pattern = re.compile(LEFT_OVER[what])
    found = [
        f"{name(path)}:{number}"
        for path in tracked("")
        if path.suffix not in (".png", ".jpg", ".webp", ".woff2", ".ico", ".mo")
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []
