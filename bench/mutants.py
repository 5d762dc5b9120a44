"""Small changes made to the code on purpose, and how many of them the examples and tests notice.

    python bench/mutants.py                       a seeded sample of rules, helpers, suppressions and suggestions
    python bench/mutants.py --sample 0 rules/link  every mutant of some files
    python bench/mutants.py --survivors FILE      where to write those that nothing noticed

A mutant of a rule runs the examples of that rule, and the tests of tests/rules that name it; one of a helper the
examples of every rule that imports it, and the tests that import it; others run the examples of rules named in RULES,
and the tests named in TESTS. Those that change nothing anybody sees are listed with the reason in
bench/mutants.tsv, and not tried. Needs cosmic-ray, which makes the mutants: pip install -e '.[mutants]'.
"""

from __future__ import annotations

import argparse
import ast
import csv
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator

if TYPE_CHECKING:
    from postlint.rule import AnyRule

ROOT = Path(__file__).resolve().parent.parent
TESTS = {
    "postlint/document/suppressions.py": ["tests/test_directives.py", "tests/test_suppress.py"],
    "postlint/site/suggestions.py": [
        "tests/site_map/test_suggestions.py",
        "tests/site_map/test_resolve.py",
        "tests/test_rules.py",
    ],
}
LIBRARY = [
    path.relative_to(ROOT).as_posix()
    for path in sorted((ROOT / "postlint" / "site" / "library").glob("*.py"))
    if path.name != "__init__.py"
]
# The fastest tests first.
_LIBRARY_TESTS = [
    "tests/site_map/test_ranking.py",
    "tests/site_map/test_mentions.py",
    "tests/site_map/test_editions.py",
    "tests/site_map/test_words_of_library.py",
    "tests/site_map/test_changed_keys.py",
    "tests/site_map/test_library_links.py",
    "tests/site_map/test_library.py",
    "tests/site_map/test_catalogue.py",
]
TESTS |= dict.fromkeys(LIBRARY, _LIBRARY_TESTS)
# Tried for what nothing else notices.
_SLOW_LIBRARY_TESTS = ["tests/site_map/test_library_keys.py", "tests/test_stored_library.py"]
SLOW_TESTS = dict.fromkeys(LIBRARY, _SLOW_LIBRARY_TESTS)
_USE_LIBRARY = ["link/mismatched-text", "link/broken", "editorial/unlinked-mention", "editorial/unresolved-related"]
# Rules whose examples hold a module of the facts, or of the library.
RULES = {
    "postlint/facts/joined_lines.py": ["structure/joined-lines"],
    "postlint/facts/related_leads.py": ["editorial/unresolved-related"],
    "postlint/facts/run_on_lists.py": ["structure/run-on-list", "emphasis/stray-space"],
    **dict.fromkeys(LIBRARY, _USE_LIBRARY),
}
# Tests that hold a helper which they do not import.
ALSO = {
    "postlint/helpers/related_style.py": ["tests/site_map/test_related.py"],
    "postlint/helpers/emphasis_plausibility.py": ["tests/helpers/test_emphasis_pairs.py"],
    "postlint/helpers/marker_pairs.py": ["tests/helpers/test_emphasis_pairs.py"],
    "postlint/facts/related_leads.py": ["tests/site_map/test_page.py"],
}
# Numbers that are measured on public sites, where one more or less is neither right nor wrong for a test: by file, the
# names of their tables. What they are for has tests.
MEASURED = {"postlint/site/library/ranking.py": ("_FIELDS", "_SATURATION", "_LINKED", "_SAME", "_CERTAINTY")}
PLACES = ("rules", "postlint/helpers", *RULES, *TESTS)
SECONDS = 120
"""For so long examples may take before they are taken for endless."""
SEED = 7
LISTED = ROOT / "bench" / "mutants.tsv"
OPERATORS = (
    *(
        f"ReplaceBinaryOperator_{pair}"
        for pair in ("Add_Sub", "Sub_Add", "Mul_FloorDiv", "BitOr_BitAnd", "BitAnd_BitOr")
    ),
    *(
        f"ReplaceComparisonOperator_{pair}"
        for pair in ("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Is_IsNot", "IsNot_Is")
    ),
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "AddNot",
    "NumberReplacer",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ZeroIterationForLoop",
)


class Mutant(NamedTuple):
    """One change: its file, the operator that makes it, which of its places, and the line."""

    file: str
    operator: str
    place: int
    line: int

    def code(self) -> str:
        """The file with the change."""
        visitor = MutationVisitor(self.place, get_operator(f"core/{self.operator}")())
        return str(visitor.walk(get_ast((ROOT / self.file).read_text("utf-8"))).get_code())

    def change(self) -> tuple[str, str]:
        """The line that is changed, and what it becomes."""
        before = (ROOT / self.file).read_text("utf-8").splitlines()
        after = self.code().splitlines()
        at = next((at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new), 0)
        return _place(before, at), after[at].strip()


def _place(lines: list[str], at: int) -> str:
    """A line of a file; a single word with the line before it."""
    line = lines[at].strip()
    return line if " " in line or not at else f"{lines[at - 1].strip()} {line}"


@cache
def _listed() -> dict[str, set[tuple[str, str]]]:
    """The changes to each file that nobody sees."""
    listed: dict[str, set[tuple[str, str]]] = {}
    with LISTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            listed.setdefault(row["file"], set()).add((row["line"], row["becomes"]))
    return listed


def is_listed(mutant: Mutant) -> bool:
    """Whether a mutant changes nothing that anybody sees, by the list."""
    return mutant.file in _listed() and mutant.change() in _listed()[mutant.file]


def mutants(file: Path) -> Iterator[Mutant]:
    """All mutants of a file, but for those in annotations and documentation, which change nothing, and in MEASURED."""
    code = file.read_text("utf-8")
    name = file.relative_to(ROOT).as_posix()
    same = list(_left_out(ast.parse(code), MEASURED.get(name, ())))
    nodes = list(_nodes(get_ast(code)))
    for operator_name in OPERATORS:
        operator = get_operator(f"core/{operator_name}")()
        positions = (position for node in nodes for position in operator.mutation_positions(node))
        for place, ((line, column), _) in enumerate(positions):
            if not any(start <= (line, column) < end for start, end in same):
                yield Mutant(name, operator_name, place, line)


def _nodes(node: object) -> Iterator[object]:
    yield node
    for child in getattr(node, "children", ()):
        yield from _nodes(child)


def _left_out(tree: ast.Module, measured: Iterable[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations, what is only imported for types, and some tables stand."""
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef):
            parts = [node.returns, *(argument.annotation for argument in node.args.args + node.args.kwonlyargs)]
        elif isinstance(node, ast.AnnAssign) and "Annotated" not in ast.unparse(node.annotation):
            parts = [node.annotation]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts = [node]
        parts += [node] if isinstance(node, ast.Assign) and _target(node) in measured else []
        for part in (*parts, *_examples(tree)) if node is tree else parts:
            if part is not None:
                yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)  # type: ignore[attr-defined]


def _examples(tree: ast.Module) -> list[ast.stmt]:
    """The examples of a rule, which are its tests, and what nothing but they use."""
    found: list[ast.stmt] = [
        node for node in ast.walk(tree) if isinstance(node, ast.Assign) and _target(node) in ("good", "bad")
    ]
    before = -1
    while before < len(found):
        before = len(found)
        own = {id(part) for node in found for part in ast.walk(node)}
        used = {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in own
        }
        found += [
            node
            for node in (tree.body if found else ())
            if id(node) not in own and isinstance(node, ast.Assign | ast.FunctionDef) and _target(node) not in used
        ]
    return found


def _target(node: ast.Assign | ast.FunctionDef) -> str:
    return node.name if isinstance(node, ast.FunctionDef) else ast.unparse(node.targets[0])


@cache
def users() -> dict[str, list[str]]:
    """The rules that import each helper, also by way of another one."""
    imported = {
        path.relative_to(ROOT).as_posix(): _helpers(path)
        for place in ("postlint/helpers", "rules")
        for path in (ROOT / place).rglob("*.py")
    }
    using: dict[str, list[str]] = {}
    for file in imported:
        if file.startswith("rules/"):
            waiting, seen = [file], set[str]()
            while waiting:
                for helper in imported.get(waiting.pop(), ()):
                    if helper not in seen:
                        seen.add(helper)
                        waiting.append(helper)
            for helper in seen:
                using.setdefault(helper, []).append(file)
    return using


def _helpers(path: Path) -> set[str]:
    helpers: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("postlint.helpers"):
            names = [node.module or ""] + [f"{node.module}.{alias.name}" for alias in node.names]
            helpers |= {name.replace(".", "/") + ".py" for name in names}
    return helpers


@cache
def tests_of(file: str) -> list[str]:
    """The test files that import a helper, or that name a rule; those in TESTS for others."""
    if file in TESTS:
        return TESTS[file]
    if file.startswith("rules/"):
        name = f'"{_name(file)}"'
        tests = [path for path in (ROOT / "tests" / "rules").glob("test_*.py") if name in path.read_text("utf-8")]
    else:
        tests = [path for path in (ROOT / "tests").rglob("test_*.py") if file in _helpers(path)]
    return sorted([*(path.relative_to(ROOT).as_posix() for path in tests), *ALSO.get(file, ())])


def _name(file: str) -> str:
    """The name of the rule in a file."""
    return file.split("/", 1)[1].removesuffix(".py").replace("_", "-")


def survives(mutant: Mutant) -> bool:
    """Whether nothing notices a mutant; it is tried in processes of their own."""
    tests = tests_of(mutant.file)
    if mutant.file.startswith("rules/"):
        return _survives(_rule_holds, mutant) and (not tests or _survives_tests(mutant, tests))
    return (
        (not tests or _survives(_tests_hold, mutant))
        and (not rules_of(mutant.file) or _survives(_users_hold, mutant))
        and (mutant.file not in SLOW_TESTS or _survives_tests(mutant, SLOW_TESTS[mutant.file]))
    )


def _survives(holds: Callable[[Mutant, str], bool], mutant: Mutant) -> bool:
    changed = mutant.code()
    child = os.fork()
    if child == 0:
        # Of the processor, which a busy machine does not change.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            code = 0 if holds(mutant, changed) else 1
        except BaseException:
            code = 1
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _rule_holds(mutant: Mutant, code: str) -> bool:
    """Whether the examples of a rule hold with a mutant in its place."""
    from postlint.config.rule_files import load_rules

    with tempfile.TemporaryDirectory() as folder:
        family, name = mutant.file.split("/")[1:]
        place = Path(folder) / family / name
        place.parent.mkdir()
        place.write_text(code, "utf-8")
        return _hold(load_rules(Path(folder)))


def _users_hold(mutant: Mutant, code: str) -> bool:
    """Whether the examples of all rules that use a helper, or facts, hold with a mutant in its place."""
    from postlint.config.rule_files import load_rules, rules_folder

    _put(mutant, code)
    return _hold(load_rules(rules_folder(), rules_of(mutant.file)))


def rules_of(file: str) -> list[str]:
    """The names of the rules whose examples hold a file."""
    return [_name(file)] if file.startswith("rules/") else [*map(_name, users().get(file, ())), *RULES.get(file, ())]


def _tests_hold(mutant: Mutant, code: str) -> bool:
    """Whether the tests that import a helper hold with a mutant in its place."""
    import pytest

    os.environ["POSTLINT_QUICK"] = "1"
    _put(mutant, code)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return pytest.main(["-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests_of(mutant.file)]) == 0


def _put(mutant: Mutant, code: str) -> None:
    module = mutant.file.removesuffix(".py").replace("/", ".")
    made = ModuleType(module)
    made.__file__ = mutant.file
    sys.modules[module] = made
    exec(compile(code, mutant.file, "exec"), made.__dict__)


def _hold(rules: dict[str, type[AnyRule]]) -> bool:
    """Whether all examples of some rules hold."""
    from postlint.cli.rule_examples import failures
    from postlint.config.rule_files import load_rules, rules_folder

    others = {beside for rule in rules.values() for example in (*rule.good, *rule.bad) for beside in example.beside}
    return not any(failures(rules, {**load_rules(rules_folder(), others), **rules}))


def _fail_unchanged(files: set[str]) -> bool:
    """Whether examples of some rules and of the users of some helpers and facts fail as they are."""
    names = {name for file in files for name in rules_of(file)}
    child = os.fork()
    if child == 0:
        from postlint.config.rule_files import load_rules, rules_folder

        os._exit(0 if _hold(load_rules(rules_folder(), names)) else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _survives_tests(mutant: Mutant, tests: list[str]) -> bool:
    file = ROOT / mutant.file
    before = file.read_text("utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    try:
        file.write_text(mutant.code(), "utf-8")
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=1200, check=False)
        return done.returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        file.write_text(before, "utf-8")


def files(names: Iterable[str]) -> Iterator[Path]:
    for name in names:
        path = ROOT / name
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("paths", nargs="*", default=PLACES, help="files and folders of the project")
    parser.add_argument("--sample", type=int, default=500, help="how many mutants to try; 0 for all")
    parser.add_argument("--seed", type=int, default=SEED, help="another number draws another sample")
    parser.add_argument("--survivors", type=Path, help="the file to write those to that nothing noticed")
    arguments = parser.parse_args()
    chosen = [mutant for file in files(arguments.paths) if file.name != "__init__.py" for mutant in mutants(file)]
    total = len(chosen)
    if arguments.sample and arguments.sample < total:
        chosen = sorted(random.Random(arguments.seed).sample(chosen, arguments.sample))
    drawn = len(chosen)
    chosen = [mutant for mutant in chosen if not is_listed(mutant)]
    if _fail_unchanged({mutant.file for mutant in chosen}):
        sys.exit("some examples fail without any change: see make test")
    survivors = []
    with arguments.survivors.open("w", encoding="utf-8") if arguments.survivors else nullcontext() as written:
        for mutant in chosen:
            if survives(mutant):
                survivors.append(mutant)
                if written:
                    print(f"{mutant.file}:{mutant.line} {mutant.operator} {mutant.place}", file=written, flush=True)
    tried, missed = Counter(mutant.file for mutant in chosen), Counter(mutant.file for mutant in survivors)
    for file in sorted(missed, key=lambda name: (-missed[name], name)):
        print(f"{file}: {missed[file]} of {tried[file]} not noticed")
    print(f"{drawn - len(chosen):,} listed in {LISTED.name} as changing nothing, not tried")
    print(f"{len(chosen):,} of {total:,} mutants tried, {1 - len(survivors) / max(1, len(chosen)):.1%} noticed")


if __name__ == "__main__":
    main()
