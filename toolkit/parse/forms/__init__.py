"""The forms of document that can be read: one module each, its labels as data in `toolkit/labels/forms/`.

A form module has `NAME`, `LANGS`, `evidence(stream, lang)`, which counts what in a document speaks for the form (empty if
it cannot be this form; the form with the largest sum wins), and `parse(stream, lang, source, act_id)`. A new form is one
new module, its label files, and one entry in `FORMS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.model import Lang, Parsed
from toolkit.parse.forms import card_2016, card_2023, classifier, framework_2013, standard_2013
from toolkit.parse.readers import Paragraph


@dataclass(frozen=True, slots=True)
class Form:
    """One form of document: its name, the languages it has labels for, how to recognise and how to read it."""

    name: str
    langs: tuple[Lang, ...]
    evidence: Callable[[tuple[Paragraph, ...], Lang], dict[str, int]]
    parse: Callable[[tuple[Paragraph, ...], Lang, str, str], Parsed]
    lines_apart: bool = False
    """Every line is a paragraph of its own: in slides and lists a line in small letters need not go on a sentence."""


FORMS = (
    Form(card_2016.NAME, card_2016.LANGS, card_2016.evidence, card_2016.parse),
    Form(card_2023.NAME, card_2023.LANGS, card_2023.evidence, card_2023.parse),
    Form(standard_2013.NAME, standard_2013.LANGS, standard_2013.evidence, standard_2013.parse),
    Form(framework_2013.NAME, framework_2013.LANGS, framework_2013.evidence, framework_2013.parse),
    Form(classifier.NAME, classifier.LANGS, classifier.evidence, classifier.parse, lines_apart=True),
)
