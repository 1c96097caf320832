"""The arrows of the house point one way, and the house is cheap to enter."""

from __future__ import annotations

import ast
import gc
import json
import os
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "jupyterlab_ai_stream_toggle"

# A room may import from itself and from those before it in this list.
ROOMS = [
    "modes",
    "target",
    "language",
    "mode_names",
    "glance",
    "files",
    "policy",
    "capability",
    "diagnosis",
    "streaming",
    "wire",
    "models",
    "metrics",
    "browser",
    "jupyter_ai",
    "composition",
    "configuration",
    "authors",
    "middleware",
    "checks",
    "server",
    "extension",
]
# The practice endpoint knows nothing of the house; the command line, like `extension`, all of it.
APART = {
    "practice": {"practice"},
    "demo": {*ROOMS, "demo", "practice"},
    "cli": {*ROOMS, "cli", "demo", "practice"},
}

# Who loads what others wrote, and may not be there, has to load it by name.
BY_NAME = {"jupyter_ai/v3/seams.py", "wire/coding.py", "wire/watch.py"}


def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file.

    Python 3.11.7 and earlier take a garbage collection at this moment for an error of their own
    ("AST constructor recursion depth mismatch"), and other tests leave a lot to collect.
    """
    gc.disable()
    try:
        return ast.parse(file.read_text(encoding="utf-8"))
    finally:
        gc.enable()


def imported(file: Path) -> set[Path]:
    """The files of this package that a file imports, late ones and those for types included."""
    found = set()
    for node in ast.walk(parsed(file)):
        if isinstance(node, ast.ImportFrom):
            folder = file.parents[node.level - 1] if node.level else PACKAGE.parent
            base = folder.joinpath(*node.module.split(".")) if node.module else folder
            found |= {file_of(base / alias.name) or file_of(base) for alias in node.names}
        elif isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
            found |= {file_of(PACKAGE.parent.joinpath(*name)) for name in names}
    files = {each for each in found if each}
    # Another folder is entered through its door.
    folders = {folder for each in files for folder in each.parents} - set(file.parents)
    return files | {folder / "__init__.py" for folder in folders} - {file}


def file_of(module: Path) -> Path | None:
    """The file of a module or a package; None where there is none."""
    places = (module.with_name(f"{module.name}.py"), module / "__init__.py")
    return next((place for place in places if place.exists()), None)


def room_of(file: Path) -> str:
    """The room in which a file is."""
    return file.relative_to(PACKAGE).with_suffix("").parts[0]


def test_the_arrows_point_one_way() -> None:
    wrong = []
    for file in PACKAGE.rglob("*.py"):
        room = room_of(file)
        allowed = APART.get(room) or (
            set(ROOMS[: ROOMS.index(room) + 1]) if room in ROOMS else set(ROOMS)
        )
        wrong += [
            f"{file.relative_to(PACKAGE)} imports from {other.relative_to(PACKAGE)}"
            for other in imported(file)
            if room_of(other) not in allowed | {"_version", "__init__"}
        ]
    assert wrong == []


def exported(room: Path) -> set[str]:
    """What the door of a room says may be imported: its modules, or names where it imports some."""
    for node in parsed(room / "__init__.py").body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def test_rooms_are_entered_by_what_they_export() -> None:
    entered: dict[str, set[str]] = {}
    for file in PACKAGE.rglob("*.py"):
        for other in imported(file):
            room = room_of(other)
            inside = other.relative_to(PACKAGE).with_suffix("").parts[1:]
            if room != room_of(file) and inside and inside != ("__init__",):
                entered.setdefault(room, set()).add(inside[0])
    exports = {room: exported(PACKAGE / room) for room in entered}
    assert {
        room: names - exports[room] for room, names in entered.items() if names - exports[room]
    } == {}
    # A door that nobody uses is a wall again.
    assert {
        room: exports[room] - names for room, names in entered.items() if exports[room] - names
    } == {}


def test_nothing_goes_in_circles() -> None:
    """No file needs, over however many others, what needs it."""
    arrows = {file: imported(file) for file in PACKAGE.rglob("*.py")}
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        circle = " <- ".join(str(file.relative_to(PACKAGE)) for file in error.args[1])
        pytest.fail(f"a circle: {circle}")
    assert PACKAGE / "checks/run.py" in arrows[PACKAGE / "checks/runs.py"], "a late one is found"


def test_nothing_of_the_house_is_loaded_by_name() -> None:
    """A type checker, and the two tests above, see what `import` says and nothing else."""
    loading, own = set(), []
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(parsed(file)):
            name = getattr(node, "attr", None) or getattr(node, "id", None)
            name = name or (node.name if isinstance(node, ast.alias) else None)
            if name in ("import_module", "__import__", "import_item", "import_object"):
                loading.add(file.relative_to(PACKAGE).as_posix())
            value = node.value if isinstance(node, ast.Constant) else None
            text = value if isinstance(value, str) else ""
            if name == "__package__" or text.startswith(f"{PACKAGE.name}."):
                own.append(f"{file.relative_to(PACKAGE)}: {name or text}")
    assert loading == BY_NAME
    assert own == []


def test_entering_costs_next_to_nothing() -> None:
    """What a server without Jupyter AI pays: at most 60 ms, and nothing of Jupyter AI.

    The number is a share of what the server itself takes to import, in processor time, so that
    neither a slow nor a busy machine decides; the server takes several hundred milliseconds.
    """
    code = """
import json, sys, time
start = time.process_time(); import jupyter_server.serverapp, jupyterlab_server
server = time.process_time() - start
before = set(sys.modules)
start = time.process_time(); import jupyterlab_ai_stream_toggle.extension
ours = time.process_time() - start
print(json.dumps([server, ours, sorted(set(sys.modules) - before)]))
"""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    runs = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=environment
        )
        runs.append(json.loads(done.stdout))
    share = min(ours / server for server, ours, _ in runs)
    assert share < 0.1
    foreign = ("jupyter_ai", "langchain", "litellm", "openai", "pydantic", "jupyterlab.commands")
    assert not [name for name in runs[0][2] if name.startswith(foreign)]
