"""What became of a document: counts per card, findings, and the use of every line, as data."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from toolkit.labels import finding_text, word, words
from toolkit.model import LINE_ROLES, Card, Lang, Parsed, statements_of


@dataclass(frozen=True, slots=True)
class Ingested:
    """A document read from a file, with every non-blank line of it.

    Parameters
    ----------
    act_id : str
        Identifier found in the text, or made of the file's name.
    parsed : Parsed
        The document.
    lines : frozenset of int
        The numbers of all lines that hold text.
    sha256 : str
        Hash of the file's bytes.
    """

    act_id: str
    parsed: Parsed
    lines: frozenset[int]
    sha256: str

    def not_understood(self) -> tuple[int, ...]:
        """Give the lines that no record, label, heading or boilerplate accounts for, in order."""
        used: set[int] = set()
        for use in self.parsed.uses:
            if use.role != "unknown":
                used |= set(range(use.span.start, use.span.end + 1))
        return tuple(sorted(self.lines - used))


def why_text(why: str, lang: Lang) -> str:
    """Say by what a form was recognised, in the language of the reader.

    Parameters
    ----------
    why : str
        As the parser says it: form, language, and counts.
    lang : {"kk", "ru", "en"}
        Language of the reader.

    Examples
    --------
    >>> why_text("card-2016, kk: 4 card headings, 9 functions", "ru")
    'заголовков карточек: 4; функций: 9'
    """
    found = [re.fullmatch(r"(\d+) (.+)", part) for part in why.partition(": ")[2].split(", ")]
    counted = [(f"evidence-{hit[2].replace(' ', '-')}", hit[1]) for hit in found if hit]
    if len(counted) < len(found) or any(key not in words() for key, _ in counted):
        return why
    return "; ".join(f"{word(key, lang)}: {count}" for key, count in counted)


def holdings(document: Parsed, lang: Lang) -> str:
    """Say in a line what a document holds, and how many places in it are doubtful.

    Examples
    --------
    >>> holdings(Parsed("x.txt", "kk", "card-2016", "", (), (), ()), "en")
    ''
    """
    counts = {
        "library-standards": len(document.standards),
        "library-statements": sum(len(statements_of(one)) for one in document.standards),
        "library-descriptors": len(document.descriptors),
        "library-groups": len(document.classifier),
        "library-doubts": len(document.findings),
    }
    return "; ".join(f"{word(key, lang)}: {count}" for key, count in counts.items() if count)


def card_counts(standard_id: str, card: Card) -> dict[str, Any]:
    """Count what a card holds: functions, units, skills, knowledge, competences, levels."""
    units = [unit for function in card.functions for unit in function.units]
    kinds = Counter(item.kind for unit in units for item in unit.items)
    return {
        "standard_id": standard_id,
        "occupation_no": card.number,
        "occupation": card.title,
        "sqf_levels": ";".join(card.levels),
        "functions": len(card.functions),
        "units": sum(unit.number > 0 for unit in units),
        "skills": kinds["skill"],
        "knowledge": kinds["knowledge"],
        "competences": kinds["competence"] + len(card.competences),
        "line_start": card.span.start,
        "line_end": card.span.end,
    }


def account(document: Ingested, lang: Lang) -> dict[str, Any]:
    """Give the whole account of a document, ready for JSON.

    Parameters
    ----------
    document : Ingested
        The document.
    lang : {"kk", "ru", "en"}
        Language of the findings.

    Returns
    -------
    dict
        ``source``, ``act_id``, ``form``, ``lang``, ``why``, ``cards`` (counts of each), ``descriptors`` and
        ``classifier`` (counts), ``findings`` (code, lines, sentence), ``lines`` (total, accounted, share 0 to 1, by
        role) and ``not_understood`` (line numbers).
    """
    parsed = document.parsed
    unknown = document.not_understood()
    total = len(document.lines)
    roles = Counter(
        {role: len(document.lines & _lines_of(parsed, role)) for role in LINE_ROLES},
    )
    return {
        "source": parsed.source,
        "act_id": document.act_id,
        "form": parsed.form,
        "lang": parsed.lang,
        "why": parsed.why,
        "cards": [card_counts(standard.standard_id, card) for standard in parsed.standards for card in standard.cards],
        "descriptors": len(parsed.descriptors),
        "classifier": len(parsed.classifier),
        "findings": [
            {
                "code": item.code,
                "line_start": item.span.start,
                "line_end": item.span.end,
                "text": finding_text(item.code, item.params, lang),
            }
            for item in parsed.findings
        ],
        "lines": {
            "total": total,
            "accounted": total - len(unknown),
            "share": round((total - len(unknown)) / total, 4) if total else 1.0,
            "by_role": dict(roles),
        },
        "not_understood": list(unknown),
    }


def _lines_of(parsed: Parsed, role: str) -> set[int]:
    return {line for use in parsed.uses if use.role == role for line in range(use.span.start, use.span.end + 1)}
