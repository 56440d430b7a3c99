"""Which disciplines could teach an outcome: those that serve the same labour functions, then those with the nearest title."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.align.concepts import ConceptTable
from toolkit.align.suggest import Candidate, Suggester, Wanted, make_suggester
from toolkit.analysis import wanted_of
from toolkit.model import Covered, Discipline, Lang
from toolkit.proposals.ground import Ground, group_of

MOST = 3
"""So many disciplines are named for an outcome."""

_PLACES = 10
_SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class Carriers:
    """The disciplines that could teach outcomes, ready to be asked.

    Parameters
    ----------
    serving : dict of function to count of disciplines
        How many links of each labour function are taught by each discipline.
    functions : dict of outcome to functions
        The labour functions that each outcome serves.
    titles : Suggester or None
        Finds titles near a text, in three languages; None where no discipline has credits.
    disciplines : dict of code to Discipline
        Those with credits that teach, in the order of the programme: an attestation examines only.
    outcomes : dict of outcome id to Wanted
        The texts of the outcomes.
    """

    serving: dict[str, Counter[str]]
    functions: dict[str, tuple[str, ...]]
    titles: Suggester | None
    disciplines: dict[str, Discipline]
    outcomes: dict[str, Wanted]

    def for_outcome(self, outcome_id: str) -> tuple[str, ...]:
        """Name the disciplines that could teach an outcome of the programme, best first; at most three."""
        counts: Counter[str] = Counter()
        for function in self.functions.get(outcome_id, ()):
            counts.update(self.serving.get(function, Counter()))
        return self._best(counts, self.outcomes[outcome_id])

    def for_function(self, function: str, rows: Sequence[Covered]) -> tuple[str, ...]:
        """Name the disciplines that could teach a new outcome for a labour function, best first; at most three.

        Parameters
        ----------
        function : str
            The function, as `group_of` names it.
        rows : sequence of Covered
            The statements that the outcome is to serve.
        """
        first = rows[0].statement
        texts = [first.function, *(row.statement.unit for row in rows)] if first.function_no else []
        texts = list(dict.fromkeys(texts)) or [row.statement.text for row in rows]
        wanted = Wanted(function, ((". ".join(texts), first.lang),))
        return self._best(self.serving.get(function, Counter()), wanted)

    def _best(self, counts: Counter[str], wanted: Wanted) -> tuple[str, ...]:
        places = {code: place for place, code in enumerate(self.disciplines)}
        serving = sorted((code for code in counts if code in places), key=lambda code: (-counts[code], places[code]))
        return tuple(dict.fromkeys([*serving[:MOST], *self._nearest(wanted)]))[:MOST]

    def _nearest(self, wanted: Wanted) -> Iterable[str]:
        if self.titles is None:
            return ()
        found = self.titles.suggest([wanted], top=_PLACES)
        return dict.fromkeys(one.statement_id.rpartition(_SEPARATOR)[0] for one in found)


def carriers_of(ground: Ground, concepts: ConceptTable) -> Carriers:
    """Make the disciplines of a programme ready to be asked.

    Parameters
    ----------
    ground : Ground
        What the plan starts from.
    concepts : ConceptTable
        By which titles are compared across languages.
    """
    programme = ground.analysis.programme
    disciplines = {item.code: item for item in programme.disciplines if item.credits > 0 and item.kind != "attestation"}
    serving: dict[str, Counter[str]] = {}
    functions: dict[str, dict[str, None]] = {}
    for row in ground.result.statements:
        function = group_of(row.statement)
        for outcome in row.outcomes:
            serving.setdefault(function, Counter()).update(ground.teaching.taught_by.get(outcome, ()))
            functions.setdefault(outcome, {})[function] = None
    return Carriers(
        serving=serving,
        functions={outcome: tuple(found) for outcome, found in functions.items()},
        titles=make_suggester(_titles(disciplines.values()), concepts) if disciplines else None,
        disciplines=disciplines,
        outcomes={one.outcome_id: one for one in wanted_of(programme)},
    )


def _titles(disciplines: Iterable[Discipline]) -> Iterable[Candidate]:
    for item in disciplines:
        for lang in item.title.languages:
            yield _title(item, lang)


def _title(item: Discipline, lang: Lang) -> Candidate:
    return Candidate(f"{item.code}{_SEPARATOR}{lang}", item.title.get(lang), lang=lang)
