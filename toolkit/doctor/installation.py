"""Checks of what is installed: Python, packages, terminal, notebooks, browser, cache."""

from collections.abc import Iterator

from toolkit.doctor.facts import Installation, Package
from toolkit.doctor.results import Check, check
from toolkit.model import LANGS

_UTF8 = frozenset({"utf8", "cp65001"})


def installation_checks(facts: Installation) -> tuple[Check, ...]:
    """Judge an installation.

    Parameters
    ----------
    facts : Installation
        What is known of it.

    Returns
    -------
    tuple of Check
        In a fixed order; packages that are missing or do not fit have a check each.

    Examples
    --------
    >>> checks = installation_checks(Installation("0.1.0", "3.11.4", ">=3.11", "Linux", browser="chromium"))
    >>> [one.key for one in checks if one.state != "ok"]
    ['not-installed', 'no-kernel']
    """
    return (*_python(facts), *_packages(facts), *_terminal(facts), *_notebooks(facts), *_browser(facts), *_cache(facts))


def _python(facts: Installation) -> Iterator[Check]:
    blanks = {"found": facts.python, "wanted": facts.python_wanted, "system": facts.system, "toolkit": facts.toolkit}
    if facts.python_fits is False:
        yield check("python-old", "problem", (), **blanks)
    else:
        yield check("python", "ok", (), **blanks)


def _packages(facts: Installation) -> Iterator[Check]:
    needed = [one for one in facts.packages if not one.extra]
    good = [one for one in needed if one.found and one.fits is not False]
    if not needed:
        yield check("not-installed", "note", python=facts.executable)
    elif len(good) == len(needed):
        yield check("packages", n=len(good))
    for one in needed:
        if one not in good:
            yield _package(one, facts)
    for one in facts.packages:
        if one.extra and one.found and one.fits is False:
            yield _package(one, facts)
    absent = [one.name for one in facts.packages if one.extra and not one.found]
    if absent:
        yield check("optional", names=", ".join(dict.fromkeys(absent)))
    if any(one.found and one.fits is None for one in facts.packages):
        yield check("ranges-unknown", "note", python=facts.executable)


def _package(one: Package, facts: Installation) -> Check:
    blanks = {"name": one.name, "wanted": one.wanted, "found": one.found, "python": facts.executable}
    key = "package-other" if one.found else "package-missing"
    return check(key, "note" if one.extra else "problem", **blanks)


def _terminal(facts: Installation) -> Iterator[Check]:
    plain = facts.encoding.casefold().replace("-", "").replace("_", "")
    if plain in _UTF8:
        yield check("terminal")
    else:
        yield check("terminal-other", "note", encoding=facts.encoding or "?")
    said = facts.lang_variable.strip()
    if said and said.casefold() not in LANGS:
        yield check("language-unknown", "note", value=said, known=", ".join(LANGS))


def _notebooks(facts: Installation) -> Iterator[Check]:
    if facts.kernel:
        yield check("kernel")
    else:
        yield check("no-kernel", "note", python=facts.executable)


def _browser(facts: Installation) -> Iterator[Check]:
    if facts.browser:
        yield check("browser", path=facts.browser)
    else:
        yield check("no-browser", "note")


def _cache(facts: Installation) -> Iterator[Check]:
    if facts.cache is None:
        yield check("cache-off")
    elif facts.cache_usable:
        yield check("cache", path=facts.cache)
    else:
        yield check("cache-unusable", "note", path=facts.cache)
