"""The standards that `programme.toml` names under `[[compare]]`: one exchanged for another, all else kept byte for byte."""

import tomllib
from pathlib import Path
from typing import Any

import tomlkit
import tomlkit.exceptions

from toolkit.errors import InputError
from toolkit.io.csvfiles import write_whole
from toolkit.model import Target

_MARK = "\ufeff"


def exchange_target(folder: Path, old_id: str, target: Target) -> None:
    """Name another standard with its cards where `programme.toml` names an old one.

    Parameters
    ----------
    folder : Path
        The programme's folder.
    old_id : str
        The standard that is named now.
    target : Target
        What is to stand there; areas are left as they are.

    Raises
    ------
    InputError
        The file cannot be read or written, does not name the old standard exactly once, or names the new one beside it; or
        something else in it would change. Nothing is written then.
    """
    path = folder / "programme.toml"
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{path}: the file cannot be opened ({error.strerror})") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: the file is not UTF-8; save it as UTF-8") from None
    write_whole(path, exchanged(text, old_id, target, str(path)).encode("utf-8"))


def exchanged(text: str, old_id: str, target: Target, where: str = "programme.toml") -> str:
    """Give the text of `programme.toml` with another standard in the place of an old one.

    Parameters
    ----------
    text : str
        The text as it stands in the file, with its comments, blanks and line ends, which stay.
    old_id : str
        The standard that is named now.
    target : Target
        The standard and its cards that are to stand there.
    where : str
        What errors call the file.

    Raises
    ------
    InputError
        As for `exchange_target`.

    Examples
    --------
    >>> text = '[[compare]]  # ours\\nstandard = "X1"\\ncards = [1, 2]  # two\\n'
    >>> print(exchanged(text, "X1", Target("X2", (3, 2))))
    [[compare]]  # ours
    standard = "X2"
    cards = [3, 2]  # two
    <BLANKLINE>
    """
    mark = _MARK if text.startswith(_MARK) else ""
    plain = text.removeprefix(_MARK)
    try:
        document = tomlkit.parse(plain)
        before = tomllib.loads(plain)
    except (tomlkit.exceptions.TOMLKitError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{where}: cannot be read ({error}); mend it first") from None
    named = [entry.get("standard") for entry in before.get("compare", [])]
    if named.count(old_id) != 1:
        raise InputError(f"{where}: [[compare]] names {old_id} {named.count(old_id)} times; it must stand there once")
    if target.standard_id != old_id and target.standard_id in named:
        raise InputError(
            f"{where}: [[compare]] names both {old_id} and {target.standard_id}; take the old one out by hand if the "
            "programme is no longer compared with it"
        )
    place = named.index(old_id)
    entry: Any = document["compare"][place]
    entry["standard"] = target.standard_id
    if list(target.cards) != before["compare"][place].get("cards", []):
        _put_cards(entry, list(target.cards))
    made = tomlkit.dumps(document)
    if tomllib.loads(made) != _expected(before, place, target):
        raise InputError(f"{where}: is written in a way that cannot be changed safely; change [[compare]] by hand")
    return mark + made


def _put_cards(entry: Any, cards: list[int]) -> None:
    """Change the numbers of a list in their places, so that what is written between them stays."""
    numbers = entry["cards"]
    shared = min(len(numbers), len(cards))
    for place in range(shared):
        if numbers[place] != cards[place]:
            numbers[place] = cards[place]
    for place in range(len(numbers) - 1, shared - 1, -1):
        del numbers[place]
    for number in cards[shared:]:
        numbers.append(number)


def _expected(before: dict[str, Any], place: int, target: Target) -> dict[str, Any]:
    """Give what the file must say afterwards: all that it said, but for one entry."""
    entries = list(before["compare"])
    entries[place] = entries[place] | {"standard": target.standard_id}
    if list(target.cards) != entries[place].get("cards", []):
        entries[place] |= {"cards": list(target.cards)}
    return before | {"compare": entries}
