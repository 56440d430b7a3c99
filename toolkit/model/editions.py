"""What can become of a thing from one edition of a standard to the next, and how heavily it changes."""

from typing import Literal, get_args

What = Literal["standard field", "card", "card field", "function", "unit", "statement"]
WHATS: tuple[What, ...] = get_args(What)
"""What a change is about."""

ChangeKind = Literal[
    "same",
    "moved",
    "reworded",
    "merged",
    "split",
    "added",
    "removed",
    "level changed",
    "code changed",
    "title changed",
    "kind changed",
]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""How something has changed; what was moved and reworded has two changes."""

Grade = Literal["cosmetic", "wording", "substance"]
GRADES: tuple[Grade, ...] = get_args(Grade)
"""How heavy a change is, from the lightest."""
