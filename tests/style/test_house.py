"""The laws of the house (design 2), each held by a few lines."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    file
    for folder in ("flows", "bot", "tests", "bench", "tools")
    for file in (ROOT / folder).rglob("*.py")
)
NAMES = {file: ".".join(file.relative_to(ROOT).with_suffix("").parts) for file in SOURCES}
MODULES = {name.removesuffix(".__init__") for name in NAMES.values()}
IMPURE = {
    "asyncio", "socket", "sqlite3", "subprocess", "threading", "time", "random", "secrets", "os",
    "logging", "urllib", "http", "tempfile", "shutil", "multiprocessing",
}  # fmt: skip
PERSONAL = {
    "text",
    "caption",
    "html",
    "label",
    "answers",
    "kept",
    "address",
    "query",
    "data",
}


def run(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those under `if TYPE_CHECKING:`, which never run."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
        yield node
        yield from run(node)


def imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in run(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inside = f"{node.module}.{alias.name}"
                yield node.lineno, inside if inside in MODULES else node.module


def floor(file: Path) -> str:
    return file.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("file", SOURCES, ids=NAMES.values())
def test_the_three_floors(file: Path) -> None:
    below = {"flows": {"bot", "tests", "bench", "tools"}, "bot": {"tests", "bench", "tools"}}
    for line, module in imports(file):
        assert module.split(".")[0] not in below.get(floor(file), set()), f"{file}:{line}: {module}"


@pytest.mark.parametrize("file", [f for f in SOURCES if floor(f) == "flows"], ids=str)
def test_flows_do_no_io_at_run_time(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.AsyncFunctionDef | ast.Await)]
    for line, module in imports(file):
        assert module.split(".")[0] not in IMPURE, f"{file}:{line}: {module}"
    clocks = re.findall(r"\.(?:now|today|utcnow)\(", file.read_text(encoding="utf-8"))
    assert not clocks, f"{file}: the time comes in as `known.now`"


@pytest.mark.parametrize(
    "knows_nothing", ["flows/attachment", "flows/rewriting", "flows/safety", "flows/places"]
)
def test_knowledge_knows_no_engine(knows_nothing: str) -> None:
    for file in (ROOT / knows_nothing).rglob("*.py"):
        for line, module in imports(file):
            assert not module.startswith("flows.engine"), f"{file}:{line}: {module}"


def test_the_engine_knows_no_exercise() -> None:
    exercises = {f"flows.{file.stem}" for file in (ROOT / "flows").glob("*.py")}
    exercises -= {"flows.__init__", "flows.localtime"}
    for file in (ROOT / "flows/engine").rglob("*.py"):
        for line, module in imports(file):
            assert module not in exercises, f"{file}:{line}: {module}"


def test_no_file_is_long_and_most_are_short() -> None:
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in SOURCES}
    assert {str(f): n for f, n in lengths.items() if n > 300} == {}
    assert statistics.median(lengths.values()) < 120


def test_functions_are_short_as_a_rule() -> None:
    sizes = [
        (node.end_lineno or 0) - node.lineno + 1
        for file in SOURCES
        if floor(file) in {"flows", "bot"}
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    long = sum(size > 30 for size in sizes)
    assert long <= len(sizes) * 0.03, f"{long} of {len(sizes)} functions are over 30 lines"


def test_imports_run_in_no_circle() -> None:
    graph = {
        NAMES[file].removesuffix(".__init__"): {m for _, m in imports(file) if m in MODULES}
        for file in SOURCES
    }
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for other in graph.get(module, ()):
                if other != module:
                    visit(other, (*path, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def test_every_flow_has_its_docstring_with_a_sketch() -> None:
    for file in (ROOT / "flows").glob("*.py"):
        source = file.read_text(encoding="utf-8")
        if re.search(r"^flow = Flow\(", source, re.MULTILINE):
            doc = ast.get_docstring(ast.parse(source)) or ""
            assert re.search(r"[─▶└→]", doc), f"{file}: draw the talk in its docstring"


def log_calls(file: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
                yield node


@pytest.mark.parametrize("file", [f for f in SOURCES if floor(f) in {"flows", "bot"}], ids=str)
def test_nothing_personal_reaches_a_log_call(file: Path) -> None:
    for call in log_calls(file):
        assert isinstance(call.args[0], ast.Constant) if call.args else True, (
            f"{file}:{call.lineno}"
        )
        assert call.func.attr != "exception", f"{file}:{call.lineno}: a traceback may hold words"  # type: ignore[attr-defined]
        for value in (*call.args, *(k.value for k in call.keywords)):
            named = {n.attr for n in ast.walk(value) if isinstance(n, ast.Attribute)}
            named |= {n.id for n in ast.walk(value) if isinstance(n, ast.Name)}
            assert not named & PERSONAL, f"{file}:{call.lineno}: {named & PERSONAL}"


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607 - the machine's own git
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    files = [ROOT / line for line in listed.stdout.splitlines()] or SOURCES
    return [
        f
        for f in files
        if f.suffix in {".py", ".md", ".toml", ".yaml", ".yml", ".lock", ""} and f.is_file()
    ]


def test_the_project_speaks_of_itself_alone() -> None:
    forbidden = re.compile(
        r"(?<![\w.-])/(?:root|home|work|tmp)/[a-z]|pypi\.org|pythonhosted|registry\.npm"
        r"|TODO|FIXME|lorem ipsum"
    )
    for file in tracked():
        for number, line in enumerate(
            file.read_text(encoding="utf-8", errors="ignore").splitlines(), 1
        ):
            if file != Path(__file__):
                assert not forbidden.search(line), f"{file}:{number}: {line.strip()[:80]}"


def test_env_example_names_every_setting() -> None:
    import msgspec  # noqa: PLC0415

    from bot.settings import Settings  # noqa: PLC0415

    names = {field.encode_name for field in msgspec.structs.fields(Settings)}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#? ?([A-Z_]+)=", example, re.MULTILINE)) == names


def test_the_readme_shows_the_flows_of_today() -> None:
    from flows.engine.diagram import docs_blocks  # noqa: PLC0415
    from tests.stage import the_book  # noqa: PLC0415

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert docs_blocks(readme, the_book()) == readme, "python -m bot draw --docs"
