"""Where the project lies and the day that tests take for today."""

from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 11, 21)
