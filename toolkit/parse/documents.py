"""Any file that a person drops: what it is by its content, whatever it is called, and its paragraphs."""

import re
from dataclasses import dataclass
from typing import Literal

from toolkit.errors import InputError
from toolkit.parse.docx import kind_of_archive, read_docx
from toolkit.parse.encodings import decode_text
from toolkit.parse.grid import LeftOut
from toolkit.parse.html import declared_encoding, looks_like_html, read_html
from toolkit.parse.limits import check_bytes
from toolkit.parse.readers import Paragraph, paragraphs

FileKind = Literal["txt", "html", "docx"]

_SAVE = "open it in Word or LibreOffice and save it as .docx"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE = (
    "this is a picture, not a text; recognise its text with a program for that, check it, and save it as .docx or .txt"
)
_PACKED = "this is an archive; unpack it and give the document in it"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", f"this is a document in RTF; {_SAVE}"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"RIFF", _PICTURE),
    (b"AT&TFORM", "this is a scan in DjVu; recognise its text, check it, and save it as .docx or .txt"),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
)
_ARCHIVES = {
    "xlsx": "this is a workbook of Excel, not a document; copy the standard into Word and save it as .docx",
    "pptx": "this is a presentation, not a document; copy the standard into Word and save it as .docx",
    "odt": f"this is a document of LibreOffice (.odt); {_SAVE}",
    "zip": _PACKED,
    "damaged": "this is a .docx or an archive that is damaged or not complete; fetch it again and save it as .docx",
}
_MHTML = re.compile(rb"\A[^<]{0,2000}?^(MIME-Version|Content-Type: *multipart/related)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read.

    Parameters
    ----------
    kind : {"txt", "html", "docx"}
        What it is by its content.
    encoding : str
        Of a text or web page; empty for a .docx.
    paragraphs : tuple of Paragraph
        Its text in reading order.
    left_out : tuple of LeftOut
        Text of the file that is no part of the document: menus, hidden and deleted words.
    """

    kind: FileKind
    encoding: str
    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...] = ()


def read_document(data: bytes, name: str = "") -> Document:
    """Read a text, a web page or a document of Word; what it is is found from its content.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Its name, for messages; its ending helps only where the content leaves a doubt.

    Returns
    -------
    Document
        Its kind and its paragraphs with their lines.

    Raises
    ------
    InputError
        The file cannot be read; one sentence says what it is and what to do.

    Examples
    --------
    >>> document = read_document("<p>Білімі:<br>1. Заң</p>".encode(), "standard.html")
    >>> document.kind, [paragraph.text for paragraph in document.paragraphs]
    ('html', ['Білімі:', '1. Заң'])
    >>> read_document(b"%PDF-1.7", "standard.txt")
    Traceback (most recent call last):
        ...
    toolkit.errors.InputError: standard.txt: this is a PDF; open it, copy its text into Word, check it, and save it as .docx
    """
    try:
        check_bytes(data)
        document = _read(data, name)
    except InputError as error:
        raise InputError(f"{name}: {error}" if name else str(error)) from None
    if not document.paragraphs:
        message = (
            "the file has no text to read; if it shows pictures of pages, recognise their text and save it as .docx"
        )
        raise InputError(f"{name}: {message}" if name else message)
    return document


def _read(data: bytes, name: str) -> Document:
    _refuse_others(data)
    if data.startswith(b"PK"):
        kind = kind_of_archive(data)
        if kind in _ARCHIVES:
            raise InputError(_ARCHIVES[kind])
        return Document("docx", "", *read_docx(data))
    text, encoding = decode_text(data, declared_encoding(data))
    if looks_like_html(text, name):
        return Document("html", encoding, *read_html(text))
    return Document("txt", encoding, paragraphs(text))


def _refuse_others(data: bytes) -> None:
    """Recognise by their first bytes the files that people take for documents of a kind that is read."""
    if b"%PDF-" in data[:1024]:
        raise InputError("this is a PDF; open it, copy its text into Word, check it, and save it as .docx")
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise InputError(message)
    if data.startswith(_OLE):
        raise InputError(_old_office(data))
    head = data[:5000]
    if b"<?mso-application" in head or b"schemas.microsoft.com/office/2006/xmlPackage" in head:
        raise InputError(f"this is a document of Word saved as XML; {_SAVE}")
    if _MHTML.match(head):
        raise InputError("this is a web page saved as one file (.mht); open it and save it as «web page, only HTML»")


def _old_office(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "the document is protected by a password; open it, remove the password and save it as .docx"
    if "WordDocument".encode("utf-16-le") in data:
        return f"this is a document of an old Word (.doc); {_SAVE}"
    return f"this is a file of an old Office; {_SAVE}"
