"""The trilingual concept table: which words and phrases of Kazakh, Russian and English mean the same.

It is the bridge between an outcome in one language and a statement in another, and a list of synonyms within one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from toolkit.align.stem_kk import bare, lemma, possible_stems, stem
from toolkit.align.stems import stem_of
from toolkit.errors import DataError, Issue
from toolkit.labels import load_rows
from toolkit.model import LANGS, Lang
from toolkit.text import split_words

_SHORT = 7
"""An abbreviation has at most so many letters."""

LONGEST = 8
"""A phrase of the table has at most so many words."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning and what it is called.

    Parameters
    ----------
    concept : str
        Short English name, unique in the table.
    kk, ru, en : tuple of str
        Words and phrases for it, in their dictionary form; the first is the usual one.
    domain, note : str
        Field it belongs to; a remark for those who extend the table.
    """

    concept: str
    kk: tuple[str, ...]
    ru: tuple[str, ...]
    en: tuple[str, ...]
    domain: str = ""
    note: str = ""

    def variants(self, lang: Lang) -> tuple[str, ...]:
        """Give the words and phrases of one language."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[lang]

    def name(self, lang: Lang) -> str:
        """Give the usual word in a language, else in the first that has one."""
        return next((variant for one in (lang, *LANGS) for variant in self.variants(one)), self.concept)


@dataclass(frozen=True, slots=True)
class ConceptTable:
    """Concepts, and the way from words to them.

    Parameters
    ----------
    concepts : dict of name to Concept
        The table, in its order.
    by_keys : dict of language to dict of keys to names
        Keys of the words of each variant → the concepts that it may mean.
    longest : dict of language to dict of key to number
        First key → number of words of the longest variant that begins with it.
    known : set of str
        The Kazakh words of the table in their bare form: what inflected words are led back to.
    expansions : dict of language to dict of abbreviation to phrase
        What the abbreviations of the table stand for, in small letters.
    """

    concepts: Mapping[str, Concept] = field(default_factory=dict)
    by_keys: Mapping[Lang, Mapping[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    longest: Mapping[Lang, Mapping[str, int]] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    expansions: Mapping[Lang, Mapping[str, str]] = field(default_factory=dict)

    def keys(self, word: str, lang: Lang) -> tuple[str, ...]:
        """Give the keys under which a word may stand in the table, the surest first.

        In Kazakh that is the known word that it is a form of, then its deep stem (marked by a hyphen).
        """
        if lang != "kk":
            return (stem_of(word, lang),)
        found = lemma(word, self.known)
        return (found, f"{stem(word)}-") if found else (f"{stem(word)}-",)


def concept_of(row: Mapping[str, str]) -> Concept:
    """Make a concept of a row of the table; a row without a name or without words is a `ValueError`.

    Examples
    --------
    >>> concept_of({"concept": "plan", "kk": "жоспарлау; жоспар", "ru": "планировать", "en": "plan"}).kk
    ('жоспарлау', 'жоспар')
    """
    if not row["concept"]:
        raise ValueError("the concept has no name")
    variants = {lang: tuple(part.strip() for part in row[lang].split(";") if part.strip()) for lang in LANGS}
    if sum(map(bool, variants.values())) < 1:
        raise ValueError(f"concept '{row['concept']}' has no word in any language")
    return Concept(row["concept"], **variants, domain=row.get("domain", ""), note=row.get("note", ""))


def concept_table(concepts: Iterable[Concept]) -> ConceptTable:
    """Prepare concepts for looking up; a later concept of the same name adds its words to the earlier one.

    Raises
    ------
    DataError
        A variant has more than eight words; all such variants are listed.

    Examples
    --------
    >>> table = concept_table([Concept("plan", ("жоспар",), ("план",), ("plan",))])
    >>> table.by_keys["ru"][("план",)]
    ('plan',)
    """
    merged: dict[str, Concept] = {}
    for item in concepts:
        old = merged.get(item.concept)
        merged[item.concept] = _joined(old, item) if old else item
    known = _known(merged.values())
    bare_table = ConceptTable(known=known)
    found: dict[Lang, dict[tuple[str, ...], dict[str, None]]] = {lang: defaultdict(dict) for lang in LANGS}
    issues: list[Issue] = []
    for name, item in merged.items():
        for lang in LANGS:
            for variant in item.variants(lang):
                keys = [bare_table.keys(word, lang) for word in split_words(variant)]
                if len(keys) > LONGEST:
                    hint = f"shorten it to {LONGEST} words"
                    issues.append(Issue("long-variant", name, f"«{variant}» has {len(keys)} words", hint))
                elif keys:
                    found[lang][tuple(one[0] for one in keys)][name] = None
                if len(keys) == 1 and len(keys[0]) > 1:
                    found[lang][(keys[0][1],)][name] = None
    if issues:
        raise DataError("concept table", issues)
    longest: dict[Lang, dict[str, int]] = {lang: {} for lang in LANGS}
    for lang, table in found.items():
        for keys_of in table:
            longest[lang][keys_of[0]] = max(longest[lang].get(keys_of[0], 0), len(keys_of))
    return ConceptTable(
        merged,
        {lang: {keys_of: tuple(names) for keys_of, names in found[lang].items()} for lang in LANGS},
        longest,
        known,
        _expansions(merged.values()),
    )


def _expansions(concepts: Iterable[Concept]) -> dict[Lang, dict[str, str]]:
    """Collect what abbreviations stand for: the phrase of their concept whose words begin with their letters."""
    found: dict[Lang, dict[str, str]] = {lang: {} for lang in LANGS}
    for item in concepts:
        for lang in LANGS:
            phrases = {"".join(word[0] for word in split_words(phrase)): phrase for phrase in item.variants(lang)}
            for variant in item.variants(lang):
                short = variant.casefold()
                if variant.isupper() and 2 <= len(short) <= _SHORT and short in phrases:
                    found[lang].setdefault(short, phrases[short])
    return found


def _known(concepts: Iterable[Concept]) -> frozenset[str]:
    """Give the Kazakh words that inflected ones are led back to, in their bare form.

    Words of one-word variants, but no form of another word of the same concept («деректер» beside «дерек»); words of phrases
    only where they are no form of a known word: «деректерді жинау» does not make «деректерді» a word of its own.
    """
    meanings: dict[str, set[str]] = defaultdict(set)
    inside: set[str] = set()
    for item in concepts:
        for variant in item.kk:
            words = split_words(variant)
            if len(words) == 1:
                meanings[bare(words[0])].add(item.concept)
            else:
                inside.update(words)
    known = {
        word
        for word, names in meanings.items()
        if not any(names & meanings[stem_] for stem_ in possible_stems(word)[1:] if stem_ in meanings)
    }
    return frozenset(
        known | {bare(word) for word in inside if lemma(word, known) is None and not _converb(word, known)}
    )


def _converb(word: str, known: frozenset[str] | set[str]) -> bool:
    """Say whether a word of a phrase is a known verb with -а, -е: «шеше білу» does not make «шешеді» a form of «шеше»."""
    return word[-1] in "ае" and word[:-1] in known


def table_data(table: ConceptTable) -> dict[str, Any]:
    """Give what took time to prepare as plain data, so that it can be kept (`table_from`)."""
    return {
        "by_keys": {
            lang: {"\t".join(keys): list(names) for keys, names in table.by_keys[lang].items()} for lang in LANGS
        },
        "longest": {lang: dict(table.longest[lang]) for lang in LANGS},
        "known": sorted(table.known),
        "expansions": {lang: dict(table.expansions[lang]) for lang in LANGS},
    }


def table_from(concepts: Iterable[Concept], data: Mapping[str, Any]) -> ConceptTable:
    """Make a table of its concepts and what was prepared of them before.

    Examples
    --------
    >>> made = concept_table([Concept("plan", ("жоспар",), ("план",), ("plan",))])
    >>> table_from(made.concepts.values(), table_data(made)) == made
    True
    """
    merged: dict[str, Concept] = {}
    for item in concepts:
        merged[item.concept] = _joined(merged[item.concept], item) if item.concept in merged else item
    by_keys: dict[Lang, dict[tuple[str, ...], tuple[str, ...]]] = {
        lang: {tuple(keys.split("\t")): tuple(names) for keys, names in data["by_keys"][lang].items()} for lang in LANGS
    }
    return ConceptTable(merged, by_keys, data["longest"], frozenset(data["known"]), data["expansions"])


def bundled_concepts() -> tuple[Concept, ...]:
    """Give the concepts that come with the toolkit (`toolkit/labels/concepts.csv`)."""
    return tuple(concept_of(row) for row in load_rows("concepts"))


@cache
def bundled_table() -> ConceptTable:
    """Prepare the concepts that come with the toolkit, once a process."""
    return concept_table(bundled_concepts())


def _joined(one: Concept, other: Concept) -> Concept:
    words = {lang: tuple(dict.fromkeys((*one.variants(lang), *other.variants(lang)))) for lang in LANGS}
    return Concept(one.concept, **words, domain=one.domain, note=one.note)
