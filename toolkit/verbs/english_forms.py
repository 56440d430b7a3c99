"""The forms of English verbs and nouns of action, made of the lists by the rules of the table ``endings``."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from toolkit.verbs.lexicon import Entry, data_of, levels_of, words_of

KINDS = ("base", "third", "gerund", "past")
"""analyse, analyses, analysing, analysed."""


@dataclass(frozen=True, slots=True)
class Form:
    """A word that is a form of a listed verb; one form may be of several kinds («set»)."""

    entry: Entry
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the lists: the spellings of a verb, its object if it is a phrase, its nouns of action."""

    verbs: tuple[str, ...]
    wanted: str
    nouns: tuple[str, ...]
    levels: tuple[int, ...]


@cache
def lines() -> tuple[Line, ...]:
    """Read the lists of verbs and phrases.

    Examples
    --------
    >>> next(line for line in lines() if "assess" in line.verbs).nouns
    ('assessment',)
    """
    return tuple(
        _line(text, levels_of(key))
        for table in ("verbs", "phrases")
        for key, texts in data_of("en")[table].items()
        for text in texts
    )


def _line(text: str, levels: tuple[int, ...]) -> Line:
    verbs, _, nouns = text.rstrip(")").partition(" (")
    verbs, _, wanted = verbs.partition(" + ")
    return Line(_split(verbs), wanted, _split(nouns), levels)


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def verb_forms_of(verb: str) -> Iterator[tuple[str, str]]:
    """Make the forms of one verb, each with its kind.

    Examples
    --------
    >>> list(verb_forms_of("study"))
    [('study', 'base'), ('studies', 'third'), ('studying', 'gerund'), ('studied', 'past')]
    """
    yield verb, "base"
    special = data_of("en")["irregular"].get(verb)
    if special is not None:
        yield from zip((str(form) for form in special), KINDS[1:], strict=True)
        return
    for rule in data_of("en")["endings"]["rules"]:
        ending, _, forms = str(rule).partition("=")
        if verb.endswith(ending.strip()):
            stem = verb[: len(verb) - len(ending.strip())]
            yield from ((stem + form, kind) for form, kind in zip(_split(forms), KINDS[1:], strict=True))
            return


@cache
def _verbs() -> dict[str, Form]:
    found: dict[str, Form] = {}
    weak = words_of("en", "weak")
    for line in sorted(lines(), key=lambda one: bool(one.wanted)):
        base = line.verbs[0]
        for verb in line.verbs:
            for form, kind in verb_forms_of(verb):
                shown = str(data_of("en")["shown"].get(base, base))
                entry = Entry(shown, () if line.wanted else line.levels, base in weak)
                known = found.get(form, Form(entry, frozenset()))
                found[form] = Form(known.entry, known.kinds | {kind})
    for variant, usual in data_of("en")["variants"].items():
        found[variant] = found[str(usual)]
    return found


def verb_form(key: str) -> Form | None:
    """Find the listed verb that a word is a form of.

    Examples
    --------
    >>> verb_form("analyzes").entry.base, sorted(verb_form("set").kinds), verb_form("table")
    ('analyse', ['base', 'past'], None)
    """
    return _verbs().get(key)


@cache
def _nouns() -> dict[str, Entry]:
    weak = words_of("en", "weak")
    return {
        form: Entry(line.verbs[0], line.levels, line.verbs[0] in weak)
        for line in lines()
        for noun in line.nouns
        for form in (noun, *(form for form, kind in verb_forms_of(noun) if kind == "third"))
    }


def noun_form(key: str) -> Entry | None:
    """Find the verb that a noun of action belongs to.

    Examples
    --------
    >>> noun_form("assessments").base
    'assess'
    """
    return _nouns().get(key)


@cache
def noun_like() -> frozenset[str]:
    """Give the forms that are nouns as often as verbs: plan, plans, reports.

    Examples
    --------
    >>> "reports" in noun_like(), "reporting" in noun_like()
    (True, False)
    """
    forms = (form for word in words_of("en", "also_nouns") for form in verb_forms_of(word))
    return frozenset(form for form, kind in forms if kind in {"base", "third"})


@cache
def phrases() -> dict[str, tuple[tuple[frozenset[str], Entry], ...]]:
    """Give the phrases by their verb: the forms of the object, and what the phrase means.

    Examples
    --------
    >>> [entry.base for words, entry in phrases()["take"] if "decisions" in words]
    ['take decision']
    """
    found: dict[str, list[tuple[frozenset[str], Entry]]] = {}
    weak = words_of("en", "weak")
    for line in lines():
        if line.wanted:
            forms = frozenset({line.wanted, *(form for form, kind in verb_forms_of(line.wanted) if kind == "third")})
            base = f"{line.verbs[0]} {line.wanted}"
            found.setdefault(line.verbs[0], []).append((forms, Entry(base, line.levels, base in weak)))
    return {verb: tuple(group) for verb, group in found.items()}
