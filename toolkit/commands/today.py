"""The day on which a command runs: what a user sees when no day is named."""

from datetime import UTC, date, datetime


def today() -> date:
    """Give the day where this computer stands."""
    return datetime.now(UTC).astimezone().date()
