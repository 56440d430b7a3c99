"""How long suggestions take and how much memory, beside the usual libraries in the same run: `make benchmark`.

Statements and outcomes are made by recombining the words of real ones, always the same way. Real texts bring new words as
they grow in number, so every twentieth word is a new one, made of the beginning of one real word and the end of another: 20,000
statements have about 17,000 different words, as many as the growth in the library lets expect (exponent 0.65). Every task, function and occupation is shared by about as many statements as in the library.

Each step runs in a process of its own, so that its memory is its own and nothing is warm. Seconds depend on the machine;
quote the ratios. RapidFuzz is linear in the outcomes: it ranks a tenth of them and its seconds are multiplied by ten.
"""

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process
from sklearn.feature_extraction.text import TfidfVectorizer

from toolkit.align.concepts import bundled_table
from toolkit.align.suggest import Candidate, Wanted, make_suggester
from toolkit.io.labelled import read_labelled
from toolkit.io.project import Project
from toolkit.job import candidates_of
from toolkit.model import LANGS, Lang

ROOT = Path(__file__).resolve().parents[1]
OUTCOMES, STATEMENTS = 1000, 20_000
MORE = (20_000, 60_000, 100_000)
"""Numbers of statements whose memory is compared."""

NEW = 1 / 20
"""Share of words that no real text has."""

PER_UNIT, PER_FUNCTION, PER_OCCUPATION = 6, 20, 120
TENTH = OUTCOMES // 10
TOP = 10
BATCH = 64
_WORD = re.compile(r"\w+")


class Mixer:
    """Makes texts of the words of other texts, about as long as those."""

    def __init__(self, texts: list[str], seed: int) -> None:
        found = [_WORD.findall(text) for text in texts]
        self.words = np.array([word for one in found for word in one])
        self.lengths = np.array([len(one) for one in found if one])
        self.chance = np.random.default_rng(seed)

    def texts(self, count: int) -> Iterator[str]:
        """Make texts."""
        for length in self.chance.choice(self.lengths, count).tolist():
            words = self.chance.choice(self.words, (length, 2)).tolist()
            fresh = self.chance.random(length) < NEW
            yield " ".join(
                one[: (len(one) + 1) // 2] + other[len(other) // 2 :] if new else one
                for (one, other), new in zip(words, fresh.tolist(), strict=True)
            )


def made_statements(count: int) -> list[Candidate]:
    """Make statements with their places."""
    real = candidates_of(Project(ROOT).library())
    named = {"unit": PER_UNIT, "function": PER_FUNCTION, "occupation": PER_OCCUPATION}
    places = {
        name: list(Mixer([getattr(item, name) for item in real], seed).texts(count // share + 1))
        for seed, (name, share) in enumerate(named.items(), start=2)
    }
    return [
        Candidate(
            f"M/{number}",
            text,
            "M",
            places["occupation"][number // PER_OCCUPATION],
            places["function"][number // PER_FUNCTION],
            places["unit"][number // PER_UNIT],
            lang="kk",
        )
        for number, text in enumerate(Mixer([item.text for item in real], 1).texts(count))
    ]


def made_outcomes(count: int) -> list[tuple[str, Lang]]:
    """Make outcomes, a third in each language."""
    labelled = read_labelled(ROOT / "tests" / "labelled")
    mixers = {
        lang: Mixer([item.text.get(lang) for item in labelled.outcomes], seed)
        for seed, lang in enumerate(LANGS, start=5)
    }
    texts = {lang: mixer.texts(count) for lang, mixer in mixers.items()}
    return [(next(texts[lang]), lang) for lang in (LANGS[number % 3] for number in range(count))]


def own(statements: list[Candidate], outcomes: list[tuple[str, Lang]]) -> Iterator[str]:
    """Suggest with the toolkit, from the files of words to the reasons."""
    concepts = bundled_table()
    yield "concept table"
    suggester = make_suggester(statements, concepts)
    yield "indexing"
    wanted = [Wanted(str(number), (text,)) for number, text in enumerate(outcomes)]
    if sum(1 for _ in suggester.suggest(wanted, top=TOP)) < len(outcomes):
        raise RuntimeError("the suggester found next to nothing: there is nothing to measure")
    yield "suggesting"


def ngrams(statements: list[Candidate], outcomes: list[tuple[str, Lang]]) -> Iterator[str]:
    """Rank by character n-grams of scikit-learn, 64 outcomes at once."""
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    matrix = vectorizer.fit_transform([item.text for item in statements]).T.tocsr()
    yield "indexing"
    for start in range(0, len(outcomes), BATCH):
        queries = vectorizer.transform([text for text, _ in outcomes[start : start + BATCH]])
        np.argpartition(-(queries @ matrix).toarray(), TOP, axis=1)
    yield "ranking"


def token_set(statements: list[Candidate], outcomes: list[tuple[str, Lang]]) -> Iterator[str]:
    """Rank a tenth of the outcomes by token_set_ratio of RapidFuzz on all cores, 64 at once."""
    texts = [default_process(item.text) for item in statements]
    queries = [default_process(text) for text, _ in outcomes[:TENTH]]
    yield "indexing"
    for start in range(0, len(queries), BATCH):
        batch = queries[start : start + BATCH]
        scores = process.cdist(batch, texts, scorer=fuzz.token_set_ratio, dtype=np.float32, workers=-1)
        np.argpartition(-scores, TOP, axis=1)
    yield "a tenth of ranking"


STEPS = {"own": own, "ngrams": ngrams, "token_set": token_set}


def measured(step: str, statements: int, outcomes: int) -> dict[str, float]:
    """Run a step in a process of its own; seconds of its parts, and megabytes at its peak beyond its inputs."""
    command = [sys.executable, __file__, step, str(statements), str(outcomes)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- this very script
    return dict(json.loads(done.stdout))


def run_step(step: str, statements: int, outcomes: int) -> None:
    """Do one step and print what it took."""
    made, wanted = made_statements(statements), made_outcomes(outcomes)
    before = peak()
    took: dict[str, float] = {}
    start = time.perf_counter()
    for part in STEPS[step](made, wanted):
        took[part] = time.perf_counter() - start
        start = time.perf_counter()
    print(json.dumps(took | {"inputs": before, "peak": peak()}))


def peak() -> float:
    """Give the most memory that this process has had so far, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Measure and print."""
    found = {step: measured(step, STATEMENTS, OUTCOMES) for step in STEPS}
    mine = found["own"]
    parts = ("concept table", "indexing", "suggesting")
    seconds = sum(mine[part] for part in parts)
    print(f"{OUTCOMES:,} outcomes x {STATEMENTS:,} statements, {TOP} suggestions each with reasons")
    told = ", ".join(f"{part} {mine[part]:.1f} s" for part in parts)
    print(f"  toolkit: {seconds:.1f} s ({told}), peak {mine['peak']:.0f} MB ({mine['inputs']:.0f} MB of it inputs)")
    others = {
        "scikit-learn character n-grams": (found["ngrams"], found["ngrams"]["ranking"]),
        "RapidFuzz cdist(token_set_ratio)": (found["token_set"], 10 * found["token_set"]["a tenth of ranking"]),
    }
    for name, (took, ranking) in others.items():
        whole = took["indexing"] + ranking
        print(f"  toolkit / {name}: {seconds / whole:.2f}  ({whole:.1f} s, peak {took['peak']:.0f} MB)")
    sizes = {count: measured("own", count, OUTCOMES // 10) for count in MORE}
    print(f"memory of the toolkit with {OUTCOMES // 10} outcomes:")
    for less, more in pairwise(MORE):
        grown = (sizes[more]["peak"] - sizes[less]["peak"]) / (more - less) * STATEMENTS
        told = f"{grown:.0f} MB for every {STATEMENTS:,} more than {less:,}, indexing {sizes[more]['indexing']:.1f} s"
        print(f"  {more:,} statements: peak {sizes[more]['peak']:.0f} MB, {told}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        run_step(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
