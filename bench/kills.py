"""What `postlint fix` leaves behind where it is killed: each article is whole, old or new, and nothing lies beside it.

    python bench/kills.py              200 runs, ended in the middle by KILL, TERM and INT in turn
    python bench/kills.py --runs 10

Prints how many runs were ended while some articles were written and others not. Fails where anything was torn or left.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENDS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
SEED = 1
LONGEST_WAIT = 0.04
BEFORE = "+++\ntitle = 'x'\n+++\n\n" + "[a ](/b)\n" * 40
AFTER = BEFORE.replace("[a ]", "[a]")
FIX = ("-m", "postlint", "fix", "--no-cache", "--isolated", "--jobs", "1", "--select", "link/padded-text")


def ended(folder: Path, end: signal.Signals, wait: float) -> Counter[str]:
    """What one run leaves that is ended so many seconds after it wrote its first article."""
    articles = [folder / f"a{number}.md" for number in range(100)]
    for article in articles:
        article.write_text(BEFORE)
    process = subprocess.Popen(
        [sys.executable, *FIX],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while process.poll() is None and all(article.read_text() == BEFORE for article in articles[:3]):
        time.sleep(0.002)
    time.sleep(wait)
    process.send_signal(end)
    process.wait()
    texts = [article.read_text() for article in articles]
    beside = [path for path in folder.iterdir() if path not in articles and path.name != ".git"]
    for path in beside:
        path.unlink()
    return Counter(
        {
            "torn": sum(text not in (BEFORE, AFTER) for text in texts),
            "left behind": len(beside),
            "in the middle": int(BEFORE in texts and AFTER in texts),
            end.name: 1,
        }
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(SEED)
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / ".git").mkdir()
        for number in range(options.runs):
            seen += ended(Path(folder), ENDS[number % len(ENDS)], chance.random() * LONGEST_WAIT)
    print(
        ", ".join(f"{what}: {seen[what]}" for what in ("torn", "left behind", "in the middle", *(e.name for e in ENDS)))
    )
    return int(bool(seen["torn"] or seen["left behind"]))


if __name__ == "__main__":
    sys.exit(main())
