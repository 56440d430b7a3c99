"""What could be changed: the smallest set of changes that reaches a share, with its cost and what it raises.

Nothing here is a decision. A plan says what would have to be true; people make it true, or do not.
"""

from toolkit.proposals.applied import applied, changed_programme, result_after
from toolkit.proposals.plan import Aim, Block, Change, Costs, Gain, Plan
from toolkit.proposals.propose import NODES, propose
from toolkit.proposals.told import aims_table, blocked_table, proposals_table, sentence, summary

__all__ = [
    "NODES",
    "Aim",
    "Block",
    "Change",
    "Costs",
    "Gain",
    "Plan",
    "aims_table",
    "applied",
    "blocked_table",
    "changed_programme",
    "proposals_table",
    "propose",
    "result_after",
    "sentence",
    "summary",
]
