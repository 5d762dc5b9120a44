"""External links: what became of each URL that leaves the site, over the network and over time.

Rules see outcomes, which are data; only `request` speaks to the network, and only `postlint links` loads it.
"""

from __future__ import annotations

from postlint.external.outcome import Cause as Cause
from postlint.external.outcome import Outcome as Outcome
from postlint.external.outcome import State as State
from postlint.external.uses import Outcomes as Outcomes
