"""What is wrong with an installation and its data, and what to do: checks over facts that somebody else has gathered."""

from toolkit.doctor.data import data_checks
from toolkit.doctor.facts import DataFacts, Folder, Installation, Package, ProgrammeFacts, Trouble
from toolkit.doctor.installation import installation_checks
from toolkit.doctor.results import CHECK_STATES, Check, CheckState, lines_of, records_of, status_of

__all__ = [
    "CHECK_STATES",
    "Check",
    "CheckState",
    "DataFacts",
    "Folder",
    "Installation",
    "Package",
    "ProgrammeFacts",
    "Trouble",
    "data_checks",
    "installation_checks",
    "lines_of",
    "records_of",
    "status_of",
]
