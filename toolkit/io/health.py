"""Facts about the computer and about what is installed, gathered without the libraries that may be missing."""

import importlib.metadata
import importlib.util
import locale
import os
import platform
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from toolkit import __version__
from toolkit.doctor import Installation, Package
from toolkit.labels import load
from toolkit.labels.preferred import LANG_VARIABLE

DISTRIBUTION = "curriculum-mapping-toolkit"
"""The name of the toolkit on the package index."""

_CACHE_VARIABLE = "CURMAP_CACHE"  # also in toolkit.io.cache, which needs libraries that may be missing
_TOOLS_OF_DEVELOPERS = "dev"


def installation_facts() -> Installation:
    """Gather what is known of this computer and of what is installed; nothing raises for what is missing."""
    requirements, wanted = _required()
    cache = _cache()
    return Installation(
        toolkit=__version__,
        python=platform.python_version(),
        python_wanted=wanted,
        python_fits=_fits(wanted, platform.python_version()),
        system=f"{platform.system()} {platform.release()}",
        executable=sys.executable,
        packages=tuple(_package(line) for line in requirements if f'"{_TOOLS_OF_DEVELOPERS}"' not in line),
        encoding=_encoding(),
        lang_variable=os.environ.get(LANG_VARIABLE, ""),
        browser=_browser(),
        kernel=_kernel(),
        cache=str(cache) if cache else None,
        cache_usable=cache is None or can_write(cache),
    )


def can_write(folder: Path) -> bool:
    """Say whether a file could be written into a folder, or the folder be made; nothing stays there."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        with tempfile.TemporaryFile(dir=there):
            return True
    except OSError:
        return False


def free_megabytes(folder: Path) -> float | None:
    """Say how much room the drive of a folder has; None if the system does not tell."""
    try:
        return shutil.disk_usage(folder).free / 1e6
    except OSError:
        return None


def _required() -> tuple[list[str], str]:
    """Give the packages and the Python that the toolkit names: in pyproject.toml of a checkout, else as installed.

    What was written down when a checkout was installed does not follow later changes of pyproject.toml.
    """
    path = Path(__file__).resolve().parents[2] / "pyproject.toml"
    try:
        project = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
    except (OSError, ValueError, KeyError):
        return _as_installed()
    extras = project.get("optional-dependencies", {})
    optional = [f'{line}; extra == "{extra}"' for extra, lines in extras.items() for line in lines]
    return [*project.get("dependencies", []), *optional], str(project.get("requires-python", ""))


def _as_installed() -> tuple[list[str], str]:
    try:
        told = importlib.metadata.metadata(DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        return [], ""
    return list(told.get_all("Requires-Dist") or []), str(told["Requires-Python"] or "")


def _package(line: str) -> Package:
    """Look up what a requirement such as ``pandas<4,>=3.0; extra == "x"`` names."""
    text, _, marker = line.partition(";")
    name = re.match(r"\s*([\w.-]+)", text)
    extra = re.search(r"extra\s*==\s*['\"]([\w-]+)", marker)
    called = name.group(1) if name else text.strip()
    wanted = text.strip().removeprefix(called).strip(" ()")
    try:
        found = importlib.metadata.version(called)
    except importlib.metadata.PackageNotFoundError:
        found = ""
    return Package(called, wanted, found, _fits(wanted, found) if found else False, extra.group(1) if extra else "")


def _fits(wanted: str, found: str) -> bool | None:
    """Say whether a version is in a range; None without the package that can tell."""
    try:
        from packaging.specifiers import SpecifierSet  # noqa: PLC0415 -- it may be missing
    except ImportError:
        return None
    return SpecifierSet(wanted).contains(found, prereleases=True)


def _encoding() -> str:
    """Say in which encoding what is printed is read: the console's on Windows, else that of the locale."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 -- there only

        page = ctypes.windll.kernel32.GetConsoleOutputCP()
        return f"cp{page}" if page else "utf-8"  # 0: no console but a pipe
    return locale.getencoding()


def _browser() -> str:
    """Find a browser that can draw pictures."""
    known: dict[str, list[str]] = load("doctor")
    named = os.environ.get("BROWSER_PATH", "")
    for name in (*([named] if named else []), *known["browsers"]):
        if path := shutil.which(name):
            return path
    homes = [os.environ[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA") if os.environ.get(name)]
    places = (Path(home) / place for place in known["browser_places"] for home in homes or ["/"])
    return next((str(place) for place in places if place.is_file()), "")


def _kernel() -> str:
    """Find where the kernel of notebooks is described, without loading Jupyter."""
    if importlib.util.find_spec("ipykernel") is None:
        return ""
    return next((str(path) for path in _kernel_files() if path.is_file()), "")


def _kernel_files() -> Iterator[Path]:
    homes = [Path(sys.prefix) / "share" / "jupyter"]
    homes += [Path(part) for part in os.environ.get("JUPYTER_PATH", "").split(os.pathsep) if part]
    for home in homes:
        yield from sorted(home.glob("kernels/*/kernel.json"))


def _cache() -> Path | None:
    """Name the folder of the cache; None if it is switched off or cannot be named."""
    named = os.environ.get(_CACHE_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    try:
        from platformdirs import user_cache_path  # noqa: PLC0415 -- it may be missing
    except ImportError:
        return None
    return user_cache_path("curmap", appauthor=False)
