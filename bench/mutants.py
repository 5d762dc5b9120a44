"""Small changes made to the code on purpose, and how many of them the examples and tests notice.

    python bench/mutants.py                       a seeded sample of rules, helpers, suppressions and suggestions
    python bench/mutants.py --sample 0 rules/link  every mutant of some files
    python bench/mutants.py --survivors FILE      where to write those that nothing noticed

A mutant of a rule runs the examples of that rule; one of a helper those of every rule that imports it; others run the
tests named in TESTS. Needs cosmic-ray, which makes the mutants: pip install -e '.[mutants]'.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator

ROOT = Path(__file__).resolve().parent.parent
TESTS = {
    "postlint/document/suppressions.py": ["tests/test_suppress.py"],
    "postlint/site/suggestions.py": ["tests/site_map/test_resolve.py", "tests/test_rules.py"],
}
PLACES = ("rules", "postlint/helpers", *TESTS)
SECONDS = 60
SEED = 7
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


def mutants(file: Path) -> Iterator[Mutant]:
    """All mutants of a file, but for those in annotations and documentation, which change nothing."""
    code = file.read_text("utf-8")
    same = list(_without_effect(ast.parse(code)))
    name = file.relative_to(ROOT).as_posix()
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


def _without_effect(tree: ast.Module) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations, and what is only imported for types, stand."""
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.FunctionDef):
            parts = [node.returns, *(argument.annotation for argument in node.args.args + node.args.kwonlyargs)]
        elif isinstance(node, ast.AnnAssign) and "Annotated" not in ast.unparse(node.annotation):
            parts = [node.annotation]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            parts = [node]
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("good", "bad"):
            # The examples are the tests.
            parts = [node]
        for part in parts:
            if part is not None:
                yield (part.lineno, part.col_offset), (part.end_lineno, part.end_col_offset)  # type: ignore[attr-defined]


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


def survives(mutant: Mutant) -> bool:
    """Whether nothing notices a mutant; it is tried in a process of its own."""
    if mutant.file in TESTS:
        return _survives_tests(mutant)
    changed = mutant.code()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        try:
            code = 0 if _holds(mutant, changed) else 1
        except BaseException:
            code = 1
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _holds(mutant: Mutant, code: str) -> bool:
    """Whether all examples hold with a mutant in the place of its file."""
    from types import ModuleType

    from postlint.cli.rule_examples import failures
    from postlint.rule import load_rules, rules_folder

    if mutant.file.startswith("rules/"):
        with tempfile.TemporaryDirectory() as folder:
            family, name = mutant.file.split("/")[1:]
            place = Path(folder) / family / name
            place.parent.mkdir()
            place.write_text(code, "utf-8")
            rules = load_rules(Path(folder))
            others = {
                beside for rule in rules.values() for example in (*rule.good, *rule.bad) for beside in example.beside
            }
            return not any(failures(rules, {**load_rules(rules_folder(), others), **rules}))
    module = mutant.file.removesuffix(".py").replace("/", ".")
    made = ModuleType(module)
    made.__file__ = mutant.file
    sys.modules[module] = made
    exec(compile(code, mutant.file, "exec"), made.__dict__)
    names = [file.split("/", 1)[1].removesuffix(".py").replace("_", "-") for file in users().get(mutant.file, ())]
    rules = load_rules(rules_folder(), names)
    others = {beside for rule in rules.values() for example in (*rule.good, *rule.bad) for beside in example.beside}
    return not any(failures(rules, {**load_rules(rules_folder(), others), **rules}))


def _survives_tests(mutant: Mutant) -> bool:
    file = ROOT / mutant.file
    before = file.read_text("utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *TESTS[mutant.file]]
    try:
        file.write_text(mutant.code(), "utf-8")
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=10 * SECONDS, check=False)
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
    parser.add_argument("--survivors", type=Path, help="the file to write those to that nothing noticed")
    arguments = parser.parse_args()
    chosen = [mutant for file in files(arguments.paths) if file.name != "__init__.py" for mutant in mutants(file)]
    total = len(chosen)
    if arguments.sample and arguments.sample < total:
        chosen = sorted(random.Random(SEED).sample(chosen, arguments.sample))
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
    print(f"{len(chosen):,} of {total:,} mutants tried, {1 - len(survivors) / max(1, len(chosen)):.1%} noticed")


if __name__ == "__main__":
    main()
