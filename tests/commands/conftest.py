"""A small archive of our own in which two documents share a code, versions contradict each other, and names act up."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tracuu.cli import run

FULL = (
    "Thực hiện Nghị quyết số 35-NQ/TU ngày 8/12/2023 của Tỉnh ủy Quảng Nam, xã Phước Hà triển khai 7 nhiệm vụ. "
    "Mô hình “Vườn rau tình thương” có 37 hộ tham gia từ năm 2023.\n"
    "Bà Lê Thị Hạnh nói mỗi hộ góp một luống rau, cuối tuần mang biếu các cụ già sống một mình trong thôn. "
    "Hội Phụ nữ xã mở sổ ghi từng buổi, ai bận thì người bên cạnh làm thay, không ai phải nhắc ai."
)
ARTICLES: list[dict[str, Any]] = [
    {
        "id": "garden-vi",
        "url": "https://baoquangnam.vn/phuoc-ha-vuon-rau-tinh-thuong-3150001.html",
        "lang": "vi",
        "title": "Phước Hà: Mô hình “Vườn rau tình thương”",
        "text": FULL,
        "published": "2024-03-05",
        "story": "garden",
    },
    {
        "id": "garden-en",
        "url": "https://www.vietnam.vn/en/phuoc-ha-vuon-rau-tinh-thuong",
        "source": "https://baoquangnam.vn/phuoc-ha-vuon-rau-tinh-thuong-3150001.html",
        "lang": "en",
        "title": 'Phuoc Ha: The model "Garden of Kindness"',
        "text": (
            "Implementing Resolution No. 35-NQ/TU dated December 8, 2023 of the Quang Nam Provincial Party Committee, "
            'Phuoc Ha commune carries out five tasks. The model "Garden of Kindness" has 73 households since 2023.\n'
            "Ms. Le Thi Hanh says that every household gives a bed of vegetables and brings them at the weekend to the "
            "old people who live alone in the village."
        ),
        "published": "2024-03-06",
        "story": "garden",
    },
    {
        "id": "garden-ar",
        "url": "https://www.vietnam.vn/ar/phuoc-ha-vuon-rau-tinh-thuong",
        "source": "https://baoquangnam.vn/phuoc-ha-vuon-rau-tinh-thuong-3150001.html",
        "lang": "ar",
        "title": "فوك ها: نموذج «حديقة المحبة»",
        "text": (
            "تنفيذا للقرار رقم 35-NQ/TU المؤرخ 8 ديسمبر 2023 للجنة الحزب الإقليمية في كوانغ نام، تنفذ بلدية فوك ها "
            "٧ مهام. ويضم نموذج «حديقة المحبة» ٣٧ أسرة منذ عام 2023."
        ),
        "published": "2024-03-07",
        "story": "garden",
    },
    {
        "id": "copy-vi",
        "url": "https://baodanang.vn/vuon-rau-tinh-thuong-o-phuoc-ha-3290001.html",
        "lang": "vi",
        "title": "Vườn rau tình thương ở Phước Hà",
        "text": FULL + "\nDịp này, xã tặng giấy khen cho 3 tổ phụ nữ.",
        "published": "2024-03-08",
    },
    {
        "id": "ninh-vi",
        "url": "https://baoquangninh.vn/quan-triet-nghi-quyet-3300001.html",
        "lang": "vi",
        "title": "Quán triệt nghị quyết ở cơ sở",
        "text": (
            "Sáng 2/7, huyện Ba Chẽ quán triệt Nghị quyết số 35-NQ/TU ngày 20/6/2024 của Tỉnh ủy Quảng Ninh về công "
            "tác cán bộ ở các xã vùng cao. Hội nghị có đông đủ bí thư chi bộ thôn, bản."
        ),
        "published": "2024-07-02",
    },
    {
        "id": "stub-en",
        "url": "https://example.org/en/report",
        "lang": "en",
        "title": "A report \x1b]0;owned\x07 from the hills",
        "text": (
            "At the meeting the chairman said that Resolution No. 35-NQ/TU had brought the communes together, and that "
            "the elders of the mountain hamlets were asked first, before every step."
        ),
        "published": "2024-09-01",
    },
    {
        "id": "undated-vi",
        "lang": "vi",
        "title": "Chuyện ở một xã",
        "text": (
            "Ở xã này, việc thực hiện Nghị quyết số 35-NQ/TU ngày 8/12/2023 của Tỉnh ủy Quảng Nam bắt đầu từ những "
            "việc nhỏ: sửa con dốc, khơi mương nước, thắp đèn đường."
        ),
    },
]


class Out(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed as JSON."""
        return json.loads(self.out)


Command = Callable[..., Out]


def filled(folder: Path) -> Path:
    """Make an archive of the articles."""
    rows = folder / "rows.jsonl"
    rows.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ARTICLES), encoding="utf-8")
    assert run(["add", "--archive", str(folder / "archive"), "--workers", "1", str(rows)]) == 0
    return folder / "archive"


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an archive that tests only read."""
    return filled(tmp_path_factory.mktemp("naming"))


@pytest.fixture
def command(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Give what runs a command on the archive that is only read."""
    return _runner(kept, tmp_path, monkeypatch, capsys)


@pytest.fixture
def changing(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Give what runs a command on a copy of the archive, which may be changed."""
    import shutil

    shutil.copytree(kept, tmp_path / "copy")
    return _runner(tmp_path / "copy", tmp_path, monkeypatch, capsys)


def _runner(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    monkeypatch.setenv("TRACUU_ARCHIVE", str(archive))
    monkeypatch.setenv("TRACUU_STATE", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str) -> Out:
        capsys.readouterr()
        code = run(list(arguments))
        return Out(code, *capsys.readouterr())

    return called
