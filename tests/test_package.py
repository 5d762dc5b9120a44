"""The package: what an import costs, which room may look into which, and that the rules come along everywhere."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from command import ROOT, environment, postlint, write

# --- what an import costs

HEAVY = ("httpx", "mistune", "tomlkit", "yaml", "postlint.document", "postlint.facts", "postlint_rule_")


def python(code: str, *arguments: str, path: Path = ROOT, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process that takes postlint from a folder."""
    command = [sys.executable, "-c", code, *arguments]
    env = environment({"PYTHONPATH": str(path)})
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize(
    "code",
    [
        "import postlint",
        "import postlint.cli",
        "import postlint.__main__",
        "from click.testing import CliRunner; from postlint.cli import main; CliRunner().invoke(main, ['--version'])",
    ],
)
def test_nothing_heavy_is_imported(code: str) -> None:
    """Whoever asks for the version waits for no parser, no network and no rule."""
    done = python(f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')")
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert "postlint" in loaded
    assert [name for name in loaded if name.startswith(HEAVY)] == []


def test_what_a_check_does_not_import(tmp_path: Path) -> None:
    """Without external links nothing needs the network, and without repairs nothing writes TOML."""
    write(tmp_path, {"a.md": "+++\ntitle = 'x'\n+++\n\n[a ](/b)\n"})
    code = (
        "import sys\nfrom postlint.cli import run\nsys.argv = ['postlint', 'check']\n"
        "try:\n    run()\nexcept SystemExit as done:\n    print(done.code)\nprint(*sys.modules, sep='\\n')"
    )
    done = python(code, cwd=tmp_path)
    lines = done.stdout.splitlines()
    assert lines[1] == "1", done.stderr
    assert not {"httpx", "tomlkit", "yaml"} & set(lines)


# --- the shape of the package

# Each package imports only from those before it, and no file is part of a circle.
ORDER = """text diagnostic lazy_regex messages rule document facts site helpers config run scope external report server
    cli __main__ __init__""".split()
ONLY = {
    "mistune": "document/markdown",
    "httpx": "external",
    "jinja2": "report/html",
    "click": "cli",
    "pygls": "server",
    "lsprotocol": "server",
    "msgspec": "facts",
    "subprocess": "run/repository",
}
"""The only place that may import a library."""
ANYWHERE = ("msgspec.Struct", "msgspec.field", "msgspec.structs")
"""What may be imported all the same: what classes of data are made of."""
PACKAGE = ROOT / "postlint"
FILES = {
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}
"""By the name of the module."""


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of what a file imports, but for what is imported for types alone."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: imports are written in full"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def modules(file: Path) -> Iterator[tuple[int, str]]:
    """Line and name of the modules of the package that a file imports."""
    for line, name in imports(file):
        module = name if name in FILES else name.rpartition(".")[0]
        if module in FILES and module != "postlint":
            yield line, module


def place_of(module: str) -> int:
    return ORDER.index(module.split(".")[1]) if "." in module else len(ORDER)


def test_the_top_is_small() -> None:
    entries = [path for path in PACKAGE.iterdir() if path.is_dir() or path.suffix == ".py"]
    names = {path.name for path in entries} - {"__pycache__"}
    assert len(names) <= 18
    assert {name.removesuffix(".py") for name in names} <= set(ORDER), "a new package needs a place in the order"


def test_each_folder_says_what_belongs_there() -> None:
    folders = [path for path in PACKAGE.rglob("*") if path.is_dir() and path.name != "__pycache__"]
    for folder in folders:
        if folder != PACKAGE / "rules":
            assert ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))), folder


def test_imports_point_one_way() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{line}: imports {other}"
        for module, file in FILES.items()
        for line, other in modules(file)
        if place_of(other) > place_of(module)
    ]
    assert wrong == []


LONG = {
    "postlint/helpers/set_phrases.py": "a table",
    "postlint/site/library/library.py": "one class, which is to be split",
    "postlint/site/site.py": "all that a rule asks a site, in one place",
}
"""Modules that are longer, and why."""


def test_modules_are_short() -> None:
    """One job each, in some 300 lines: what is longer than this is split."""
    long = {file.relative_to(ROOT).as_posix() for file in FILES.values() if file.read_bytes().count(b"\n") > 340}
    assert sorted(long - LONG.keys()) == []


def test_no_file_imports_itself_by_others() -> None:
    graph = {module: {other for _, other in modules(file)} - {module} for module, file in FILES.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"these files import one another: {' <- '.join(error.args[1])}")


def test_only_one_place_knows_hugo() -> None:
    """What a site is asked does not depend on its generator: none is imported by name, and none looked into."""
    wrong = [
        f"{file.relative_to(ROOT)}:{line}: {other}"
        for file in (*FILES.values(), *sorted((ROOT / "rules").rglob("*.py")))
        if not file.is_relative_to(PACKAGE / "site" / "hugo")
        for line, other in imports(file)
        if other.startswith("postlint.site.hugo")
    ]
    wrong += [
        f"{file.relative_to(ROOT)}:{node.lineno}: .hugo"
        for file in (*FILES.values(), *sorted((ROOT / "rules").rglob("*.py")))
        if not file.is_relative_to(PACKAGE / "site" / "hugo")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "hugo"
    ]
    assert wrong == []


def test_libraries_have_their_places() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{line}: {name}"
        for file in FILES.values()
        for line, name in imports(file)
        if not file.relative_to(PACKAGE).as_posix().startswith(ONLY.get(name.split(".")[0], ""))
        and not name.startswith(ANYWHERE)
    ]
    assert wrong == []


def test_a_rule_imports_only_from_the_public_face() -> None:
    rules = sorted((ROOT / "rules").rglob("*.py"))
    assert len(rules) > 20
    wrong = []
    for file in rules:
        for line, name in imports(file):
            package, _, rest = name.partition(".")
            public = package == "postlint" and (rest.startswith("helpers.") or "." not in rest)
            if not public and package not in ("rapidfuzz", *sys.stdlib_module_names):
                wrong.append(f"{file.relative_to(ROOT)}:{line}: {name}")
    assert wrong == []


def test_a_helper_serves_several_rules() -> None:
    """One that a single rule asks stands in the rule, where that stays short."""
    askers: dict[str, set[Path]] = {}
    rules = sorted((ROOT / "rules").rglob("*.py"))
    for file in [*rules, *FILES.values()]:
        for _, name in imports(file):
            for helper in {name, name.rpartition(".")[0]} & FILES.keys():
                if helper.startswith("postlint.helpers."):
                    askers.setdefault(helper, set()).add(file)
    wrong = []
    for helper, files in askers.items():
        lines = FILES[helper].read_bytes().count(b"\n")
        if len(files) > 1 or not (file := min(files)).is_relative_to(ROOT / "rules"):
            continue
        # A shorter one is a public name for what lies below.
        if lines > 10 and lines + file.read_bytes().count(b"\n") <= 150:
            wrong.append(f"{helper}: {file.relative_to(ROOT)}")
    assert len(askers) > 30
    assert wrong == []


# --- the rules come along


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that may be built in."""
    copy = tmp_path_factory.mktemp("project") / "postlint"
    ignored = shutil.ignore_patterns(
        ".[!p]*", ".p*_cache", "__pycache__", "*.egg-info", "dist", "build", "tests", "bench"
    )
    shutil.copytree(ROOT, copy, ignore=ignored)
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path) -> Path:
    """The folder with the wheel and the source distribution."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the package, is not installed")
    for target in ("wheel", "sdist"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", target]
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return checkout / "dist"


def installed(wheel: Path, target: Path) -> Path:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", target, wheel]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return target


def rule_names() -> list[str]:
    files = (ROOT / "rules").glob("*/*.py")
    return sorted(f"{file.parent.name}/{file.stem}".replace("_", "-") for file in files)


def works(path: Path, folder: Path) -> None:
    """The package in that folder, and no other, finds all its rules, and checks an article."""
    where = python("import postlint; print(postlint.__file__)", path=path, cwd=folder).stdout.strip()
    assert Path(where).is_relative_to(path), where
    run = "from postlint.cli import run; run()"
    rules = python(run, "rules", path=path, cwd=folder)
    assert [line.split()[0] for line in rules.stdout.splitlines()] == rule_names(), rules.stderr
    write(folder, {"a.md": "[a ](/b)\n"})
    done = python(run, "check", "--no-cache", path=path, cwd=folder)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("a.md:1:3: warning link/padded-text ")


def test_a_plain_checkout(checkout: Path, tmp_path: Path) -> None:
    works(checkout, tmp_path)


def test_the_wheel(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    target = installed(wheel, tmp_path / "installed")
    (tmp_path / "site").mkdir()
    works(target, tmp_path / "site")
    names = zipfile.ZipFile(wheel).namelist()
    assert "postlint/py.typed" in names
    assert "postlint/rules/link/bare_domain.py" in names
    assert {f"postlint/report/html/page.{part}" for part in ("html", "css", "js")} <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"postlint"}, "nothing else is installed"


def test_the_source_distribution(built: Path, tmp_path: Path) -> None:
    """What is unpacked works as it is, and makes the same wheel."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    (tmp_path / "site").mkdir()
    works(source, tmp_path / "site")
    for name in ("LICENSE", "README.md", "Makefile", ".pre-commit-hooks.yaml", "fixtures/example-site/hugo.toml"):
        assert (source / name).is_file(), name
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(command, cwd=source, capture_output=True, check=True)
    (mine,), (theirs,) = (source / "dist").glob("*.whl"), built.glob("*.whl")
    assert sorted(zipfile.ZipFile(mine).namelist()) == sorted(zipfile.ZipFile(theirs).namelist())


def test_an_editable_installation(tmp_path: Path) -> None:
    """The one that these tests run from: `make` sets it up."""
    try:
        origin = json.loads(distribution("postlint").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        origin = {}
    if origin.get("url") != ROOT.as_uri():
        pytest.skip("the project is not installed here with pip install -e")
    env = {key: value for key, value in environment({}).items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "postlint", "rules"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert [line.split()[0] for line in done.stdout.splitlines()] == rule_names(), done.stderr


# --- broken rules

RULE = '''"""A rule."""

from postlint import Bad, Good, Rule


class One(Rule):
    good = [Good("a")]
    bad = [Bad("⟦b⟧")]

    def check(self, doc):
        return iter(())
'''

BROKEN = {
    "a syntax error": (RULE + "def (:\n", "SyntaxError"),
    "an import that fails": (
        "import nothing_of_this_name\n" + RULE,
        "ModuleNotFoundError: No module named 'nothing_of",
    ),
    "an error while it is loaded": (RULE + "\n1 / 0\n", "ZeroDivisionError"),
    "two rules": (RULE + RULE.replace("One", "Two"), "One, Two"),
    "no rule": ('"""No rule."""\n', "holds none"),
    "a rule of another file": ('"""A rule."""\nfrom postlint import Rule\n', "holds none"),
    "nothing": ("", "holds none"),
    "no text": (b"\xff\xfe", "can't decode byte 0xff"),
    "the end of the program": ("import sys\nsys.exit(0)\n", "SystemExit"),
}


@pytest.mark.parametrize("case", BROKEN)
@pytest.mark.parametrize("command", ["check", "fix", "rules"])
def test_a_broken_rule_stops_the_run(command: str, case: str, tmp_path: Path) -> None:
    """It names the file: a linter that goes on without its rules says that all is well."""
    text, said = BROKEN[case]
    files = {"rules/own/broken.py": text, "postlint.toml": 'rule-folders = ["rules"]\n', "a.md": "[a ](/b)\n"}
    write(tmp_path, files)  # type: ignore[arg-type]
    for _ in range(2):  # the second run takes what the first one remembers
        result = postlint(command, cwd=tmp_path)
        assert (result.code, result.out) == (2, "")
        assert f"{tmp_path}/rules/own/broken.py" in result.err
        assert said in result.err
    assert (tmp_path / "a.md").read_text() == "[a ](/b)\n"


def test_a_broken_rule_of_the_project(checkout: Path, tmp_path: Path) -> None:
    broken = tmp_path / "postlint"
    shutil.copytree(checkout, broken, ignore=shutil.ignore_patterns("dist", "fixtures"))
    with (broken / "rules" / "link" / "empty.py").open("a") as file:
        file.write("\ndef (:\n")
    write(tmp_path, {"site/a.md": "text\n"})
    done = python("from postlint.cli import run; run()", "check", path=broken, cwd=tmp_path / "site")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{broken}/rules/link/empty.py" in done.stderr
    shutil.rmtree(broken / "rules")
    done = python("from postlint.cli import run; run()", "check", path=broken, cwd=tmp_path / "site")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no rules here" in done.stderr


def test_a_rule_that_fails(tmp_path: Path) -> None:
    """While it looks at an article: no finding is lost in silence, and the rule is named."""
    failing = RULE.replace("return iter(())", 'raise ValueError("a defect")')
    write(
        tmp_path, {"rules/own/failing.py": failing, "postlint.toml": 'rule-folders = ["rules"]\n', "b/a.md": "text\n"}
    )
    done = python("from postlint.cli import run; run()", "check", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith("b/a.md:1:1: error postlint/failed the rule own/failing ")
    assert "a defect" in done.stdout and "Traceback" not in done.stdout


def test_who_imports_mistune_later_gets_all_of_it() -> None:
    """What parses blocks is loaded without the rest of the package, which is not left in its place."""
    code = "import postlint.document.markdown.blocks, mistune; print(mistune.html('*a*'), end='')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "<p><em>a</em></p>\n"
