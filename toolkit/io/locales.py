"""Which language the computer speaks."""

import locale
import os
import sys

from toolkit.labels.preferred import reader_language
from toolkit.model import Lang


def system_locale() -> str:
    """Name the language of the system: of its windows and menus on Windows, else of the process; empty if unknown."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 -- there only

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return locale.getlocale()[0] or ""


def computer_language(asked: str = "") -> Lang:
    """Give the language of messages here and now, see `reader_language`."""
    return reader_language(os.environ, system_locale(), asked)
