import json
import os
import socket
import subprocess
import sys
import types

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model2vec import StaticModel
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from toolkit.align.concepts import ConceptTable
from toolkit.align.encoders import (
    WEIGHT,
    fused,
    meanings_of,
    model_share,
    nearness,
    unit_rows,
)
from toolkit.align.model import probability
from toolkit.align.suggest import Candidate, Wanted, make_suggester
from toolkit.cli import main
from toolkit.errors import InputError
from toolkit.io.encoders import open_encoder

WORDS = (
    ("кестелер", "таблицы", "tables"),
    ("құрастырады", "составляет", "compiles"),
    ("деректерді", "данные", "data"),
    ("жинау", "собирает", "collects"),
    ("сұхбат", "интервью", "interview"),
    ("жүргізу", "проводит", "conducts"),
    ("жабдықты", "оборудование", "equipment"),
    ("жөндеу", "ремонтирует", "repairs"),
)
"""A meaning a row, its word in Kazakh, Russian and English."""

STATEMENTS = ("Кестелер құрастырады", "Деректерді жинау", "Сұхбат жүргізу", "Жабдықты жөндеу", "Мүлдем бөтен сөздер")
"""The last one has no word that the tiny model knows."""


def tiny_words():
    """A tokenizer of whole words, and a vector each: translations lie together, other meanings at right angles."""
    vocabulary = {"[UNK]": 0}
    vectors = [np.zeros(len(WORDS) + 3)]
    for meaning, names in enumerate(WORDS):
        for lang, name in enumerate(names):
            vocabulary[name] = len(vocabulary)
            vectors.append(np.eye(len(WORDS) + 3)[meaning] + 0.3 * np.eye(len(WORDS) + 3)[len(WORDS) + lang])
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106 -- a word, no secret
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return tokenizer, np.array(vectors, dtype=np.float32)


def save_static(folder, vectors=None):
    """A static model as model2vec saves it."""
    tokenizer, usual = tiny_words()
    made = StaticModel(usual if vectors is None else vectors, tokenizer, config={"model_type": "model2vec"})
    made.save_pretrained(folder)
    return folder


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Whatever asks the network fails, and the test too, even if the question was swallowed."""
    asked = []

    def refuse(*where, **_):
        asked.append(where[-1])
        raise OSError("the network was asked")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    yield
    assert asked == []


@pytest.fixture
def folder(tmp_path):
    return save_static(tmp_path / "tiny")


class Answers:
    """An encoder that answers what it is told to, and remembers what it was asked."""

    name = "told"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def encode(self, texts):  # noqa: D102 -- as the protocol says
        self.asked.append(list(texts))
        return self.answers.pop(0)


def test_a_folder_of_model2vec_is_opened(folder):
    """Translations lie nearer to each other than to anything else, and rows have length 1."""
    encoder = open_encoder(folder)
    rows = encoder.encode(["Деректерді жинау", "собирает данные", "collects data", "repairs equipment"])
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-6)
    cosine = rows @ rows[0]
    assert cosine[1] == cosine[:3].min() > 0.8
    assert cosine[3] < 0.2


def test_a_text_without_a_known_word_is_a_row_of_zeros(folder):
    """No word, an emoji and half of a surrogate pair are no error and near to nothing."""
    rows = open_encoder(folder).encode(["", "😀", "мүлдем бөтен", "данные \ud800", "a" * 50_000])
    assert rows.any(axis=1).tolist() == [False, False, False, True, False]
    assert len(open_encoder(folder).encode([])) == 0


def test_the_name_tells_models_apart(folder, tmp_path):
    """Folders of one name with other numbers have other names; a copy of the same numbers has the same."""
    first = open_encoder(folder).name
    again = save_static(tmp_path / "copy" / "tiny")
    other = save_static(tmp_path / "other" / "tiny", vectors=tiny_words()[1] * 2)
    assert first.startswith("tiny@")
    assert open_encoder(again).name == first
    assert open_encoder(other).name != first


@pytest.mark.parametrize("place", ["", "0_StaticEmbedding"], ids=["flat", "nested"])
def test_a_static_model_of_sentence_transformers_needs_no_torch(tmp_path, monkeypatch, place):
    """The layouts in which sentence-transformers saves a static model are read by model2vec."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    tokenizer, vectors = tiny_words()
    (tmp_path / place).mkdir(exist_ok=True)
    save_file({"embedding.weight": vectors}, tmp_path / place / "model.safetensors")
    tokenizer.save(str(tmp_path / place / "tokenizer.json"))
    (tmp_path / "config_sentence_transformers.json").write_text("{}", encoding="utf-8")
    part = {"idx": 0, "name": "0", "path": place, "type": "sentence_transformers.models.StaticEmbedding"}
    (tmp_path / "modules.json").write_text(json.dumps([part]), encoding="utf-8")
    assert open_encoder(tmp_path).encode(["data"]).any()


def as_transformer(folder, part="sentence_transformers.models.Transformer"):
    """The file by which a folder of sentence-transformers is known."""
    folder.mkdir(exist_ok=True)
    (folder / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "path": "", "type": part}]), "utf-8")
    return folder


def stub_of(monkeypatch, answer):
    """A stand-in for sentence-transformers that remembers how it was called."""
    seen = types.SimpleNamespace(opened=None, asked=[], offline=None)

    class SentenceTransformer:
        def __init__(self, *where, **how):
            seen.opened = (where, how)
            seen.offline = os.environ.get("HF_HUB_OFFLINE"), os.environ.get("TRANSFORMERS_OFFLINE")

        def encode(self, texts, **how):
            seen.asked.append((texts, how))
            return answer(texts)

    stub = types.ModuleType("sentence_transformers")
    stub.SentenceTransformer = SentenceTransformer
    monkeypatch.setitem(sys.modules, "sentence_transformers", stub)
    return seen


def test_a_folder_of_sentence_transformers_is_opened(tmp_path, monkeypatch):
    """The library gets the path and is told to use local files and no foreign code; its rows are brought to length 1."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
    seen = stub_of(monkeypatch, lambda texts: np.full((len(texts), 4), 2.0))
    encoder = open_encoder(as_transformer(tmp_path / "large"))
    assert seen.opened == ((str(tmp_path / "large"),), {"local_files_only": True, "trust_remote_code": False})
    assert encoder.encode(["data", "данные"]).tolist() == [[0.5] * 4] * 2
    assert seen.asked[-1] == (["data", "данные"], {"show_progress_bar": False, "convert_to_numpy": True})


def test_the_libraries_are_offline_only_while_a_model_is_opened(tmp_path, monkeypatch):
    """Both variables are set for the library and are afterwards what they were, also after a failure."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.delenv("TRANSFORMERS_OFFLINE", raising=False)
    seen = stub_of(monkeypatch, lambda texts: np.ones(len(texts)))
    with pytest.raises(InputError):
        open_encoder(as_transformer(tmp_path))
    assert seen.offline == ("1", "1")
    assert (os.environ["HF_HUB_OFFLINE"], os.environ.get("TRANSFORMERS_OFFLINE")) == ("0", None)


@pytest.mark.parametrize("package", ["model2vec", "sentence-transformers"])
def test_a_missing_library_is_named_with_what_to_install(folder, monkeypatch, package):
    """The sentence says which package, and the extra that brings it."""
    if package == "sentence-transformers":
        as_transformer(folder)
    monkeypatch.setitem(sys.modules, package.replace("-", "_"), None)
    with pytest.raises(InputError, match=rf"needs the package {package}.*curriculum-mapping-toolkit\[neural\]"):
        open_encoder(folder)


def test_the_libraries_are_imported_only_for_a_model():
    """The module itself loads none of them."""
    code = "import sys, toolkit.io.encoders; print({'model2vec', 'sentence_transformers', 'tokenizers'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ran.stdout.strip() == "set()"


def broken(folder, how):
    weights, tokenizer = folder / "model.safetensors", folder / "tokenizer.json"
    if how == "pointer":
        weights.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", encoding="utf-8")
    elif how == "cut":
        weights.write_bytes(weights.read_bytes()[:-100])
    elif how == "no-weights":
        weights.unlink()
    elif how == "no-tokenizer":
        tokenizer.unlink()
    elif how == "tokenizer":
        tokenizer.write_text("{}", encoding="utf-8")
    elif how == "other-tokenizer":
        Tokenizer(models.WordLevel({"[UNK]": 0}, unk_token="[UNK]")).save(str(tokenizer))  # noqa: S106 -- a word
    elif how == "other-tensors":
        save_file({"something": np.ones((2, 2), np.float32)}, weights)
    elif how == "nan":
        save_static(folder, tiny_words()[1] * np.nan)
    elif how == "flat":
        save_file({"embeddings": np.ones(25, np.float32)}, weights)
    return folder


@pytest.mark.parametrize(
    "how",
    ["pointer", "cut", "no-weights", "no-tokenizer", "tokenizer", "other-tokenizer", "other-tensors", "nan", "flat"],
)
def test_a_damaged_model_is_one_clear_sentence(folder, how):
    """Whatever the library thinks of it, the reader learns in one line that the model is damaged and what to do."""
    with pytest.raises(InputError) as caught:
        open_encoder(broken(folder, how))
    assert "tiny" in str(caught.value)
    assert "use another model" in str(caught.value) or "does not fit" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_is_refused(tmp_path):
    """What does not exist, is a file, is empty or is a model of another kind: each has its own sentence."""
    with pytest.raises(
        InputError, match=r"minishlab.potion.*does not exist; name a model folder.*nothing is downloaded"
    ):
        open_encoder(tmp_path / "minishlab" / "potion")
    (tmp_path / "model.bin").write_bytes(b"0")
    with pytest.raises(InputError, match="this is a file; name the folder"):
        open_encoder(tmp_path / "model.bin")
    with pytest.raises(InputError, match=r"holds no model that can be read; expected modules\.json"):
        open_encoder(tmp_path)
    (tmp_path / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    with pytest.raises(InputError, match="the model type is «bert»"):
        open_encoder(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", "{}", "[1]", "\ud800", "[" * 100_000])
def test_a_damaged_list_of_parts_is_named(tmp_path, text):
    """modules.json that is no JSON, or no list of parts, is named with its path."""
    (tmp_path / "modules.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError, match=r"modules\.json: .*copy the folder again"):
        open_encoder(tmp_path)


def test_a_model_that_brings_its_own_program_is_refused(tmp_path, monkeypatch):
    """A part that is no part of sentence-transformers would be run as a program; the library is not even asked."""
    seen = stub_of(monkeypatch, lambda texts: np.ones((len(texts), 2)))
    with pytest.raises(InputError, match=r"a part of its own, «modeling_tiny\.Reader»"):
        open_encoder(as_transformer(tmp_path, "modeling_tiny.Reader"))
    assert seen.opened is None


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ([[1.0, np.nan], [1.0, 0.0]], "no finite numbers for 1 of 2 texts"),
        ([[np.inf, 1.0], [-np.inf, 0.0]], "no finite numbers for 2 of 2 texts"),
        ([[None, 1.0], [1.0, 0.0]], "no finite numbers for 1 of 2 texts"),
        ([[1.0, 0.0]], "gave 1 x 2; expected one row of numbers for each of 2 texts"),
        ([1.0, 0.0], "gave 2; expected"),
        (1.0, "gave a single number; expected"),
        ([[[1.0]], [[1.0]]], "gave 2 x 1 x 1; expected"),
        ([[], []], "gave 2 x 0; expected"),
        ([[1.0], [1.0, 0.0]], "no table of numbers"),
        ([["a"], ["b"]], "no table of numbers"),
        ([[10**400], [1]], "no table of numbers"),
    ],
)
def test_what_is_no_row_a_text_is_refused(made, said):
    """NaN, infinite numbers and wrong shapes are named, with the model."""
    with pytest.raises(InputError, match=said) as caught:
        unit_rows(made, 2, "told")
    assert "«told»" in str(caught.value)


@given(st.lists(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=3, max_size=3), max_size=5))
def test_rows_have_length_one_whatever_their_size(values):
    """The largest and the smallest numbers of a computer are brought to length 1; the given array is left as it was."""
    given_rows = np.array(values, dtype=np.float64).reshape(len(values), 3)
    before = given_rows.copy()
    rows = unit_rows(given_rows, len(values), "told")
    assert (given_rows == before).all()
    for row, value in zip(rows, values, strict=True):
        assert np.linalg.norm(row) == pytest.approx(1.0 if any(value) else 0.0, abs=1e-5)


def test_a_model_that_changes_its_mind_is_refused():
    """Statements and outcomes must have equally many numbers, and all pieces of the statements too."""
    meanings = meanings_of(Answers(np.eye(2), np.ones((1, 3))), ["a", "b"])
    with pytest.raises(InputError, match="3 numbers for an outcome and 2 for a statement"):
        meanings.cosine([["c"]])
    many = [f"text {number}" for number in range(5000)]
    with pytest.raises(InputError, match="rows of 2 and 3 numbers"):
        meanings_of(Answers(np.ones((4096, 2)), np.ones((904, 3))), many)


@pytest.mark.parametrize("weight", [-0.1, 0.0, 1.0, float("nan")])
def test_a_weight_out_of_range_is_refused(weight):
    """A model that is believed not at all or blindly makes no sense."""
    with pytest.raises(InputError, match="the weight of a model must lie between 0 and 1"):
        meanings_of(Answers(np.eye(2)), ["a", "b"], weight)


def test_the_cosine_of_an_outcome_is_the_mean_over_its_known_texts():
    """A text that the model knows no word of does not count; an outcome with no other has 0 everywhere."""
    known = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 3.0]])  # of x, unknown, y
    meanings = meanings_of(Answers(np.eye(2), known), ["a", "b"])
    found = meanings.cosine([["x", "unknown"], ["x", "y"], [], ["unknown"]])
    assert found == pytest.approx(np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 0.0], [0.0, 0.0]]))


def test_the_model_reads_each_text_once_and_nothing_in_vain():
    """Equal statements are read once; without texts or without statements the model is not asked at all."""
    encoder = Answers(np.eye(2))
    meanings = meanings_of(encoder, ["a", "b", "a"])
    assert encoder.asked == [["a", "b"]]
    assert meanings.vectors.tolist() == [[1, 0], [0, 1], [1, 0]]
    assert meanings.cosine([[], []]).tolist() == [[0, 0, 0]] * 2
    assert meanings_of(encoder, []).cosine([["x"]]).shape == (1, 0)
    assert meanings_of(encoder, []).nearness([["x"]]).shape == (1, 0)
    assert len(encoder.asked) == 1


def test_nearness_does_not_depend_on_the_habits_of_a_model():
    """A model in which all cosines are squeezed between 0.8 and 1 says the same as one that uses the whole range."""
    wide = np.array([[0.0, 0.1, -0.2, 0.9, 0.4], [0.3, 0.3, 0.3, 0.3, 1.0]])
    assert nearness(0.8 + 0.2 * wide) == pytest.approx(nearness(wide))
    assert nearness(wide)[1].tolist() == [0, 0, 0, 0, 1]


@given(
    st.lists(st.tuples(st.floats(-60, 60), st.floats(0, 1)), min_size=1, max_size=20),
    st.floats(0, 1, exclude_max=True),
)
def test_laws_of_fusion(pairs, weight):
    """The model never takes away, adds the more the nearer, is bound by its weight, and may be silent."""
    log_odds, near = (np.array(column) for column in zip(*pairs, strict=True))
    joined = fused(log_odds, near, weight)
    assert np.isfinite(joined).all()
    assert (joined >= log_odds).all()
    assert (fused(log_odds, near / 2, weight) <= joined + 1e-9).all()
    words, both = probability(log_odds), probability(joined)
    assert (both <= 1 - (1 - words) * (1 - weight) + 1e-9).all()
    assert fused(log_odds, np.zeros(len(near)), weight).tolist() == log_odds.tolist()
    assert fused(log_odds, near, 0.0).tolist() == log_odds.tolist()
    share = model_share(log_odds, near, weight)
    assert ((share >= 0) & (share <= 1)).all()


@given(st.floats(0, 1), st.lists(st.floats(-60, 60), min_size=2, max_size=20))
def test_the_same_nearness_keeps_the_order_of_words(near, log_odds):
    """Two statements that the model finds equally near stay in the order that their words give."""
    ordered = np.sort(np.array(log_odds))
    assert (np.diff(fused(ordered, np.full(len(ordered), near), WEIGHT)) >= -1e-9).all()


def test_fusion_raises_what_shares_no_word(folder):
    """A Russian and an English outcome reach the Kazakh statement that means the same; by words all were equally unlikely."""
    meanings = meanings_of(open_encoder(folder), STATEMENTS)
    by_words = np.full(len(STATEMENTS), -5.0)
    for text in ("Собирает данные", "Collects data"):
        near = meanings.nearness([[text]])[0]
        joined = fused(by_words, near, meanings.weight)
        assert joined.argmax() == 1
        assert probability(joined)[1] > 0.15
        assert joined[[0, 2, 3, 4]] == pytest.approx(-5.0, abs=0.05)
        assert model_share(by_words, near, meanings.weight)[1] > 0.9


def test_an_outcome_of_unknown_words_is_left_to_the_words(folder):
    """A model that knows no word of the outcome changes nothing."""
    near = meanings_of(open_encoder(folder), STATEMENTS).nearness([["қазақстан тарихы"]])[0]
    by_words = np.linspace(-5, 2, len(STATEMENTS))
    assert fused(by_words, near, WEIGHT).tolist() == by_words.tolist()


def suggester_of(texts=STATEMENTS):
    """Statements made ready without a concept table: by words an English outcome finds no Kazakh statement."""
    return make_suggester(
        [Candidate(f"X/{place}", text, lang="kk") for place, text in enumerate(texts)], ConceptTable()
    )


def wanted(text, lang=None):
    return [Wanted("ОН1", ((text, lang),))]


@pytest.mark.parametrize(
    ("reader", "said"),
    [
        ("kk", "мағынасы жақын (тіл моделі) 100\xa0%"),
        ("ru", "близко по смыслу (языковая модель) 100\xa0%"),
        ("en", "near in meaning (language model) 100\xa0%"),
    ],
)
def test_a_suggester_with_a_model_finds_what_shares_no_word(folder, reader, said):
    """The statement comes first, not as sure as can be, and the reason says in the reader's language that a model did it."""
    plain = suggester_of()
    assert list(plain.suggest(wanted("Collects data", "en"))) == []
    first, *others = plain.with_encoder(open_encoder(folder)).suggest(wanted("Collects data", "en"), reader=reader)
    assert (first.statement_id, first.why) == ("X/1", said)
    assert 0.15 < first.confidence <= 0.5 + 0.02
    assert all(one.confidence < 0.05 for one in others)


def test_a_model_brings_in_what_the_index_did_not_choose(folder):
    """More than a hundred statements share a word with the outcome; the one that means the same stands among the first."""
    crowd = [f"Data sheet {'x' * number}" for number in range(120)]
    plain = suggester_of([*crowd, "Деректерді жинау"])
    found = list(plain.suggest(wanted("Collects data", "en"), top=200))
    assert "X/120" not in {one.statement_id for one in found}
    found = list(plain.with_encoder(open_encoder(folder)).suggest(wanted("Collects data", "en"), top=10))
    assert "X/120" in {one.statement_id for one in found}


def test_words_and_model_share_the_reason(folder):
    """Where both find a statement, the shares of its reasons are those of one whole, and it is surer than by words alone."""
    plain = suggester_of()
    by_words = next(plain.suggest(wanted("Деректерді жинау", "kk")))
    by_both = next(plain.with_encoder(open_encoder(folder)).suggest(wanted("Деректерді жинау", "kk")))
    parts = dict(part.rsplit(" ", 1) for part in by_both.why.split("; "))
    assert set(parts) == {"Деректерді", "жинау", "near in meaning (language model)"}
    assert sum(int(part.removesuffix("\xa0%")) for part in parts.values()) == pytest.approx(100, abs=2)
    assert by_both.confidence > by_words.confidence
    near = meanings_of(open_encoder(folder), STATEMENTS).nearness([["Деректерді жинау"]])[0, 1]
    share = model_share(np.array([by_words.score]), np.array([near]), WEIGHT)[0]
    assert int(parts["near in meaning (language model)"].removesuffix("\xa0%")) == pytest.approx(100 * share, abs=1)


def test_the_name_of_the_model_is_part_of_the_method(folder):
    """A decision made after a suggestion keeps which model was asked; without one the name is as ever."""
    plain, encoder = suggester_of(), open_encoder(folder)
    assert plain.with_encoder(encoder).method == f"{plain.method}+{encoder.name}"
    assert "+" not in plain.method


@pytest.mark.parametrize(
    "text", ["", "😀", "!!! 123", "\ud800", "a", "мүлдем бөтен", "данные " * 9000, "Собирает data және жинау"]
)
def test_no_text_is_too_strange_for_a_suggester_with_a_model(folder, text):
    """A text without words has no suggestion, any other a ranking without gaps whose confidence falls."""
    found = list(suggester_of().with_encoder(open_encoder(folder)).suggest(wanted(text)))
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert [one.confidence for one in found] == sorted((one.confidence for one in found), reverse=True)
    assert all(one.why for one in found)
    assert bool(found) == any(word in text.casefold() for word in ("данные", "data", "бөтен"))


def test_a_silent_model_changes_no_suggestion():
    """An encoder that knows no word leaves identifiers, ranks, scores and reasons exactly as they are."""
    plain = suggester_of()
    silent = Answers(np.zeros((len(STATEMENTS), 2)), np.zeros((1, 2)))
    asked = wanted("Деректерді жинау және кестелер")
    assert list(plain.with_encoder(silent).suggest(asked)) == list(plain.suggest(asked))


def test_statements_are_read_once_a_suggester():
    """Equal statements are one text for the model, and a second outcome does not make it read them again."""
    encoder = Answers(np.eye(2), np.ones((1, 2)), np.ones((1, 2)))
    ready = suggester_of(["Деректерді жинау", "Деректерді жинау.", "Сұхбат жүргізу"]).with_encoder(encoder)
    for text in ("Collects data", "Conducts interviews"):
        assert {one.statement_id for one in ready.suggest(wanted(text, "en"))} <= {"X/0", "X/1", "X/2"}
    assert encoder.asked == [["Деректерді жинау", "Сұхбат жүргізу"], ["Collects data"], ["Conducts interviews"]]


def test_the_command_asks_a_model(folder, tmp_path, capsys, monkeypatch):
    """`curmap suggest --model FOLDER` finds what shares no word, outside of any project; a wrong folder is a sentence."""
    monkeypatch.setenv("CURMAP_CACHE", "")
    (tmp_path / "outcomes.csv").write_text("outcome_id,lang,text\nОН1,en,Repairs equipment\n", encoding="utf-8")
    rows = "".join(f"X/{place},{text}\n" for place, text in enumerate(STATEMENTS))
    (tmp_path / "statements.csv").write_text(f"statement_id,text\n{rows}", encoding="utf-8")
    command = [
        "suggest",
        "--outcomes",
        str(tmp_path / "outcomes.csv"),
        "--statements",
        str(tmp_path / "statements.csv"),
    ]
    assert main([*command, "--model", str(folder), "--lang", "ru"]) == 0
    line = capsys.readouterr().out.splitlines()[1]
    assert line.startswith("ОН1,1,X/3,")
    assert "близко по смыслу (языковая модель)" in line
    assert main([*command, "--model", str(tmp_path / "nowhere")]) == 1
    assert "nowhere: the model folder does not exist" in capsys.readouterr().err


def test_the_model_is_not_asked_about_what_has_no_words():
    """Of an outcome only texts with words are read, and of those no more characters than the words are taken from."""
    encoder = Answers(np.eye(2), np.ones((1, 2)))
    ready = suggester_of(["Деректерді жинау", "Сұхбат жүргізу"]).with_encoder(encoder)
    texts = (("", None), ("😀 !!!", None), ("данные " * 9000, "ru"))
    assert "ОН2" not in {
        one.outcome_id for one in ready.suggest([Wanted("ОН1", texts), Wanted("ОН2", (("2026", None),))])
    }
    assert [len(text) for text in encoder.asked[1]] == [2000]
