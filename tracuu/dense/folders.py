"""Model folders: static word vectors (model2vec), and sentence-transformers with an ONNX file or through that library.

What kind a folder is of is told by the files in it, as the two projects write them. tokenizers, onnxruntime and
safetensors read them; sentence-transformers, with torch below it, is only needed for a folder that has no ONNX file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracuu.dense.encoding import Encoder, fingerprint, missing, unit
from tracuu.errors import UsageError

if TYPE_CHECKING:
    from tracuu.dense.encoding import Matrix

_STATIC = ((".", "embeddings"), (".", "embedding.weight"), ("0_StaticEmbedding", "embedding.weight"))
_ONNX = ("model_quantized.onnx", "model_qint8_avx512_vnni.onnx", "model_int8.onnx", "model.onnx")  # the faster first
_TOKENS = 512  # that are read of a text where the folder does not say
_AT_ONCE = 32  # texts of one run, alike in length

# Prefixes of models that were trained with some and whose folder states none, by a word of their name.
_PREFIXES = (("e5", "query: ", "passage: "),)


def load(folder: Path, threads: int | None) -> Encoder:
    """Load the model of a folder. Raises UsageError when there is none in it, or its library is not installed."""
    try:
        static = _static(folder)
        if static:
            return static
        if (folder / "tokenizer.json").is_file() and (graph := _graph(folder)):
            return _with_onnx(folder, graph, threads)
        if (folder / "modules.json").is_file():
            return _with_sentence_transformers(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("dense.bad_folder", folder=folder, detail=str(error).partition("\n")[0]) from error
    raise UsageError("dense.no_model", folder=folder)


def _name(folder: Path, *files: Path) -> str:
    return f"{folder.name} {fingerprint([path for path in files if path.is_file()])}"


def _both(
    folder: Path, name: str, size: int, encode: Callable[[Sequence[str]], Matrix], prefixes: tuple[str, str]
) -> Encoder:
    """Make an encoder of one function, with what stands before queries and passages."""

    def encoded(prefix: str, texts: Sequence[str]) -> Matrix:
        clean = (text.encode("utf-8", "replace").decode() for text in texts)
        return encode([prefix + text for text in clean])

    query, passage = prefixes
    return Encoder(str(folder), name, size, partial(encoded, passage), partial(encoded, query))


def _static(folder: Path) -> Encoder | None:
    """Load static vectors: a text is the mean of its tokens', each with its weight where there are weights."""
    for place, key in _STATIC:
        weights, tokens = folder / place / "model.safetensors", folder / place / "tokenizer.json"
        if weights.is_file() and tokens.is_file() and key in _tensors(weights):
            return _both(folder, _name(folder, weights, tokens), *_means(weights, tokens, key), ("", ""))
    return None


def _tensors(path: Path) -> set[str]:
    """Name the tensors of a safetensors file: its head is JSON, after 8 bytes that say how long it is."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > path.stat().st_size:
            return set()
        return set(json.loads(file.read(length)))


def _means(weights: Path, tokens: Path, key: str) -> tuple[int, Callable[[Sequence[str]], Matrix]]:
    import numpy as np

    try:
        from safetensors import numpy as safetensors
    except ImportError as error:
        missing("safetensors", error)
    found = safetensors.load_file(weights)
    table, weight, mapping = found[key], found.get("weights"), found.get("mapping")
    tokenizer = _tokenizer(tokens, None)
    unknown = _unknown(tokenizer)

    def one(ids: list[int]) -> Any:
        known = [number for number in ids if number != unknown]
        if not known:
            return np.zeros(table.shape[1], np.float32)
        rows = table[mapping[known] if mapping is not None else known].astype(np.float32)
        return (rows if weight is None else rows * weight[known, None]).mean(axis=0)

    def encode(texts: Sequence[str]) -> Matrix:
        read = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return unit(np.stack([one(text.ids) for text in read])) if read else np.zeros((0, table.shape[1]), np.float32)

    return int(table.shape[1]), encode


def _unknown(tokenizer: Any) -> int | None:
    """Give the number that stands for what a tokenizer does not know: it has no meaning of its own."""
    model = json.loads(tokenizer.to_str())["model"]
    if model.get("unk_token") is not None:
        number: int | None = tokenizer.token_to_id(model["unk_token"])
        return number
    unknown: int | None = model.get("unk_id")
    return unknown


def _tokenizer(path: Path, longest: int | None) -> Any:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        missing("tokenizers", error)
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    if longest is None:
        tokenizer.no_truncation()
    else:
        tokenizer.enable_truncation(longest)
    return tokenizer


def _graph(folder: Path) -> Path | None:
    places = (folder / part / name for name in _ONNX for part in ("onnx", "."))
    return next((path for path in places if path.is_file()), None)


def _json(path: Path) -> dict[str, Any]:
    read = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return read if isinstance(read, dict) else {}


def _prefixes(folder: Path) -> tuple[str, str]:
    """Give what stands before queries and passages: what the folder states, else what its model was trained with."""
    prompts = _json(folder / "config_sentence_transformers.json").get("prompts")
    stated = prompts if isinstance(prompts, dict) else {}
    passage = next((stated[name] for name in ("passage", "document", "corpus") if stated.get(name)), "")
    if stated.get("query") or passage:
        return stated.get("query") or "", passage
    said = f"{folder.name} {_json(folder / 'config.json').get('_name_or_path', '')}".lower()
    return next(((query, text) for word, query, text in _PREFIXES if word in said), ("", ""))


def _with_onnx(folder: Path, graph: Path, threads: int | None) -> Encoder:
    try:
        import onnxruntime
    except ImportError as error:
        missing("onnxruntime", error)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or 0
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors share no class but this one
        raise UsageError("dense.bad_folder", folder=folder, detail=str(error).partition("\n")[0]) from error
    longest = int(_json(folder / "sentence_bert_config.json").get("max_seq_length") or _TOKENS)
    tokenizer = _tokenizer(folder / "tokenizer.json", longest)
    first = bool(_json(folder / "1_Pooling" / "config.json").get("pooling_mode_cls_token"))
    encode = partial(_pooled, session=session, tokenizer=tokenizer, first=first)
    size = encode(["a"]).shape[1]
    return _both(folder, _name(folder, graph, folder / "tokenizer.json"), size, encode, _prefixes(folder))


def _pooled(texts: Sequence[str], session: Any, tokenizer: Any, *, first: bool) -> Matrix:
    """Run a model over texts, and pool its tokens: the first one's vector, or the mean of all."""
    import numpy as np

    read = tokenizer.encode_batch(list(texts))
    rows: list[Any] = [None] * len(read)
    for group in _groups([len(text.ids) for text in read]):
        width = max(len(read[place].ids) for place in group)
        ids, mask = np.zeros((len(group), width), np.int64), np.zeros((len(group), width), np.int64)
        for row, place in enumerate(group):
            ids[row, : len(read[place].ids)] = read[place].ids
            mask[row, : len(read[place].ids)] = 1
        for place, vector in zip(group, _run(session, ids, mask, first=first), strict=True):
            rows[place] = vector
    return unit(np.stack(rows)) if rows else unit(np.zeros((0, 1)))


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Bring texts of like length together: padding costs as much as text."""
    ordered = sorted(range(len(lengths)), key=lambda place: (lengths[place], place))
    yield from (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))


def _run(session: Any, ids: Any, mask: Any, *, first: bool) -> Any:
    import numpy as np

    inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    wanted = {one.name for one in session.get_inputs()}
    tokens = session.run(None, {name: value for name, value in inputs.items() if name in wanted})[0]
    if tokens.ndim == 2:  # noqa: PLR2004  the model pools by itself
        return tokens
    if first:
        return tokens[:, 0]
    weight = mask[:, :, None].astype(np.float32)
    return (tokens * weight).sum(axis=1) / weight.sum(axis=1)


def _with_sentence_transformers(folder: Path) -> Encoder:
    """Load through the library itself, for folders that nothing smaller can read."""
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise UsageError("dense.needs_torch", folder=folder) from error
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    def encode(texts: Sequence[str]) -> Matrix:
        return unit(model.encode(list(texts), batch_size=_AT_ONCE, prompt="", show_progress_bar=False))

    size = int(model.get_sentence_embedding_dimension())
    weights = sorted(path for path in folder.rglob("*") if path.suffix in {".safetensors", ".bin"})
    return _both(folder, _name(folder, *weights), size, encode, _prefixes(folder))
