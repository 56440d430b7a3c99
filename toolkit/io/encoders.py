"""Language models on disk: a folder that the user names becomes an encoder. Nothing is ever downloaded.

Two kinds of folders are known: static models (one vector a word piece, small and fast; read by model2vec) and models of
sentence-transformers (large, need torch). Neither library is needed for anything else, and each is imported only here.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

import numpy as np

from toolkit.align.encoders import Encoder, unit_rows
from toolkit.errors import InputError

_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
_STATIC = frozenset({"StaticEmbedding", "Normalize"})
"""Parts of a static model as `modules.json` names them; model2vec reads such folders without torch."""

_WEIGHTS = ("*.safetensors", "*.bin", "*.onnx")
_PROBE = "Деректерді талдау; анализ данных; data analysis"


@dataclass(frozen=True, slots=True)
class _Folder:
    """A model that was read from a folder."""

    name: str
    answer: Callable[[list[str]], object]

    def encode(self, texts: Sequence[str], /) -> np.ndarray:
        """Give one row a text, of length 1, or of zeros where the model knows none of the words."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        # Half of a surrogate pair, left over by a careless cut, is no text for the tokenizers.
        whole = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        return unit_rows(self.answer(whole), len(texts), self.name)


def open_encoder(folder: Path) -> Encoder:
    """Open a language model that lies in a folder on this computer.

    Parameters
    ----------
    folder : Path
        A folder as model2vec or sentence-transformers writes it. The name of a model on the internet is no folder: nothing
        is downloaded. Libraries that are loaded first by this call stay offline until the process ends.

    Returns
    -------
    Encoder
        Named by the folder and the first digits of the SHA-256 of its numbers, so that one sees if it was another model.

    Raises
    ------
    InputError
        There is no such folder, it holds no model that can be read, or the library it needs is not installed.
    """
    _check_there(folder)
    read = _READERS[_kind_of(folder)]
    with _offline():
        try:
            encoder = _Folder(_name_of(folder), read(folder))
            encoder.encode([_PROBE])
        except InputError:
            raise
        except Exception as error:  # the libraries raise errors of many kinds, bare Exception among them
            hint = "copy the whole folder again or use another model"
            raise InputError(f"{folder}: the model cannot be opened ({_told(error)}); {hint}") from error
    return encoder


def _check_there(folder: Path) -> None:
    try:
        if folder.is_dir():
            return
        there = folder.exists()
    except OSError as error:
        raise InputError(f"{folder}: the model folder cannot be opened ({error.strerror})") from None
    if there:
        raise InputError(f"{folder}: this is a file; name the folder of the model")
    hint = "name a model folder on this computer; nothing is downloaded"
    raise InputError(f"{folder}: the model folder does not exist; {hint}")


def _kind_of(folder: Path) -> str:
    """Recognise a folder by what it says of itself: the library that reads it."""
    modules = _json(folder / "modules.json")
    if modules is not None:
        types = (
            [str(part.get("type", "")) for part in modules if isinstance(part, dict)]
            if isinstance(modules, list)
            else []
        )
        if not types:
            raise InputError(
                f"{folder / 'modules.json'}: expected a list of the parts of the model; copy the folder again"
            )
        foreign = next((name for name in types if not name.startswith("sentence_transformers.")), None)
        if foreign is not None:
            # Such a part is a program in the folder that the library would run.
            hint = "only models made of the parts of sentence-transformers are opened"
            raise InputError(f"{folder}: the model has a part of its own, «{foreign}»; {hint}")
        return "model2vec" if {name.rpartition(".")[2] for name in types} <= _STATIC else "sentence-transformers"
    config = _json(folder / "config.json")
    if isinstance(config, dict) and config.get("model_type") == "model2vec":
        return "model2vec"
    expected = "modules.json, or config.json with the model type «model2vec»"
    if config is None:
        raise InputError(f"{folder}: this folder holds no model that can be read; expected {expected}")
    found = config.get("model_type", "not stated") if isinstance(config, dict) else "not stated"
    hint = f"expected {expected}; save it with sentence-transformers first"
    raise InputError(f"{folder}: the model type is «{found}», which makes no vectors of texts by itself; {hint}")


def _json(path: Path) -> Any:
    """Read a JSON file; None if there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path}: the file cannot be read ({_told(error)}); copy the folder again") from None


def _model2vec(folder: Path) -> Callable[[list[str]], object]:
    model = _library("model2vec").StaticModel.from_pretrained(folder)
    return lambda texts: model.encode(texts, show_progress_bar=False, use_multiprocessing=False)


def _sentence_transformers(folder: Path) -> Callable[[list[str]], object]:
    library = _library("sentence-transformers")
    model = library.SentenceTransformer(str(folder.resolve()), local_files_only=True, trust_remote_code=False)
    return lambda texts: model.encode(texts, show_progress_bar=False, convert_to_numpy=True)


_READERS: Mapping[str, Callable[[Path], Callable[[list[str]], object]]] = MappingProxyType(
    {"model2vec": _model2vec, "sentence-transformers": _sentence_transformers}
)


def _library(package: str) -> ModuleType:
    try:
        return import_module(package.replace("-", "_"))
    except ImportError as error:
        install = f'pip install "curriculum-mapping-toolkit[neural]", or {package} alone'
        raise InputError(f"this model needs the package {package} ({_told(error)}); {install}") from error


def _name_of(folder: Path) -> str:
    """Name a model by its folder and its numbers."""
    digest = hashlib.sha256()
    for pattern in _WEIGHTS:
        for path in sorted(folder.rglob(pattern)):
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return f"{folder.resolve().name}@{digest.hexdigest()[:8]}"


def _told(error: Exception) -> str:
    """Give what a library said, in one line."""
    said = " ".join(str(error).split())
    return f"{said[:200]}…" if len(said) > 200 else said or type(error).__name__


@contextmanager
def _offline() -> Iterator[None]:
    """Tell the libraries to stay off the internet, and leave the environment as it was."""
    before = {name: os.environ.get(name) for name in _OFFLINE}
    os.environ.update(dict.fromkeys(_OFFLINE, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
