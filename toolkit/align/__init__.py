"""The machine proposes: which statements an outcome may serve. Nothing here decides anything."""

from toolkit.align.propose import METHOD, propose_links

__all__ = ["METHOD", "propose_links"]
