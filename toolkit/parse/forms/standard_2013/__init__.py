"""The professional standard of 2012 to 2015: card paragraphs and five annexes, statements without numbers.

Source of the form: the structure of order No. 374-ө-м of 2012, as seen in an order with six standards of 2013. A standard
says the same things in several places: cards in the text, occupations with levels in annex 1, requirements in annex 2,
labour functions in annex 3, the functional map in annex 4; some print tasks between functions and statements. This module
puts together what the places say of one occupation and reports where they differ. `parts` cuts the document at its
headings, `prose`, `tables`, `functions` and `tasks` read one part each; the labels are data
(`toolkit/labels/forms/standard-2013.*.toml`).
"""

from toolkit.model import Finding, Lang, Parsed
from toolkit.parse.forms.standard_2013.assembly import read_standards
from toolkit.parse.forms.standard_2013.cells import Log
from toolkit.parse.forms.standard_2013.parts import cut
from toolkit.parse.forms.standard_2013.vocabulary import LANGS, NAME, unit_number, vocabulary
from toolkit.parse.readers import Paragraph
from toolkit.text import mixed_words

__all__ = ["LANGS", "NAME", "evidence", "parse"]


def evidence(stream: tuple[Paragraph, ...], lang: Lang) -> dict[str, int]:
    """Count what speaks for this form in a language; empty without unit codes and headings of the form.

    Examples
    --------
    >>> from toolkit.parse.readers import paragraphs
    >>> evidence(paragraphs('КС бірліктерінің тізбесі\\n\\n1. «Маман» еңбек қызметінің түрі (кәсібі)\\n\\tФ 1\\n\\tЕсеп'), "kk")
    {'standards': 0, 'cards': 0, 'annexes': 1, 'occupations': 1, 'unit codes': 1}
    """
    words = vocabulary(lang)
    codes = sum(bool(unit_number(words, paragraph.text)) for paragraph in stream)
    if not codes:
        return {}
    kinds = [part.kind for part in cut(stream, words)]
    counts = {
        "standards": kinds.count("standard"),
        "cards": kinds.count("card"),
        "annexes": sum(kinds.count(kind) for kind in ("occupations", "units", "map")),
        "occupations": kinds.count("occupation") + kinds.count("conditions"),
        "unit codes": codes,
    }
    headings = counts["cards"] + counts["annexes"] + counts["occupations"]
    return counts if headings else {}


def parse(stream: tuple[Paragraph, ...], lang: Lang, source: str, act_id: str) -> Parsed:
    """Read a document in this form.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document.
    lang : {"kk", "ru"}
        Its language.
    source : str
        Name of the file, for traceability.
    act_id : str
        Identifier of the act; its only standard takes the same, several get ``-1``, ``-2`` … behind it.

    Returns
    -------
    Parsed
        Standards with their cards, findings, and the use of every paragraph. `why` is left empty: detection fills it.
    """
    words = vocabulary(lang)
    log = Log([], [])
    standards = read_standards(cut(stream, words), words, log, lang=lang, source=source, act_id=act_id)
    log.findings += [
        Finding("mixed-alphabets", item.span, (", ".join(mixed),))
        for item in stream
        if (mixed := mixed_words(item.text))
    ]
    findings = tuple(sorted(log.findings, key=lambda finding: (finding.span.start, finding.code)))
    uses = tuple(sorted(log.uses, key=lambda use: (use.span.start, use.span.end)))
    return Parsed(source, lang, NAME, "", standards, findings, uses)
