"""Programme context: statements near those already confirmed are likelier to belong to the programme too."""

from collections import Counter
from collections.abc import Iterable, Mapping

from toolkit.align.suggest import Candidate


def context_of(candidates: Iterable[Candidate], confirmed: Iterable[str]) -> dict[str, float]:
    """Say how near each statement is to what people have confirmed for the programme.

    Parameters
    ----------
    candidates : iterable of Candidate
        The statements that can be suggested.
    confirmed : iterable of str
        Identifiers of the statements with a confirmed link.

    Returns
    -------
    dict of statement id to share
        Half for its card, half for its function, each by how many confirmed statements it holds against the one that holds
        most; 0 to 1. Statements without neighbours are left out.

    Examples
    --------
    >>> rows = [Candidate("X/1.1.1/S1", "a", "X", "Маман", "Есеп"), Candidate("X/1.1.1/S2", "b", "X", "Маман", "Есеп"),
    ...         Candidate("X/2.1.1/S1", "c", "X", "Басшы", "Талдау")]
    >>> context_of(rows, ["X/1.1.1/S1"])
    {'X/1.1.1/S1': 1.0, 'X/1.1.1/S2': 1.0}
    """
    items = list(candidates)
    wanted = set(confirmed)
    hits = [item for item in items if item.statement_id in wanted]
    cards: Counter[tuple[str, ...]] = Counter((item.standard_id, item.occupation) for item in hits)
    functions: Counter[tuple[str, ...]] = Counter((item.standard_id, item.occupation, item.function) for item in hits)
    found = {
        item.statement_id: 0.5 * _share(cards, (item.standard_id, item.occupation))
        + 0.5 * _share(functions, (item.standard_id, item.occupation, item.function))
        for item in items
    }
    return {statement_id: near for statement_id, near in found.items() if near > 0}


def _share(counts: Mapping[tuple[str, ...], int], key: tuple[str, ...]) -> float:
    return counts.get(key, 0) / max(counts.values(), default=1)
