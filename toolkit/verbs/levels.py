"""The verbs of an outcome, and the cognitive level that they give it."""

from collections.abc import Callable, Iterator

from toolkit.errors import InputError
from toolkit.model import LANGS, Lang, Names
from toolkit.verbs.english import find_english
from toolkit.verbs.found import CognitiveLevel, FoundVerb, Reading
from toolkit.verbs.kazakh import find_kazakh
from toolkit.verbs.russian import find_russian
from toolkit.verbs.tokens import Token, tokens_of

_FINDERS: dict[Lang, Callable[[tuple[Token, ...], str], Iterator[FoundVerb]]] = {
    "kk": find_kazakh,
    "ru": find_russian,
    "en": find_english,
}


def find_verbs(text: str, lang: Lang) -> tuple[FoundVerb, ...]:
    """Find the verbs of an outcome, in order, with the words that decide their level.

    Light verbs are looked through («талдау жүргізеді», «проводит анализ», "conducts an analysis"), abilities too («талдай
    алады», «способен анализировать», "is able to analyse"); attributes of nouns («талдау әдістері») are no verbs of the
    outcome. How something is done («қолдана отырып», «применяя», "by using") is listed as manner. A word that only looks
    like a verb is listed as not known. Nothing is decided about what no list knows.

    Parameters
    ----------
    text : str
        One outcome as printed; any text is accepted.
    lang : {"kk", "ru", "en"}
        Its language.

    Returns
    -------
    tuple of FoundVerb
        In the order of the text; empty if there is no verb.

    Raises
    ------
    InputError
        The language is none of the three.

    Examples
    --------
    >>> [(verb.matched, verb.levels) for verb in find_verbs("Нарыққа талдау жүргізеді және болжам жасай алады.", "kk")]
    [('талдау жүргізеді', (4,)), ('болжам жасай алады', (5,))]
    >>> [(verb.matched, verb.manner) for verb in find_verbs("Применяя методы анализа, оценивает риски", "ru")]
    [('Применяя', True), ('оценивает', False)]
    """
    if lang not in LANGS:
        raise InputError(f"language '{lang}' is not known; use one of {', '.join(LANGS)}")
    return tuple(dict.fromkeys(_FINDERS[lang](tokens_of(text, lang), text)))


def read_outcome(text: str, lang: Lang) -> Reading:
    """Read an outcome in one language.

    The level is the highest one of its verbs; of a verb with two levels the lower one counts, so that nothing is promised
    that the object may not hold. Verbs of manner do not count: the level of a tool is not the level of the work.

    Examples
    --------
    >>> reading = read_outcome("Жұмыс жоспарын құрастырады", "kk")
    >>> reading.level, reading.possible, reading.check
    (3, 6, True)
    """
    verbs = find_verbs(text, lang)
    counted = [verb.levels for verb in verbs if verb.levels and not verb.manner]
    return Reading(
        lang,
        verbs,
        max((levels[0] for levels in counted), default=None),
        max((levels[-1] for levels in counted), default=None),
    )


def cognitive_level(text: Names | str, lang: Lang = "kk") -> CognitiveLevel:
    """Give the cognitive level of an outcome in all its languages.

    The first language with a known verb is used, in the order `lang`, kk, ru, en. Where its level is in doubt («құрастырады»
    is 3 or 6), only what is possible in the other languages too remains («разрабатывает» is 6). Where the languages cannot
    have the same level, the first one stays and `languages_differ` says so.

    Parameters
    ----------
    text : Names or str
        The outcome in up to three languages, or in one.
    lang : {"kk", "ru", "en"}, optional
        The language of a plain text, or the language to prefer.

    Returns
    -------
    CognitiveLevel
        Its level, the verbs that gave it, and the reading of every language. Level None where no verb is known.

    Raises
    ------
    InputError
        The language is none of the three.

    Examples
    --------
    >>> found = cognitive_level(Names(kk="Қателерді анықтайды", ru="Выявляет ошибки"))
    >>> found.level, found.check, found.languages_differ, found.label
    (4, False, False, '4')
    >>> cognitive_level("Определяет потребности", "ru").label
    '1/4'
    """
    if lang not in LANGS:
        raise InputError(f"language '{lang}' is not known; use one of {', '.join(LANGS)}")
    texts = Names(**{lang: text}) if isinstance(text, str) else text
    readings = tuple(read_outcome(texts.get(one), one) for one in LANGS if texts.get(one).strip())
    order = sorted(readings, key=lambda one: one.lang != lang)
    known = [one for one in order if one.recognised]
    if not known:
        first = order[0] if order else None
        verbs = first.verbs if first else ()
        compound = first.compound if first else False
        return CognitiveLevel(None, False, None, first.lang if first else None, verbs, compound, False, readings)
    used = known[0]
    level, possible = _narrowed(used, known)
    return CognitiveLevel(
        level, level != possible, possible, used.lang, used.verbs, used.compound, _differ(known), readings
    )


def _narrowed(used: Reading, known: list[Reading]) -> tuple[int, int]:
    """Keep, of a level in doubt, what is possible in the other languages too."""
    low, high = _range(used)
    if not used.check or _differ(known):
        return low, high
    return max(one for one, _ in map(_range, known)), min(top for _, top in map(_range, known))


def _range(reading: Reading) -> tuple[int, int]:
    return reading.level or 0, reading.possible or 0


def _differ(known: list[Reading]) -> bool:
    """Whether two readings have no level in common."""
    ranges = [_range(one) for one in known]
    return max(low for low, _ in ranges) > min(high for _, high in ranges)
