"""A manifest as text: canonical JSON with a seal over its content, and back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from toolkit.audit.model import FORMAT, Manifest
from toolkit.errors import InputError

_SEAL = "seal"


def canonical(value: object) -> str:
    """Give plain data as JSON that is the same for the same data: keys sorted, Unicode, one blank of indentation.

    Examples
    --------
    >>> canonical({"b": 1, "a": "қ"}).splitlines()[1]
    ' "a": "қ",'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)


def digest(value: object) -> str:
    """Give the SHA-256 of plain data, 64 hexadecimal digits.

    Examples
    --------
    >>> digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    True
    """
    return hashlib.sha256(canonical(value).encode("utf-8", "surrogatepass")).hexdigest()


def manifest_text(manifest: Manifest) -> str:
    """Give a manifest as text: the same for the same manifest, on every machine.

    The seal is the SHA-256 of everything else. It shows that somebody has changed the file by hand; it is no signature,
    since whoever wants to can make a new one.
    """
    data = asdict(manifest)
    return canonical(data | {_SEAL: digest(data)}) + "\n"


def parse_manifest(text: str) -> tuple[Manifest, bool]:
    """Make a manifest of its text.

    Returns
    -------
    manifest, sealed
        The manifest, and whether its seal fits: false if somebody has changed it.

    Raises
    ------
    InputError
        The text is no manifest, is damaged, or was written by a newer version of the toolkit.

    Examples
    --------
    >>> parse_manifest("{}")
    Traceback (most recent call last):
    toolkit.errors.InputError: the manifest is damaged: it has no 'format'; restore the file from a copy or run the audit again
    """
    hint = "restore the file from a copy or run the audit again"
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"the manifest is damaged: it is no JSON ({error}); {hint}") from None
    if not isinstance(data, dict) or not isinstance(data.get("format"), int):
        raise InputError(f"the manifest is damaged: it has no 'format'; {hint}")
    if data["format"] > FORMAT:
        raise InputError(
            f"the manifest has format {data['format']}, this toolkit knows {FORMAT}; install a newer version of the toolkit"
        )
    seal = data.pop(_SEAL, "")
    try:
        manifest: Manifest = _made(Manifest, data, "manifest")
        sealed = digest(data) == seal
    except ValueError as error:
        raise InputError(f"the manifest is damaged: {error}; {hint}") from None
    return manifest, sealed


def _made(hint: Any, value: object, where: str) -> Any:
    """Make a value of a declared type of plain data; whatever does not fit is a `ValueError`."""
    if is_dataclass(hint):
        return _dataclass(hint, value, where)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _tuple(arguments, value, where)
    if origin is UnionType:
        return None if value is None else _made(arguments[0], value, where)
    if origin is Literal:
        if value not in arguments:
            raise ValueError(f"{where} is {value!r}, not one of {', '.join(map(str, arguments))}")
        return value
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not hint:
        raise ValueError(f"{where} is {value!r}, not of type {hint.__name__}")
    return value


def _dataclass(hint: Any, value: object, where: str) -> Any:
    names = {field.name for field in fields(hint)}
    needed = {field.name for field in fields(hint) if field.default is MISSING}  # the others came with later formats
    found = set(value) if isinstance(value, Mapping) else set()
    if not isinstance(value, Mapping) or not needed <= found <= names:
        raise ValueError(f"{where} lacks {sorted(needed - found)} or has {sorted(found - names)} too many")
    hints = get_type_hints(hint)
    return hint(**{name: _made(hints[name], value[name], f"{where}.{name}") for name in found})


def _tuple(arguments: tuple[Any, ...], value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{where} is no list")  # noqa: TRY004 -- as everything that does not fit
    if arguments[-1] is Ellipsis:
        return tuple(_made(arguments[0], item, f"{where}[{place}]") for place, item in enumerate(value))
    if len(value) != len(arguments):
        raise ValueError(f"{where} has {len(value)} items, not {len(arguments)}")
    return tuple(_made(kind, item, where) for kind, item in zip(arguments, value, strict=True))
