"""What takes seconds to prepare, kept in the user's cache folder by the hash of what it was made from; safe to delete.

A file that cannot be written or read is as good as none: everything is then prepared anew.
"""

import hashlib
import io
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from platformdirs import user_cache_path
from scipy.sparse import csr_matrix

from toolkit import __version__, align
from toolkit.align.concepts import Concept, ConceptTable, concept_table, table_data, table_from
from toolkit.align.index import Index
from toolkit.align.suggest import Candidate, Suggester, make_suggester
from toolkit.io.csvfiles import write_whole
from toolkit.labels import load

CACHE_VARIABLE = "CURMAP_CACHE"
"""Names another folder for the cache; empty text switches it off."""


def cache_folder() -> Path | None:
    """Name the folder of the cache; None if it is switched off."""
    named = os.environ.get(CACHE_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return user_cache_path("curmap", appauthor=False)


@cache
def _code() -> str:
    """Hash the code that prepares: of the same data other code makes something else."""
    home = Path(align.__file__).parent
    places = [*sorted(home.glob("*.py")), home.parent / "text.py", home.parent / "languages.py", Path(__file__)]
    return hashlib.sha256(b"".join(place.read_bytes() for place in places if place.is_file())).hexdigest()


def _key(*parts: object) -> str:
    made = [_code(), __version__, *(version(name) for name in ("snowballstemmer", "pymorphy3", "pymorphy3-dicts-ru"))]
    text = json.dumps([*made, load("endings.kk"), load("stopwords"), *parts], ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def prepared_table(concepts: Iterable[Concept]) -> ConceptTable:
    """Give the concept table of some concepts, from the cache if it was prepared before.

    Raises
    ------
    DataError
        The concepts have problems.
    """
    items = tuple(concepts)
    path = _path(f"concepts-{_key([_plain(item) for item in items])}.json")
    with suppress(Exception):  # whatever is wrong with a file that somebody damaged: it is made anew
        if path and path.is_file():
            return table_from(items, json.loads(path.read_text(encoding="utf-8")))
    table = concept_table(items)
    _write(path, json.dumps(table_data(table), ensure_ascii=False).encode("utf-8"))
    return table


def prepared_suggester(candidates: Sequence[Candidate], concepts: ConceptTable) -> Suggester:
    """Make a suggester, its index from the cache if just these statements were indexed before."""
    rows = [_plain(item) for item in candidates]
    path = _path(f"index-{_key(rows, [_plain(item) for item in concepts.concepts.values()])}.npz")
    with suppress(Exception):  # the same
        if path and path.is_file():
            return make_suggester(candidates, concepts, index=_index_of(path.read_bytes()))
    made = make_suggester(candidates, concepts)
    _write(path, _bytes_of(made.index))
    return made


def _plain(item: Concept | Candidate) -> list[Any]:
    return [getattr(item, name) for name in item.__dataclass_fields__]


def _path(name: str) -> Path | None:
    folder = cache_folder()
    return folder / name if folder else None


def _write(path: Path | None, data: bytes) -> None:
    if path:
        with suppress(ValueError, OSError):  # an InputError too: a cache that cannot be written is no problem
            write_whole(path, data)


def _bytes_of(index: Index) -> bytes:
    buffer = io.BytesIO()
    words = np.frombuffer("\n".join(index.vocabulary).encode("utf-8"), dtype=np.uint8)
    np.savez(
        buffer,
        words=words,
        idf=index.idf,
        rarity=index.rarity,
        size=index.size,
        shape=np.array(index.total.shape),
        values=index.total.data,
        columns=index.total.indices,
        pointers=index.total.indptr,
        text_columns=index.text.indices,
        text_pointers=index.text.indptr,
    )
    return buffer.getvalue()


def _index_of(data: bytes) -> Index:
    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        shape = tuple(int(size) for size in kept["shape"])
        words = kept["words"].tobytes().decode("utf-8")
        vocabulary = {term: place for place, term in enumerate(words.split("\n"))} if words else {}
        if len(vocabulary) != shape[1]:
            raise ValueError("the vocabulary does not fit")
        places = kept["text_columns"]
        return Index(
            vocabulary,
            kept["idf"],
            csr_matrix((kept["values"], kept["columns"], kept["pointers"]), shape=shape),
            csr_matrix((np.ones(len(places), np.float32), places, kept["text_pointers"]), shape=shape),
            kept["rarity"],
            kept["size"],
        )
