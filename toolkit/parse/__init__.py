"""Legal texts in, trees out: paragraphs → form → parser of that form → the common tree."""

from dataclasses import replace

from toolkit.errors import UnknownFormError
from toolkit.model import Finding, Lang, Parsed
from toolkit.parse.documents import Document, read_document
from toolkit.parse.forms import FORMS, Form
from toolkit.parse.readers import Paragraph, decode, paragraphs, reflow
from toolkit.parse.requisites import fate, requisites

__all__ = ["decode", "detect", "paragraphs", "parse_document", "parse_text", "read_and_parse"]


def detect(stream: tuple[Paragraph, ...], form: str = "", lang: Lang | None = None) -> tuple[Form, Lang, str]:
    """Find out which form a document has and in which language, and say why.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document.
    form, lang : str, optional
        Overrides: only this form, only this language is considered.

    Returns
    -------
    (Form, lang, why)
        `why` names what was counted, in English.

    Raises
    ------
    UnknownFormError
        No form has card headings or functions in this document.
    """
    best: tuple[int, Form, Lang, str] | None = None
    for candidate in FORMS:
        for language in candidate.langs:
            if form not in ("", candidate.name) or lang not in (None, language):
                continue
            counts = candidate.evidence(stream, language)
            if not counts:
                continue
            score = sum(counts.values())
            why = ", ".join(f"{count} {name}" for name, count in counts.items())
            if best is None or score > best[0]:
                best = (score, candidate, language, f"{candidate.name}, {language}: {why}")
    if best is None:
        known = ", ".join(candidate.name for candidate in FORMS)
        raise UnknownFormError(f"no form of document was recognised; the forms that can be read are: {known}")
    return best[1:]


def parse_text(text: str, *, source: str, act_id: str, form: str = "", lang: Lang | None = None) -> Parsed:
    """Read one legal text into the common tree.

    Parameters
    ----------
    text : str
        The document, decoded (`decode`), as copied from a legal portal.
    source : str
        Name of the file; it goes into every statement.
    act_id : str
        Identifier of the act, such as its Adilet code ``V2000019833``; identifiers of standards start with it.
    form, lang : str, optional
        Override what detection would choose.

    Returns
    -------
    Parsed
        Standards with cards, functions, units and statements, each with its lines; findings; the use of every line.

    Raises
    ------
    UnknownFormError
        The document has none of the known forms.

    Examples
    --------
    >>> text = '"Маман" кәсібінің карточкасы\\n\\n1-еңбек функциясы: Есеп\\n\\n1-міндет: Санау\\n\\nБілімі: 1. Заң'
    >>> parsed = parse_text(text, source="demo.txt", act_id="X1")
    >>> parsed.standards[0].cards[0].functions[0].units[0].items[0].text
    'Заң'
    """
    return _parse(paragraphs(text), source, act_id, form, lang)


def parse_document(data: bytes, *, name: str, act_id: str, form: str = "", lang: Lang | None = None) -> Parsed:
    """Read one file, a text, a web page or a document of Word, into the common tree.

    Parameters
    ----------
    data : bytes
        The file; what it is is found from its content.
    name : str
        Its name; it goes into every statement and in front of error messages.
    act_id : str
        Identifier of the act.
    form, lang : str, optional
        Override what detection would choose.

    Returns
    -------
    Parsed
        As of `parse_text`; lines are those of the file, for a .docx the running numbers of its paragraphs. Menus of a
        page, hidden and deleted text are no part of the document; what was left out is a finding.

    Raises
    ------
    InputError
        The file cannot be read; says what it is and what to do.
    UnknownFormError
        The document has none of the known forms.
    """
    document = read_document(data, name)
    return _of_file(document, _parse(document.paragraphs, name, act_id, form, lang))


def read_and_parse(
    data: bytes, *, source: str, form: str = "", lang: Lang | None = None
) -> tuple[str, Parsed, frozenset[int]]:
    """Read a document that nobody registered: its identifier is taken from its own text.

    Parameters
    ----------
    data : bytes
        The file.
    source : str
        Its name; without its ending it is the identifier of a text that tells neither date nor number.
    form, lang : str, optional
        Override what detection would choose.

    Returns
    -------
    (act_id, Parsed, lines)
        `lines` are the numbers of all lines that hold text.

    Raises
    ------
    InputError
        The file is no document that can be read.
    UnknownFormError
        It has none of the known forms.
    """
    document = read_document(data, source)
    stream = document.paragraphs
    language = detect(reflow(stream), form, lang)[1]
    act_id = requisites(stream, language).act_id(source.rsplit(".", 1)[0])
    parsed = _of_file(document, _parse(stream, source, act_id, form, lang))
    lines = frozenset(line for item in stream for line in range(item.span.start, item.span.end + 1))
    return act_id, parsed, lines


def _parse(stream: tuple[Paragraph, ...], source: str, act_id: str, form: str, lang: Lang | None) -> Parsed:
    joined = reflow(stream)
    found, language, why = detect(joined, form, lang)
    parsed = found.parse(stream if found.lines_apart else joined, language, source, act_id)
    findings = sorted([*parsed.findings, *fate(stream, language)], key=_place)
    return replace(parsed, why=why, findings=tuple(findings))


def _of_file(document: Document, parsed: Parsed) -> Parsed:
    """Say what kind of file it was, and what text of it is no part of the document."""
    left_out = [Finding("left-out", item.span, (item.what, item.text)) for item in document.left_out]
    why = parsed.why if document.kind == "txt" else f"{document.kind}; {parsed.why}"
    return replace(parsed, why=why, findings=tuple(sorted([*parsed.findings, *left_out], key=_place)))


def _place(finding: Finding) -> tuple[int, str]:
    return finding.span.start, finding.code
