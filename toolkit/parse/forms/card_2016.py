"""The occupation card of 2016 to 2023: function → task → skills and knowledge, then personal competences.

Source of the form: rules for developing professional standards of 28 December 2015 No. 1035, as seen in the approved
standards of 2020 and 2022. The labels are data (`toolkit/labels/forms/card-2016.*.toml`); the order of things is that
of every occupation card (`toolkit/parse/cards.py`).
"""

from toolkit.model import Lang, Parsed
from toolkit.parse.card_documents import read_document, starts_of
from toolkit.parse.card_labels import hit_of, labels_of, middle_levels
from toolkit.parse.cards import CardReader
from toolkit.parse.readers import Paragraph, unflowed

NAME = "card-2016"
LANGS: tuple[Lang, ...] = ("kk", "ru")


def evidence(stream: tuple[Paragraph, ...], lang: Lang) -> dict[str, int]:
    """Count what speaks for this form in a language; empty without a card heading and a function.

    It is empty too if the middle level of the tree is the skill of the form of 2023 more often than the task.

    Examples
    --------
    >>> from toolkit.parse.readers import paragraphs
    >>> evidence(paragraphs('"Маман" кәсібінің карточкасы\\n\\n1-еңбек функциясы: Есеп\\n\\nБілімі: 1. Заң'), "kk")
    {'card headings': 1, 'functions': 1, 'tasks': 0, 'lists': 1}
    """
    tasks, skills = middle_levels(stream, lang)
    if tasks < skills:
        return {}
    labels = labels_of(NAME, lang)
    stream = unflowed(stream)
    hits = [hit for paragraph in stream if (hit := hit_of(labels.inside, paragraph.text))]
    counts = {
        "card headings": len(starts_of(stream, labels)),
        "functions": sum(hit.group == "function" for hit in hits),
        "tasks": sum(hit.group == "unit" for hit in hits),
        "lists": sum(hit.group == "lists" for hit in hits),
    }
    return counts if counts["card headings"] and counts["functions"] else {}


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
        Identifier of the act. One standard takes the same identifier; several take ``ACT-1``, ``ACT-2`` …

    Returns
    -------
    Parsed
        The standards with their cards, findings, and the use of every paragraph. `why` is left empty: detection fills
        it.
    """
    return read_document(stream, lang, source, act_id, form=NAME, reader=CardReader)
