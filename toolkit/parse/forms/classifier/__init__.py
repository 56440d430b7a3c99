"""The classifier of occupations: groups and examples with their codes, also from slides in broken reading order.

A slide becomes text cell by cell: codes stand in one place, their titles in another. Five layouts are read: a code
before its title, the name of a level beside a code, a row or a column of codes with the titles behind or before it,
two cells of a table, and a code in brackets. A title is given to a code only where the number of codes and titles and
their order leave no choice; everything else is a finding. `lines` looks at each line alone, `walk` at its neighbours,
`fold` makes one group of all the places where its code stands.
"""

from toolkit.codes import group_kind
from toolkit.model import Finding, Lang, LineUse, Parsed
from toolkit.parse.forms.classifier.fold import fold
from toolkit.parse.forms.classifier.lines import LANGS, NAME
from toolkit.parse.forms.classifier.walk import Reader
from toolkit.parse.readers import Paragraph
from toolkit.text import mixed_words

__all__ = ["LANGS", "NAME", "evidence", "parse"]


def evidence(stream: tuple[Paragraph, ...], lang: Lang) -> dict[str, int]:
    """Count what speaks for this form in a language; empty unless codes of several levels stand there.

    Examples
    --------
    >>> from toolkit.parse.readers import paragraphs
    >>> text = "21-Кіші топ\\n\\nМамандар\\n\\n214-Шағын топ\\n\\nИнженерлер\\n\\n2147-Бастауыш топ\\n\\nХимиктер"
    >>> evidence(paragraphs(text), "kk")
    {'names of levels': 3, 'codes of groups': 3}
    """
    reader = Reader(stream, lang)
    headings = sum(line.shape == "heading" for line in reader.lines)
    levels = sum(line.shape == "level" for line in reader.lines)
    if not headings and not any(group_kind(code) == "group" for line in reader.lines for code in line.codes):
        return {}
    reader.read()
    codes = {mention.code for mention in reader.mentions if mention.title}
    codes |= {code for block in reader.blocks for code, _ in block.codes}
    kinds = {group_kind(code) for code in codes}
    if not (headings and len(kinds) >= 3) and not (len(codes) >= 30 and len(kinds) >= 4):
        return {}
    return {"names of levels": headings + levels, "codes of groups": len(codes)}


def parse(stream: tuple[Paragraph, ...], lang: Lang, source: str, act_id: str) -> Parsed:
    """Read a document in this form.

    Parameters
    ----------
    stream : tuple of Paragraph
        The document; lines that were not joined before give exact spans.
    lang : {"kk", "ru"}
        Its language.
    source : str
        Name of the file, for traceability.
    act_id : str
        Identifier of the document; codes are identifiers of their own, so it is not used.

    Returns
    -------
    Parsed
        `classifier` in the order of codes, which is the order of the tree; no standards. A group has the shortest span
        that holds its code and the first title printed for it. The code is spelled with a Latin X.
    """
    del act_id
    reader = Reader(stream, lang)
    reader.read()
    groups, findings = fold(reader, source)
    findings += [
        Finding("mixed-alphabets", p.span, (", ".join(mixed),)) for p in stream if (mixed := mixed_words(p.text))
    ]
    findings.sort(key=lambda finding: (finding.span.start, finding.code))
    uses = tuple(LineUse(line.span, line.role) for line in reader.lines)
    return Parsed(source, lang, NAME, "", (), tuple(findings), uses, classifier=groups)
