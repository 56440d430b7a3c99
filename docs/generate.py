"""Parts of the documentation that are made of the code: tables, commands, warnings, settings, rooms, contracts of the linter.

The pages under `docs/reference/` are filled while the documentation is built (`conf.py`). The map of the house stands in
files that people read without building anything; run this file to write it anew, `tests/test_docs.py` says when it is old.
"""  # noqa: INP001 -- a script beside conf.py, no package

import argparse
import ast
import importlib
import os
import pkgutil
import re
import runpy
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from toolkit import tables
from toolkit.cli.help import examples, exit_codes
from toolkit.cli.parser import parser
from toolkit.labels import load
from toolkit.settings import Settings
from toolkit.tables import TableSchema

ROOT = Path(__file__).parents[1]

TYPES = {"str": "text", "int": "whole number", "float": "number", "bool": "yes or no"}
"""Types of columns in words; a ``?`` behind one means that the cell may be empty."""


@dataclass(frozen=True, slots=True)
class House:
    """The rooms of `toolkit/` and what each may import, as `tests/test_house.py` has it.

    Parameters
    ----------
    core, edges : mapping of room to rooms
        What each may import.
    outside : mapping of library to rooms
        The rooms that may import it.
    """

    core: Mapping[str, set[str]]
    edges: Mapping[str, set[str]]
    outside: Mapping[str, set[str]]

    @property
    def rooms(self) -> dict[str, set[str]]:
        """All rooms with what they may import."""
        return {**self.core, **self.edges}

    def floors(self) -> list[list[str]]:
        """Put every room one floor above the highest of those that it may import, lowest floor first."""
        found: dict[str, int] = {}

        def floor(room: str) -> int:
            if room not in found:
                found[room] = 1 + max((floor(below) for below in self.rooms[room] - {room}), default=-1)
            return found[room]

        highest = max(map(floor, self.rooms))
        return [sorted(room for room in self.rooms if found[room] == number) for number in range(highest + 1)]


def house() -> House:
    """Read the rooms from the test that checks every import."""
    rules = runpy.run_path(str(ROOT / "tests" / "test_house.py"))
    return House(rules["CORE"], rules["EDGES"], rules["OUTSIDE"])


def _modules_there() -> list[Path]:
    return sorted((ROOT / "toolkit").rglob("*.py"))


def place_of(room: str) -> str:
    """Give a room as one finds it in the folder, `model/` or `text.py`."""
    return f"{room}/" if (ROOT / "toolkit" / room).is_dir() else f"{room}.py"


def purpose_of(room: str) -> str:
    """Give the first line that a room says of itself."""
    path = ROOT / "toolkit" / place_of(room)
    module = path / "__init__.py" if path.is_dir() else path
    said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0]


def rooms_text(found: House) -> str:
    """Give the list of rooms with what each is for; one that the house does not know yet stands at the end."""
    lines = ["| room | what it is for |", "| --- | --- |"]
    there = sorted({path.relative_to(ROOT / "toolkit").parts[0].removesuffix(".py") for path in _modules_there()})
    rooms = [*found.rooms, *(room for room in there if room not in found.rooms and room != "__init__")]
    lines += [f"| `{place_of(room)}` | {_cell(purpose_of(room))} |" for room in rooms]
    return "\n".join(lines)


def floors_text(found: House) -> str:
    """Give the floors of the house, the highest first, with what each room may import."""
    lines = ["| floor | room | may import |", "| --- | --- | --- |"]
    for number, floor in reversed(list(enumerate(found.floors()))):
        lines += [f"| {number} | `{room}` | {_allowed(found, room)} |" for room in floor]
    return "\n".join(lines)


def _allowed(found: House, room: str) -> str:
    allowed = found.rooms[room]
    whole = set(found.core) <= allowed
    named = sorted(allowed - set(found.core)) if whole else sorted(allowed)
    said = ["the core"] if whole else []
    return ", ".join([*said, *(f"`{one}`" for one in named)]) or "–"


def libraries_text(found: House) -> str:
    """Give each library that only some rooms may import."""
    lines = ["| library | only in |", "| --- | --- |"]
    lines += [
        f"| `{library}` | {', '.join(f'`{room}`' for room in sorted(rooms))} |"
        for library, rooms in sorted(found.outside.items(), key=lambda item: item[0].lower())
    ]
    return "\n".join(lines)


def contracts_text(found: House) -> str:
    """Give the contracts of import-linter, as they stand in pyproject.toml."""
    blocks = [
        _contract("every room stands above those it imports, and all rooms are listed", "layers", _floors_of(found)),
        _contract(
            "the core never imports an edge",
            "forbidden",
            {"source_modules": _modules(found.core), "forbidden_modules": _modules(found.edges)},
        ),
    ]
    by_rooms: dict[tuple[str, ...], list[str]] = {}
    for library, rooms in found.outside.items():
        by_rooms.setdefault(tuple(sorted(rooms)), []).append(library)
    for rooms, libraries in by_rooms.items():
        allowed = [f"{part} -> *" for room in rooms for part in _parts(room)]
        settings: dict[str, object] = {
            "source_modules": ["toolkit"],
            "forbidden_modules": libraries,
            "allow_indirect_imports": True,
            "ignore_imports": allowed,
            "unmatched_ignore_imports_alerting": "none",
        }
        blocks.append(_contract(f"only in {', '.join(rooms)}: {', '.join(libraries)}", "forbidden", settings))
    return "\n\n".join(blocks)


def _floors_of(found: House) -> dict[str, object]:
    layers = [" | ".join(floor) for floor in reversed(found.floors())]
    return {"containers": ["toolkit"], "layers": layers, "exhaustive": True}


def _modules(rooms: Iterable[str]) -> list[str]:
    return [f"toolkit.{room}" for room in rooms]


def _parts(room: str) -> tuple[str, ...]:
    """Give the patterns that fit a room and everything in it."""
    module = f"toolkit.{room}"
    return (module, f"{module}.**") if place_of(room).endswith("/") else (module,)


def _contract(name: str, kind: str, settings: Mapping[str, object]) -> str:
    lines = ["[[tool.importlinter.contracts]]", f'name = "{name}"', f'type = "{kind}"']
    lines += [f"{key} = {_toml(value)}" for key, value in settings.items()]
    return "\n".join(lines)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        whole = "[" + ", ".join(map(_toml, value)) + "]"
        return whole if len(whole) < 80 else "[\n" + "".join(f"    {_toml(one)},\n" for one in value) + "]"
    return f'"{value}"'


def schemas() -> dict[str, list[TableSchema]]:
    """Give the declared tables by the module of `toolkit.tables` in which they stand, each once."""
    found: dict[str, list[TableSchema]] = {}
    seen: set[str] = set()
    for part in pkgutil.iter_modules(tables.__path__):
        module = importlib.import_module(f"{tables.__name__}.{part.name}")
        for one in vars(module).values():
            if isinstance(one, TableSchema) and one.name not in seen and _is_home(module.__file__, one.name):
                seen.add(one.name)
                found.setdefault(part.name, []).append(one)
    return found


def _is_home(file: str | None, name: str) -> bool:
    """Say whether a table is written in a module, not only imported there."""
    return file is not None and f'    "{name}",\n' in Path(file).read_text(encoding="utf-8")


def tables_text() -> str:
    """Give every declared table with its columns."""
    printed = set(_commands())
    lines = []
    for module, found in schemas().items():
        said = importlib.import_module(f"{tables.__name__}.{module}").__doc__ or ""
        lines += [f"## {said.strip().partition(chr(10))[0].rstrip('.')}", ""]
        for one in found:
            lines += _table_lines(one, printed)
    return "\n".join(lines)


def _table_lines(one: TableSchema, printed: set[str]) -> Iterator[str]:
    yield f"### {one.name}"
    yield ""
    command = one.name.replace("_", "-")
    if command in printed:
        yield f"Printed by `curmap {command}`. " + _key(one)
    else:
        yield _key(one)
    yield ""
    yield "| column | type | meaning | allowed values |"
    yield "| --- | --- | --- | --- |"
    for column in one.columns:
        kind = TYPES[column.dtype.removesuffix("?")] + (", may be empty" if column.dtype.endswith("?") else "")
        allowed = ", ".join(f"`{value}`" if value else "empty" for value in column.allowed)
        yield f"| `{column.name}` | {kind} | {_cell(column.meaning)} | {allowed} |"
    yield ""


def _key(one: TableSchema) -> str:
    if not one.key:
        return "Rows may repeat."
    return f"A row is known by {', '.join(f'`{name}`' for name in one.key)}."


def _cell(text: str) -> str:
    """Put a text into a cell of a table of Markdown."""
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


def _commands() -> dict[str, argparse.ArgumentParser]:
    """Give the parser of every subcommand by its words, `programme import`."""
    return dict(_walked(parser(), ""))


def _walked(one: argparse.ArgumentParser, path: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in one._actions:  # noqa: SLF001 -- argparse has no public list of them
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- the same
            for name, found in action.choices.items():
                words = f"{path} {name}".strip()
                yield words, found
                yield from _walked(found, words)


def _helps(one: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, str]]:
    """Give the line with which each subcommand is listed."""
    for action in one._actions:  # noqa: SLF001 -- the same
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 -- the same
            for choice in action._choices_actions:  # noqa: SLF001 -- the same
                words = f"{path} {choice.dest}".strip()
                yield words, choice.help or ""
                yield from _helps(action.choices[choice.dest], words)


def commands_text() -> str:
    """Give every command with its arguments, examples, and the exit statuses."""
    os.environ["COLUMNS"] = "100"  # argparse lays usage out for the terminal at hand
    helps = dict(_helps(parser()))
    lines = ["| status | meaning |", "| --- | --- |"]
    lines += [f"| {code} | {_cell(meaning)} |" for code, meaning in exit_codes("en").items()]
    lines.append("")
    for words, one in _commands().items():
        lines += _command_lines(words, one, helps.get(words, ""))
    return "\n".join(lines)


def _command_lines(words: str, one: argparse.ArgumentParser, said: str) -> Iterator[str]:
    yield f"{'###' if ' ' in words else '##'} curmap {words}"
    yield ""
    yield f"{said[:1].upper()}{said[1:]}." if said else ""
    yield ""
    yield from ("```text", one.format_usage().strip(), "```", "")
    actions = [action for action in one._actions if not isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    yield from ("| argument | meaning |", "| --- | --- |")
    for action in actions:
        if action.help != argparse.SUPPRESS:
            yield f"| {_named(action)} | {_cell(action.help or '')} |"
    yield ""
    if found := examples(words, "en"):
        yield from ("```text", *(line.removeprefix("  ") for line in found.splitlines()[1:]), "```", "")


def _named(action: argparse.Action) -> str:
    """Name an argument as people type it, with its choices."""
    names = ", ".join(f"`{name}`" for name in action.option_strings)
    if action.nargs == 0:
        return names
    choices = ", ".join(f"`{choice}`" for choice in action.choices or ())
    shown = choices or f"`{action.metavar or action.dest}`"
    return f"{names} {shown}".strip()


def warnings_text() -> str:
    """Give the catalogue of warnings in three languages."""
    lines = []
    for lang, title in (("en", "In English"), ("kk", "Қазақша"), ("ru", "По-русски")):
        lines += [f"## {title}", "", *_warning_lines(lang), ""]
    return "\n".join(lines)


def _warning_lines(lang: str) -> Iterator[str]:
    heads = {
        "en": "| code | weight | warning | what to do |",
        "kk": "| коды | салмағы | ескерту | не істеу керек |",
        "ru": "| код | вес | предупреждение | что делать |",
    }
    yield from (heads[lang], "| --- | --- | --- | --- |")
    for code, one in load("warnings").items():
        advice = one.get("advice", {}).get(lang, "")
        yield f"| {code} | {one['severity']} | {_cell(one[lang])} | {_cell(advice)} |"


def settings_text() -> str:
    """Give every weight and threshold with its usual value and its meaning."""
    said = Settings.__doc__ or ""
    meanings: dict[str, str] = {}
    for names, text in re.findall(r"^    ([a-z_, ]+) : [^\n]+\n((?:        [^\n]+\n)+)", said, re.MULTILINE):
        meanings |= dict.fromkeys(names.split(", "), " ".join(text.split()))
    lines = ["| setting | usual value | meaning |", "| --- | --- | --- |"]
    lines += [f"| `{one.name}` | {_usual(one.name)} | {_cell(meanings[one.name])} |" for one in fields(Settings)]
    return "\n".join(lines)


def _usual(name: str) -> str:
    value = getattr(Settings(), name)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {number:g}" for key, number in value.items())
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else f"{value:g}"


FILLED: dict[str, Callable[[], str]] = {
    "tables": tables_text,
    "commands": commands_text,
    "warnings": warnings_text,
    "settings": settings_text,
}
"""What a page asks for with ``<!-- made of the code: NAME -->``."""

_ASKED = re.compile(r"<!-- made of the code: ([a-z]+) -->")


def filled(text: str) -> str:
    """Put into a page what it asks for."""
    return _ASKED.sub(lambda found: FILLED[found[1]](), text)


WRITTEN: dict[str, tuple[str, Callable[[House], str]]] = {
    "rooms": ("toolkit/README.md", rooms_text),
    "floors": ("ARCHITECTURE.md", floors_text),
    "libraries": ("ARCHITECTURE.md", libraries_text),
    "contracts": ("pyproject.toml", contracts_text),
}
"""Name of a part → the file in which it stands between its marks, and what makes it."""


def refreshed(name: str, text: str, found: House) -> str:
    """Give a file with its part made anew.

    Raises
    ------
    ValueError
        The file has no such part.
    """
    file, make = WRITTEN[name]
    begin, end = (f"# {name}: {word}" if file.endswith(".toml") else f"<!-- {name}: {word}" for word in ("made", "end"))
    match = re.search(rf"({re.escape(begin)}[^\n]*\n).*?(\n?{re.escape(end)})", text, re.DOTALL)
    if match is None:
        raise ValueError(f"{file}: the marks of '{name}' are gone; they are «{begin} …» and «{end} …»")
    gap = "\n" if file.endswith(".md") else ""
    return f"{text[: match.start()]}{match[1]}{gap}{make(found)}\n{gap}{match[2].lstrip()}{text[match.end() :]}"


def write() -> list[str]:
    """Write every part of the map anew, and give the names of the files that changed."""
    found = house()
    changed = []
    for name, (file, _) in WRITTEN.items():
        path = ROOT / file
        text = path.read_text(encoding="utf-8")
        if (new := refreshed(name, text, found)) != text:
            path.write_text(new, encoding="utf-8", newline="\n")
            changed.append(file)
    return changed


if __name__ == "__main__":
    write()
