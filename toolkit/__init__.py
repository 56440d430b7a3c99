"""Curriculum Mapping Toolkit: programmes of Kazakhstan compared with professional standards.

Text goes in, declared tables come out; the machine proposes, people decide; everything shown can be traced to lines of
the source. The main steps::

    from toolkit import analyse, compare_with, gap_report, parse_text, statements_of
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.analysis import Analysis, analyse, compare_with
    from toolkit.decisions import replay
    from toolkit.model import statements_of
    from toolkit.parse import parse_text
    from toolkit.report import gap_report
    from toolkit.settings import Settings
    from toolkit.text import fingerprint

__version__ = "0.1.0"

_HOMES = {
    "Analysis": "toolkit.analysis",
    "Settings": "toolkit.settings",
    "analyse": "toolkit.analysis",
    "compare_with": "toolkit.analysis",
    "fingerprint": "toolkit.text",
    "gap_report": "toolkit.report",
    "parse_text": "toolkit.parse",
    "replay": "toolkit.decisions",
    "statements_of": "toolkit.model",
}

__all__ = [
    "Analysis",
    "Settings",
    "__version__",
    "analyse",
    "compare_with",
    "fingerprint",
    "gap_report",
    "parse_text",
    "replay",
    "statements_of",
]


def __getattr__(name: str) -> Any:
    """Import a name when it is first asked for: `import toolkit` alone stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'toolkit' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
