"""The files of rules: where they are, and the class that each holds."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from inspect import isabstract
from pathlib import Path
from types import ModuleType

from postlint.rule import AnyRule


class RuleError(Exception):
    """A rule file that cannot be used. The message names the file and says why."""


@cache
def rules_folder() -> Path:
    """Where the rules that come with postlint are: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def rule_files(folder: Path) -> dict[str, Path]:
    """The files of the rules in a folder by the name of the rule, `family/name`, sorted."""
    # Those that come with postlint are asked for several times in a run.
    return _own_files() if folder == rules_folder() else _files_in(folder)


@cache
def _own_files() -> dict[str, Path]:
    return _files_in(rules_folder())


def _files_in(folder: Path) -> dict[str, Path]:
    return {
        f"{family}/{name[:-3]}".replace("_", "-"): Path(f"{folder}{os.sep}{family}{os.sep}{name}")
        for family in _listed(folder)
        for name in _listed(folder / family)
        if name.endswith(".py") and not name.startswith("_")
    }


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return []


def load_rules(folder: Path, names: Iterable[str] | None = None) -> dict[str, type[AnyRule]]:
    """The rules in a folder, `family/name.py` each, by name; with `names`, only those.

    Raises RuleError, with the name of the file, where a file has no rule class, has two, or fails to import, and
    where the folder holds no rule at all.
    """
    files = rule_files(folder)
    if not files:
        raise RuleError(f"{folder}: there are no rules here; is the installation of postlint complete?")
    wanted = files if names is None else {name: files[name] for name in names if name in files}
    return {name: _load_rule(name, file) for name, file in wanted.items()}


@cache
def _load_rule(name: str, file: Path) -> type[AnyRule]:
    # A process loads a rule once: its file counts as it was then.
    module = _import(name, file)
    classes = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, AnyRule)
        and value.__module__ == module.__name__
        and not isabstract(value)
    ]
    if len(classes) != 1:
        names = ", ".join(class_.__name__ for class_ in classes) or "none"
        raise RuleError(f"{file}: a rule file holds one rule class, and this one holds {names}")
    rule = classes[0]
    rule.name = name
    rule.__doc__ = module.__doc__
    return rule


def _import(name: str, file: Path) -> ModuleType:
    module_name = "postlint_rule_" + re.sub(r"\W", "_", str(file.with_suffix("")))
    spec = importlib.util.spec_from_file_location(module_name, file)
    if spec is None or spec.loader is None:
        raise RuleError(f"{file}: this is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[module_name]
        raise RuleError(f"{file}: the rule {name} cannot be loaded: {type(error).__name__}: {error}") from error
    return module
