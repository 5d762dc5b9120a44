"""`postlint test` and `postlint new-rule`: for those who write rules of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import postlint, write
from samples import OWN_RULE


def test_a_new_rule_passes_its_own_test(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "We utilise it.\n"})
    assert postlint("new-rule", "house/our-words", "--folder", "lint", cwd=tmp_path).code == 0
    assert (tmp_path / "lint/house/our_words.py").is_file()
    write(tmp_path, {"postlint.toml": 'rule-folders = ["lint"]\n'})
    assert postlint("new-rule", "house/other-words", cwd=tmp_path).code == 0
    assert (tmp_path / "lint/house/other_words.py").is_file(), "in the folder of the configuration"
    done = postlint("test", cwd=tmp_path)
    assert (done.code, done.out) == (0, "8 examples of 2 rules: 0 failures\n")
    found = postlint("check", "--select", "house/our-words", cwd=tmp_path)
    assert "a.md:1:4: warning house/our-words “utilise” is not our word" in found.out


def test_the_folder_may_be_named(tmp_path: Path) -> None:
    made = postlint("new-rule", "house/greeting", "--folder", "mine", cwd=tmp_path)
    assert made.code == 0
    assert "rule-folders" in made.err, "it says how the rule comes to run"
    assert postlint("test", "mine", cwd=tmp_path).code == 0


@pytest.mark.parametrize("name", ["greeting", "House/greeting", "house/no way", "../house/x", "house/x/y", ""])
def test_a_name_that_is_none(name: str, tmp_path: Path) -> None:
    made = postlint("new-rule", name, cwd=tmp_path)
    assert made.code == 2
    assert "house/our-words" in made.err
    assert list(tmp_path.iterdir()) == []


def test_a_rule_that_is_there_stays(tmp_path: Path) -> None:
    assert postlint("new-rule", "house/greeting", cwd=tmp_path).code == 0
    file = tmp_path / "rules/house/greeting.py"
    file.write_text("mine")
    again = postlint("new-rule", "house/greeting", cwd=tmp_path)
    assert (again.code, file.read_text()) == (2, "mine")
    assert postlint("new-rule", "link/empty", cwd=tmp_path).code == 2, "postlint has one of this name"


BROKEN = {
    "a mark in the wrong place": (
        ('Bad("⟦Text⟧\\n")', 'Bad("⟦Tex⟧t\\n")'),
        "house/one-bad-0: 'Text' is found, not 'Tex'\n",
    ),
    "a good example in which something is found": (
        ('Good("a\\n")', 'Good("Text\\n")'),
        "house/one-good-0: 'Text' is found, not nothing\n",
    ),
    "a good example with marks": (
        ('Good("a\\n")', 'Good("⟦a⟧\\n")'),
        "house/one-good-0: a bad example has marks, and a good one has none\n",
    ),
    "a mark that is not closed": (
        ('Bad("⟦Text⟧\\n")', 'Bad("⟦Text\\n")'),
        "house/one-bad-0: ValueError: a mark ⟦ is not closed\n",
    ),
    "another message": (
        ('Bad("⟦Text⟧\\n")', 'Bad("⟦Text⟧\\n", message="never")'),
        "house/one-bad-0: the message is 'Text is not our word', without 'never'\n",
    ),
    "no documentation": (
        ('"""The word that this site does not use.', '"""The word'),
        "house/one: its documentation does not begin with a sentence\n",
    ),
    "no bad example": (
        ('bad = [Bad("⟦Text⟧\\n")]', ""),
        "house/one: it has no example of what is found\n",
    ),
    "a check that fails": (
        ("at = block", "at = 1 / 0 or block"),
        "ZeroDivisionError: division by zero\n",
    ),
    "a repair that is not shown": (
        ('Bad("⟦Text⟧\\n")', 'Bad("⟦Text⟧\\n", fixed="Words\\n")'),
        "house/one-bad-0: the fixes make 'Text\\n', not 'Words\\n'\n",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_named(case: str, tmp_path: Path) -> None:
    change, said = BROKEN[case]
    assert OWN_RULE.replace(*change) != OWN_RULE
    write(tmp_path, {"rules/house/one.py": OWN_RULE.replace(*change)})
    done = postlint("test", "rules", cwd=tmp_path)
    assert done.code == 1
    assert said in done.out
    assert done.err == ""


def test_a_file_that_is_no_rule(tmp_path: Path) -> None:
    write(tmp_path, {"rules/house/one.py": "def (:\n"})
    done = postlint("test", "rules", cwd=tmp_path)
    assert done.code == 2
    assert "rules/house/one.py" in done.err and "Traceback" not in done.err


def test_there_is_nothing_to_test(tmp_path: Path) -> None:
    assert postlint("test", cwd=tmp_path).code == 2
