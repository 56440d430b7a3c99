"""The zip package of a workbook, completed: named styles, literal texts, language, fixed times, a hash of what is in it."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from toolkit.io.excel.texts import joined_escapes, string_item
from toolkit.sheets import ROLES

CONTENT = "curmap-content"
"""Custom property with the hash of the other parts: whoever saves the workbook changes them but keeps the property."""

UNKNOWN = "0" * 64
"""Stands in the property until the hash is known."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CUSTOM = "docProps/custom.xml"
_STRING_CELL = b' t="s"><v>'
_PROPERTY = re.compile(rb'name="' + CONTENT.encode() + rb'"[^>]*>\s*<(?:\w+:)?lpwstr>([0-9a-f]{64})</')


def completed(package: bytes, strings: Iterable[str], roles: Sequence[int], language: str, created: datetime) -> bytes:
    """Complete a package that XlsxWriter has made.

    Parameters
    ----------
    package : bytes
        The workbook.
    strings : iterable of str
        Its texts, in the order in which they were first written.
    roles : sequence of int
        For each format after the roles' own, in order, the number of the role that it is a variant of.
    language : str
        Language of the document.
    created : datetime
        The time that every part has.

    Returns
    -------
    bytes
        The same for the same arguments.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        if name.startswith(("xl/comments", "docProps/core")):
            parts[name] = joined_escapes(part)
        elif name.startswith("xl/worksheets/sheet"):
            cells, mark, rest = part.partition(b"</sheetData>")
            parts[name] = cells + mark + joined_escapes(rest)
    if "xl/sharedStrings.xml" in parts:
        used = sum(part.count(_STRING_CELL) for name, part in parts.items() if name.startswith("xl/worksheets/sheet"))
        parts["xl/sharedStrings.xml"] = _shared_strings([string_item(text) for text in strings], used)
    parts["xl/styles.xml"] = _named_styles(parts["xl/styles.xml"], roles)
    end = b"</cp:coreProperties>"
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(
        end, f"<dc:language>{language}</dc:language>".encode() + end
    )
    parts[_CUSTOM] = parts[_CUSTOM].replace(UNKNOWN.encode(), _content(parts).encode())
    return _zipped(parts, created)


def written_by_us(path: Path) -> bool:
    """Say whether a file is a workbook of the toolkit as the toolkit wrote it, saved by nobody since.

    Parameters
    ----------
    path : Path
        A file that exists.

    Returns
    -------
    bool
        False for anything else: changed, saved again by any program, foreign, damaged.

    Raises
    ------
    PermissionError
        The file may not be read; on Windows because another program has it open.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            claimed = _PROPERTY.search(archive.read(_CUSTOM))
            if claimed is None:
                return False
            return _content({name: archive.read(name) for name in archive.namelist()}) == claimed[1].decode()
    except PermissionError:
        raise
    except (KeyError, OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error):
        return False


def _content(parts: Mapping[str, bytes]) -> str:
    """Hash every part but the one that holds the hash."""
    found = hashlib.sha256()
    for name in sorted(parts.keys() - {_CUSTOM}):
        found.update(f"{name}\n{len(parts[name])}\n".encode())
        found.update(parts[name])
    return found.hexdigest()


def _shared_strings(items: Sequence[str], used: int) -> bytes:
    head = f'<sst xmlns="{_MAIN}" count="{used}" uniqueCount="{len(items)}">'
    return "".join(
        ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', head, *items, "</sst>"],
    ).encode()


def _named_styles(xml: bytes, variants: Sequence[int]) -> bytes:
    """Make a named style of every role.

    A cell format that repeats its style says nothing of its own (no ``apply…``), so that whoever changes the style changes
    its cells; a variant says only that it has a font of its own.
    """
    namespace = f' xmlns="{_MAIN}"'.encode()
    root = ET.fromstring(xml.replace(namespace, b""))  # noqa: S314 -- made by ourselves a moment ago
    formats, styles, names = (_find(root, tag) for tag in ("cellXfs", "cellStyleXfs", "cellStyles"))
    for number, style_of in enumerate([*range(1, len(ROLES) + 1), *variants], start=1):
        found = formats[number]
        for attribute in [name for name in found.attrib if name.startswith("apply")]:
            del found.attrib[attribute]
        found.set("xfId", str(style_of))
        if number > len(ROLES):
            found.set("applyFont", "1")
            continue
        style = ET.SubElement(styles, "xf", {name: value for name, value in found.attrib.items() if name != "xfId"})
        style.extend(found)
        ET.SubElement(names, "cellStyle", {"name": f"curmap {ROLES[number - 1]}", "xfId": str(number)})
    for group in (styles, names):
        group.set("count", str(len(group)))
    root.set("xmlns", _MAIN)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ET.tostring(root)


def _find(root: ET.Element, tag: str) -> ET.Element:
    found = root.find(tag)
    if found is None:
        raise LookupError(f"XlsxWriter wrote styles without {tag}")
    return found


def _zipped(parts: Mapping[str, bytes], created: datetime) -> bytes:
    buffer = io.BytesIO()
    time = max(created.timetuple()[:6], (1980, 1, 1, 0, 0, 0))  # a zip knows no earlier time
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, time)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(entry, part)
    return buffer.getvalue()
