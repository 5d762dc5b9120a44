"""Many URLs on many hosts: memory and limits; the large version, with the time, is `bench/links.py`."""

from __future__ import annotations

import json
from pathlib import Path

from bench.links import COMMAND, Plan, kill_and_start_again, measure, serving, stats, write_pages


def test_many_urls_on_many_hosts(tmp_path: Path) -> None:
    plan = Plan(urls=600, hosts=40, concurrency=32)
    with serving(plan) as port:
        write_pages(plan, tmp_path, port)
        _, memory = measure(COMMAND, tmp_path, tmp_path / "out.json")
        found = stats(port)
    expected = plan.expected()
    shown = (tmp_path / "out.err").read_text()
    for state, count in expected.items():
        assert f"{count} {state}" in shown
    assert found["most"] <= plan.limit
    assert sum(found["seen"].values()) <= 1.02 * sum(plan.requests(number) for number in range(plan.urls)) + 12
    assert memory < 200
    diagnostics = json.loads((tmp_path / "out.json").read_text())["diagnostics"]
    assert sum(1 for finding in diagnostics if finding["rule"] == "external/dead") == expected["dead"]


def test_killed_in_the_middle(tmp_path: Path) -> None:
    plan = Plan(urls=400, hosts=20, concurrency=16, silent=0)
    with serving(plan) as port:
        write_pages(plan, tmp_path, port)
        known, asked, twice = kill_and_start_again(plan, tmp_path, port)
    assert twice == 0
    assert known > 100
    assert known + asked >= plan.urls
