"""The forms of Russian verbs and nouns of action, made of the lists by the rules of the tables ``endings``.

A dictionary of the whole language (pymorphy3: 16 MB) would know every word, but the level of an outcome can only come from
the lists, and for these some forty rules of endings are enough; a verb that is not listed is shown by its looks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from toolkit.verbs.lexicon import Entry, data_of, levels_of, words_of
from toolkit.verbs.tokens import key_of

_LINE = re.compile(r"(?P<verbs>[^(+]*?)\s*(?:\+\s*(?P<object>[^(]+?)\s*)?(?:\((?P<nouns>.+)\))?")

_PAST = ("л", "ла", "ли", "ёк", "ог", "ёс")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a listed verb: ``infinitive``, ``finite``, ``passive`` or ``adverbial`` («применяя»)."""

    entry: Entry
    kind: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A form of a noun: `cases` are some of n, g, d, a, i, p, and A for the accusative plural."""

    entry: Entry
    accusative: str
    cases: str
    before: tuple[str, ...] = ()
    """Beginnings of the adjectives that belong to it: «логический контроль»."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the lists: the aspects of a verb, its object if it is a phrase, its nouns of action."""

    verbs: tuple[str, ...]
    wanted: str
    nouns: tuple[str, ...]
    levels: tuple[int, ...]


@cache
def lines() -> tuple[Line, ...]:
    """Read the lists of verbs and phrases.

    Examples
    --------
    >>> next(line for line in lines() if "анализировать" in line.verbs).nouns
    ('анализ',)
    """
    return tuple(
        _line(text, levels_of(key))
        for table in ("verbs", "phrases")
        for key, texts in data_of("ru")[table].items()
        for text in texts
    )


def _line(text: str, levels: tuple[int, ...]) -> Line:
    match = _LINE.fullmatch(text)
    parts = match.groupdict() if match else {}
    verbs = tuple(verb.strip() for verb in (parts.get("verbs") or "").split(",") if verb.strip())
    nouns = tuple(noun.strip() for noun in (parts.get("nouns") or "").split(",") if noun.strip())
    return Line(verbs, parts.get("object") or "", nouns, levels)


@cache
def _rules(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rules = (str(rule).partition("=") for rule in data_of("ru")["endings"][name])
    return tuple((ending.strip(), tuple(form.strip() for form in forms.split(","))) for ending, _, forms in rules)


def verb_forms_of(verb: str, *, perfective: bool) -> dict[str, tuple[str, ...]]:
    """Make the forms of one verb.

    Parameters
    ----------
    verb : str
        The infinitive.
    perfective : bool
        Whether its adverbial participle ends in -в («проанализировав») rather than -я («анализируя»).

    Returns
    -------
    dict
        ``infinitive``, ``finite`` (third person, past), ``adverbial``, ``passive``: their forms.

    Examples
    --------
    >>> verb_forms_of("оценить", perfective=True)["finite"]
    ('оценит', 'оценят', 'оценил', 'оценила', 'оценили')
    """
    reflexive = verb.endswith("ся")
    plain = verb[:-2] if reflexive else verb
    special = data_of("ru")["irregular"].get(plain)
    forms = _regular(plain, perfective=perfective) if special is None else [str(form) for form in special]
    past = [form for form in forms[2:] if form.endswith(_PAST)]
    adverbial = [form for form in forms[2:] if form not in past]
    past += [f"{form}{end}" for form in past if form.endswith("л") and "ё" not in form for end in ("а", "и")]
    finite = forms[:2] + past
    if reflexive:
        ends = [f"{form}сь" if form[-1] in "аи" else f"{form}ся" for form in finite]
        manner = [f"{form}шись" if form.endswith("в") else f"{form}сь" for form in adverbial]
        return {"infinitive": (verb,), "finite": tuple(ends), "adverbial": tuple(manner)}
    passive = tuple(f"{form}ся" for form in forms[:2])
    return {"infinitive": (verb,), "finite": tuple(finite), "adverbial": tuple(adverbial), "passive": passive}


def _regular(verb: str, *, perfective: bool) -> list[str]:
    for ending, (one, many, manner, past) in _rules("rules"):
        if verb.endswith(ending):
            stem = verb[: -len(ending)]
            last = f"{verb[:-2]}в" if perfective else stem + manner
            return [stem + one, stem + many, last, stem + past]
    return []


@cache
def _verbs() -> dict[str, Form]:
    found: dict[str, Form] = {}
    weak = words_of("ru", "weak")
    for line in sorted(lines(), key=lambda one: bool(one.wanted)):
        for number, verb in enumerate(line.verbs):
            base = line.verbs[0]
            entry = Entry(base, () if line.wanted else line.levels, base in weak)
            for kind, forms in verb_forms_of(verb, perfective=number > 0).items():
                for form in forms:
                    found.setdefault(key_of(form, "ru"), Form(entry, kind))
    return found


def verb_form(key: str) -> Form | None:
    """Find the listed verb that a word is a form of; a word that only looks like a verb gives an unknown one.

    Examples
    --------
    >>> verb_form("анализируется").entry.base, verb_form("применяя").kind, verb_form("анализ")
    ('анализировать', 'adverbial', None)
    """
    if key in _verbs():
        return _verbs()[key]
    if noun_forms(key):
        return None
    looks = data_of("ru")["unknown"]
    for kind in ("finite", "infinitive"):
        if re.fullmatch(str(looks[kind]), key):
            return Form(Entry(key, known=False), kind)
    return None


@cache
def _noun_rules() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    rules = (str(rule).partition("=") for rule in data_of("ru")["noun_endings"]["rules"])
    return tuple((end.strip(), tuple(_case(form) for form in forms.split(","))) for end, _, forms in rules)


def _case(form: str) -> tuple[str, str]:
    *ending, cases = form.split()
    return "".join(ending), cases


def noun_cases(noun: str) -> Iterator[tuple[str, str]]:
    """Make the forms of a noun with their cases.

    Examples
    --------
    >>> [form for form, cases in noun_cases("оценка") if "a" in cases]
    ['оценку']
    """
    for ending, forms in _noun_rules():
        if noun.endswith(ending):
            stem = noun[: len(noun) - len(ending)]
            yield from ((stem + form, cases) for form, cases in forms)
            return


@cache
def _nouns() -> dict[str, list[Noun]]:
    found: dict[str, list[Noun]] = {}
    weak = words_of("ru", "weak")
    for line in lines():
        for noun in line.nouns:
            *before, last = noun.split()
            base = line.verbs[0] if line.verbs else noun
            entry = Entry(base, line.levels, base in weak)
            _add(found, entry, last, tuple(word[:-2] for word in before))
    return found


def _add(found: dict[str, list[Noun]], entry: Entry, noun: str, before: tuple[str, ...]) -> None:
    accusative = next((form for form, cases in noun_cases(noun) if "a" in cases), noun)
    for form, cases in noun_cases(noun):
        same = found.setdefault(key_of(form, "ru"), [])
        twin = next((one for one in same if (one.entry, one.before) == (entry, before)), None)
        if twin:
            same[same.index(twin)] = replace(twin, cases=twin.cases + cases)
        else:
            same.append(Noun(entry, accusative, cases, before))
    for group in found.values():
        group.sort(key=lambda one: -len(one.before))


def noun_forms(key: str) -> list[Noun]:
    """Find the nouns of action that a word is a form of.

    Examples
    --------
    >>> [(noun.entry.base, noun.cases) for noun in noun_forms("оценки")]
    [('оценивать', 'gnA')]
    """
    return _nouns().get(key, [])


@cache
def _group_forms(group: str) -> dict[str, str]:
    return {key_of(form, "ru"): noun for noun in words_of("ru", group) for form, _ in noun_cases(noun)}


def in_group(key: str, group: str) -> bool:
    """Say whether a word is a form of a noun of a group of ``words``, such as ``skill``.

    Examples
    --------
    >>> in_group("навыками", "skill"), in_group("анализа", "skill")
    (True, False)
    """
    return key in _group_forms(group)


@cache
def phrases() -> dict[str, tuple[tuple[frozenset[str], Entry], ...]]:
    """Give the phrases by the dictionary form of their verb: the forms of the object, and what the phrase means.

    Examples
    --------
    >>> [entry.base for words, entry in phrases()["принимать"] if "решения" in words]
    ['принимать решение']
    """
    found: dict[str, list[tuple[frozenset[str], Entry]]] = {}
    for line in lines():
        if line.wanted:
            forms = list(noun_cases(line.wanted))
            accusative = next((form for form, cases in forms if "a" in cases), line.wanted)
            entry = Entry(f"{line.verbs[0]} {accusative}", line.levels)
            keys = frozenset(key_of(form, "ru") for form, _ in forms)
            found.setdefault(line.verbs[0], []).append((keys, entry))
    return {verb: tuple(group) for verb, group in found.items()}
