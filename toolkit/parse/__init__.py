"""Legal texts in, trees out: paragraphs → form → parser of that form → the common tree."""

from toolkit.errors import UnknownFormError
from toolkit.model import Lang, Parsed
from toolkit.parse.forms import FORMS, Form
from toolkit.parse.readers import Paragraph, decode, paragraphs, reflow

__all__ = ["decode", "detect", "paragraphs", "parse_text"]


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
    stream = reflow(paragraphs(text))
    found, language, why = detect(stream, form, lang)
    parsed = found.parse(stream, language, source, act_id)
    return Parsed(source, language, parsed.form, why, parsed.standards, parsed.findings, parsed.uses)
