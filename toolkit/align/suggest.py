"""Suggestions: for every outcome the statements that it may serve, with a confidence and the reasons.

Nothing is decided here: a suggestion never counts as coverage.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from toolkit.align.concepts import ConceptTable
from toolkit.align.encoders import NEAREST, WEIGHT, Encoder, Meanings, fused, meanings_of, model_share
from toolkit.align.features import Query, features, prepare, score_all
from toolkit.align.index import Document, Index, build_index
from toolkit.align.model import Model, load_model, probability
from toolkit.align.recognise import parts_of, recognise
from toolkit.align.terms import Analyzer, Term, Token, definitions_in, tokens
from toolkit.errors import InputError
from toolkit.labels import word
from toolkit.languages import language_of
from toolkit.model import LANGS, Lang, Suggestion
from toolkit.text import fingerprint

METHOD = "concepts-bm25f"
CANDIDATES = 100
"""So many statements are looked at closely for each outcome; the index chooses them."""

_BATCH = 64
_REASONS = 5
"""So many reasons are named."""

_LONGEST = 2000
"""Characters of an outcome that are read: a text that is longer is no outcome."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that can be suggested, with its place; only the identifier and the text must be there."""

    statement_id: str
    text: str
    standard_id: str = ""
    occupation: str = ""
    function: str = ""
    unit: str = ""
    kind: str = ""
    card: str = ""
    levels: str = ""
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """An outcome to find statements for.

    Parameters
    ----------
    outcome_id : str
        Its code.
    texts : tuple of (text, language or None)
        The same outcome in one or more languages; without a language it is recognised. Two languages find more than
        one: what is missed in the one is found in the other.
    """

    outcome_id: str
    texts: tuple[tuple[str, Lang | None], ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text of an outcome, looked up: its words as printed, its terms, the query, the scores of all statements."""

    printed: tuple[str, ...]
    terms: tuple[Term, ...]
    query: Query
    scores: np.ndarray
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class Suggester:
    """Statements made ready for being searched.

    Parameters
    ----------
    candidates : tuple of Candidate
        The statements, as given.
    groups : tuple of tuples
        Places in `candidates` that have the same text and the same kind: suggested together, with one rank.
    index : Index
        One row a group.
    analyzer : Analyzer
        Makes the terms of texts.
    model : Model
        Makes a probability of the features.
    meanings : Meanings, optional
        The statements as a language model sees them (`with_encoder`); one row a group.
    """

    candidates: tuple[Candidate, ...]
    groups: tuple[tuple[int, ...], ...]
    index: Index
    analyzer: Analyzer
    model: Model = field(default_factory=load_model)
    meanings: Meanings | None = None

    @property
    def method(self) -> str:
        """Name and version of the method, kept with every decision."""
        own = f"{METHOD}/{self.model.version}"
        return f"{own}+{self.meanings.encoder.name}" if self.meanings else own

    def with_encoder(self, encoder: Encoder, weight: float = WEIGHT) -> "Suggester":
        """Give a suggester that also finds what is near in meaning; the model reads every statement once, now.

        Raises
        ------
        InputError
            The weight is out of range (`meanings_of`), or the model gave what cannot be used.
        """
        texts = [self.candidates[group[0]].text for group in self.groups]
        return replace(self, meanings=meanings_of(encoder, texts, weight))

    def suggest(
        self,
        wanted: Iterable[Wanted],
        *,
        top: int = 10,
        reader: Lang = "en",
        context: Mapping[str, float] | None = None,
        at_least: float = 0.0,
    ) -> Iterator[Suggestion]:
        """Suggest statements for outcomes.

        Parameters
        ----------
        wanted : iterable of Wanted
            The outcomes.
        top : count, 1 or more
            How many different statements at most per outcome; equal texts share a rank.
        reader : {"kk", "ru", "en"}
            Language of the reasons.
        context : mapping of statement id to share, optional
            How near each statement is to what has been confirmed for the programme (`context_of`), 0 to 1.
        at_least : probability
            Smallest confidence that is still shown.

        Yields
        ------
        Suggestion
            By outcome in the given order, then rank, then order of the candidates. None for a text without words.

        Raises
        ------
        InputError
            `top` or `at_least` is out of range.
        """
        if top < 1 or not 0 <= at_least <= 1:
            raise InputError(f"top must be 1 or more and at_least between 0 and 1, not {top} and {at_least}")
        near = self._near(context)
        items = list(wanted)
        for start in range(0, len(items), _BATCH):
            batch = items[start : start + _BATCH]
            read = list(self._read(batch))
            for item, readings, alike in zip(batch, read, self._alike(batch, read), strict=True):
                yield from self._ranked(item, readings, near, alike, top, reader, at_least)

    def _read(self, batch: Sequence[Wanted]) -> Iterator[list[_Reading]]:
        """Look up all texts of some outcomes at once."""
        made = [[self.terms_of(text, lang) for text, lang in item.texts] for item in batch]
        queries = [[prepare(terms, self.index) for _, terms in texts] for texts in made]
        scores = iter(score_all([query for one in queries for query in one], self.index))
        for texts, of_item in zip(made, queries, strict=True):
            yield [
                _Reading(
                    tuple(token.printed for token in words), tuple(terms), query, next(scores), _main_language(terms)
                )
                for (words, terms), query in zip(texts, of_item, strict=True)
            ]

    def _alike(self, batch: Sequence[Wanted], read: Sequence[Sequence[_Reading]]) -> np.ndarray:
        """Say how near all statements are to some outcomes in meaning; all 0 without a model or without words."""
        if self.meanings is None:
            return np.zeros((len(batch), len(self.groups)), dtype=np.float32)
        texts = [
            [text[:_LONGEST] for (text, _), one in zip(item.texts, readings, strict=True) if one.printed]
            for item, readings in zip(batch, read, strict=True)
        ]
        return self.meanings.nearness(texts)

    def terms_of(self, text: str, lang: Lang | None = None) -> tuple[list[Token], list[Term]]:
        """Make the words and terms of an outcome; parts in different languages are each read in their own."""
        text = text[:_LONGEST]
        parts = [(text, lang)] if lang else parts_of(text, self.analyzer.concepts)
        words: list[Token] = []
        found: list[Term] = []
        for part, part_lang in parts:
            shift = len(words)
            words += tokens(part)
            found += [
                Term(term.key, term.weight, term.first + shift, term.last + shift)
                for term in self.analyzer.terms(part, part_lang)
            ]
        return words, found

    def _near(self, context: Mapping[str, float] | None) -> np.ndarray | None:
        if not context:
            return None
        shares = [
            max(context.get(self.candidates[place].statement_id, 0.0) for place in group) for group in self.groups
        ]
        return np.array(shares)

    def _ranked(
        self,
        item: Wanted,
        readings: Sequence[_Reading],
        near: np.ndarray | None,
        alike: np.ndarray,
        top: int,
        reader: Lang,
        at_least: float,
    ) -> Iterator[Suggestion]:
        known = [one for one in readings if len(one.query.columns)] or list(readings)
        chosen = [_best(one.scores, max(CANDIDATES, top)) for one in known]
        rows = np.unique(np.concatenate([*chosen, _best(alike, NEAREST)]))
        if not len(rows):
            return
        each = [
            self.model.in_language(self.model.log_odds(features(one.query, one.scores, rows, self.index)), one.lang)
            for one in known
        ]
        log_odds = self.model.joint_log_odds(np.mean(each, axis=0), len(known))
        lift = np.zeros(len(rows))
        if near is not None:
            raised = log_odds + self.model.context * near[rows]
            lift = probability(raised) - probability(log_odds)
            log_odds = raised
        by_model = np.zeros(len(rows))
        if self.meanings is not None:
            by_model = model_share(log_odds, alike[rows], self.meanings.weight)
            log_odds = fused(log_odds, alike[rows], self.meanings.weight)
        confidence = probability(log_odds)
        order = np.lexsort((rows, -log_odds))[:top]
        shown = [int(place) for place in order if confidence[place] >= at_least]
        why = self._reasons(known, np.array(each)[:, shown], rows[shown], lift[shown], by_model[shown], reader)
        for rank, (place, reason) in enumerate(zip(shown, why, strict=True), start=1):
            for number in self.groups[rows[place]]:
                yield Suggestion(
                    item.outcome_id,
                    rank,
                    self.candidates[number].statement_id,
                    round(float(log_odds[place]), 4),
                    round(float(confidence[place]), 4),
                    reason,
                )

    def _reasons(
        self,
        readings: Sequence[_Reading],
        each: np.ndarray,
        rows: np.ndarray,
        lift: np.ndarray,
        by_model: np.ndarray,
        reader: Lang,
    ) -> list[str]:
        """Say which words, concepts and model made the scores, with their shares, in the reader's language.

        Where an outcome has several languages, the one that made most of the score speaks. The context comes last, with the
        points by which it raises the confidence.
        """
        told = [self._reasons_of(one, rows, by_model, reader) for one in readings]
        speaker = each.argmax(axis=0)
        found = []
        for number, points in enumerate(lift.tolist()):
            reasons = told[int(speaker[number])][number]
            if points > 0:
                near = word("reason-context", reader)
                context = f"{near} +{points:.0%}".replace("%", "\u00a0%")
                reasons = "; ".join(filter(None, (reasons, context)))
            found.append(reasons)
        return found

    def _reasons_of(self, reading: _Reading, rows: np.ndarray, by_model: np.ndarray, reader: Lang) -> list[str]:
        query = reading.query
        total = self.index.total[rows][:, query.columns].toarray() * query.weights
        in_text = self.index.text[rows][:, query.columns].toarray() > 0
        best: dict[int, Term] = {}
        for term in reading.terms:
            column = self.index.vocabulary.get(term.key)
            if column is not None and (column not in best or term.weight > best[column].weight):
                best[column] = term
        sources = [best[int(column)] for column in query.columns]
        found = []
        for values, inside, modelled in zip(total, in_text, by_model.tolist(), strict=True):
            spans: dict[tuple[int, int], tuple[float, Term]] = {}
            placed = 0.0
            for source, value, here in zip(sources, values.tolist(), inside.tolist(), strict=True):
                if value > 0 and here:
                    whole, named = spans.get((source.first, source.last), (0.0, source))
                    spans[source.first, source.last] = (whole + value, max(named, source, key=_weight))
                elif value > 0:
                    placed += value
            parts: dict[str, float] = {}
            for value, source in spans.values():
                name = self._name(source, reading.printed, reader)
                parts[name] = parts.get(name, 0.0) + value
            if placed:
                parts[word("reason-place", reader)] = placed
            if modelled:
                whole_words = sum(parts.values())
                parts = {name: value / whole_words * (1 - modelled) for name, value in parts.items()}
                parts[word("reason-model", reader)] = modelled
            ordered = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
            shown = list(zip(ordered, _percents([value for _, value in ordered]), strict=True))[:_REASONS]
            found.append("; ".join(f"{name} {share}\u00a0%" for (name, _), share in shown if share))
        return found

    def _name(self, term: Term, printed: Sequence[str], reader: Lang) -> str:
        """Name the words of the outcome behind a term, and the concept where that is what they have in common."""
        words = " ".join(printed[term.first : term.last + 1])
        if not term.key.startswith("c:"):
            return words
        concept = self.analyzer.concepts.concepts[term.key[2:]].name(reader)
        return words if concept.casefold() == words.casefold() else f"{words} = {concept}"


def _percents(values: Sequence[float]) -> list[int]:
    """Give the shares of values as whole per cents that make 100 together (the method of largest remainders)."""
    exact = [100 * value / sum(values) for value in values]
    whole = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: whole[place] - exact[place])
    for place in by_rest[: 100 - sum(whole)]:
        whole[place] += 1
    return whole


def _main_language(terms: Iterable[Term]) -> Lang | None:
    """Give the language that most stems of a text are of."""
    stems = [term.key.partition(":")[0] for term in terms]
    best: Lang = max(LANGS, key=stems.count)
    return best if best in stems else None


def _weight(term: Term) -> float:
    return term.weight


def _best(scores: np.ndarray, count: int) -> np.ndarray:
    """Give the rows with the best positive scores; those with equal scores in their order."""
    positive = np.flatnonzero(scores > 0)
    if len(positive) > count:
        limit = np.partition(scores[positive], len(positive) - count)[len(positive) - count]
        positive = positive[scores[positive] >= limit]
    return np.asarray(positive[np.lexsort((positive, -scores[positive]))][:count])


def make_suggester(
    candidates: Iterable[Candidate],
    concepts: ConceptTable,
    *,
    documents: Iterable[str] = (),
    model: Model | None = None,
    index: Index | None = None,
) -> Suggester:
    """Make statements ready for being searched.

    Parameters
    ----------
    candidates : iterable of Candidate
        The statements; equal texts of one kind become one group.
    concepts : ConceptTable
        The trilingual table.
    documents : iterable of str
        Further texts in which abbreviations may be defined.
    model : Model, optional
        Another model than the one that comes with the toolkit.
    index : Index, optional
        The index of just these statements, if it was made before and kept.
    """
    items = tuple(candidates)
    analyzer = Analyzer(concepts, definitions_in([*documents, *(item.text for item in items)]))
    groups: dict[tuple[str, str], list[int]] = {}
    for number, item in enumerate(items):
        groups.setdefault((item.kind, fingerprint(item.text)), []).append(number)
    made = tuple(tuple(group) for group in groups.values())
    if index is None:
        index = build_index([_document([items[number] for number in group], concepts) for group in made], analyzer)
    return Suggester(items, made, index, analyzer, model or load_model())


def _document(group: Sequence[Candidate], concepts: ConceptTable) -> Document:
    """Make one document of a text and its places: each different place counts."""
    first = group[0]

    def places(texts: Iterable[str]) -> str:
        return "\n".join(dict.fromkeys(text for text in texts if text))

    return Document(
        first.text,
        places(item.unit for item in group[:_PLACES]),
        places(item.function for item in group[:_PLACES]),
        places(item.occupation for item in group[:_PLACES]),
        first.lang or _language(first.text, concepts),
    )


def _language(text: str, concepts: ConceptTable) -> Lang:
    """Recognise the language of a statement; Latin letters are English, and none at all Kazakh."""
    by_letters = language_of(text)
    return (recognise(text, concepts) if by_letters == "ru" else by_letters) or "kk"


_PLACES = 3
"""So many places of a repeated text are searched: one that stands everywhere says little by its place."""
