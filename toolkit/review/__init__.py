"""Review: one person goes through outcomes or statements and decides; every decision is a row on disk.

`session` the queue, the verdicts, undo · `material`, `book` what is reviewed and what stands about it · `rules` when a
reason is needed · `order`, `filters`, `search` what is shown · `stopping` what is probably left · `agreement` two
reviewers · `view`, `messages` the desk's side of it.
"""

from toolkit.review.agreement import agreement, disagreements, said_by, second_sample
from toolkit.review.rules import DeskSettings
from toolkit.review.session import Reply, Session
from toolkit.review.stopping import estimate, simulate

__all__ = [
    "DeskSettings",
    "Reply",
    "Session",
    "agreement",
    "disagreements",
    "estimate",
    "said_by",
    "second_sample",
    "simulate",
]
