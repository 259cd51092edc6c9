"""Which language a text is in: the script where that decides, else its letters, with the address as prior.

Letters are judged by the model of py3langid (`letters.py`), restricted to the languages that the script leaves, on
the first 1,000 characters. Its scores are divided by a temperature of 2, for it is far too sure of itself on short
texts, and the language of the address gets a prior probability of .95. Close relatives are told apart by frequent
words besides (`data/telling_words.tsv`). Vietnamese is known by letters that no other of these languages has, and
without accents by its syllables. The same text always gets the same answer.

The model's time grows with the text, so it sees ten short stretches first, and the whole only where they leave a
doubt. Figures are in docs/text.md.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tracuu.errors import DataError
from tracuu.messages import say
from tracuu.records import LanguageGuess
from tracuu.text import kept_letters, letters
from tracuu.text.codes import canonical, known, primary
from tracuu.text.normalize import key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LENGTH = 1_000  # characters; more do not make it surer
_STRETCH, _EVERY = 30, 100  # characters: so much of every so much tells nearly any text of full length
_CERTAIN = 0.9999
_TEMPERATURE = 2.0
_PRIOR = 0.95
_WORD = 3.0  # what one telling word counts for, in the same logarithm
_RARE = {"nn": -3.0}  # seldom met: it needs a sign of its own, not only letters that Bokmål has too
_WORDS = re.compile(r"[^\W\d_]+")


def detect(text: str, prior: str | None = None) -> LanguageGuess:
    """Tell the language of a text: its own words, without the site's furniture.

    Args:
        text: any text; the first 1,000 characters are looked at.
        prior: the language that the address or the page states, or None. Where the text leaves a doubt it wins.

    Returns:
        The language (Chinese with its script), a probability, and a line of evidence. A text without letters has
        the prior's language, or `und`, with a confidence of 0.

    """
    address = canonical(prior) if prior else None
    head = text[:_LENGTH]
    script = _script(head)
    if script is None:
        return LanguageGuess(address or "und", 0.0, _evidence(say("text.evidence_none"), address))
    candidates = _candidates(script, address)
    if len(candidates) == 1:
        lang = _chinese(head, address) if candidates[0] == "zh" else candidates[0]
        return LanguageGuess(lang, 0.99, _evidence(say("text.evidence_script", script=script), address))
    lang, confidence = _most_likely(head, candidates, address)
    judged = say("text.evidence_text", lang=lang, confidence=confidence)
    return LanguageGuess(
        address if address and primary(address) == lang else lang, confidence, _evidence(judged, address)
    )


def _evidence(judged: str, address: str | None) -> str:
    return f"{judged}, {say('text.evidence_address', prior=address)}" if address else judged


# Where scripts begin in Unicode, and what one letter of theirs weighs: a Chinese character says as much as three
# letters, and Latin names stand in texts of every script.
_BLOCKS = [
    (0x41, "Latn"), (0x370, "Grek"), (0x400, "Cyrl"), (0x530, "Armn"), (0x590, "Hebr"), (0x600, "Arab"),
    (0x780, "Thaa"), (0x7C0, ""), (0x8A0, "Arab"), (0x900, "Deva"), (0x980, "Beng"), (0xA00, "Guru"), (0xA80, "Gujr"),
    (0xB00, "Orya"), (0xB80, "Taml"), (0xC00, "Telu"), (0xC80, "Knda"), (0xD00, "Mlym"), (0xD80, "Sinh"),
    (0xE00, "Thai"), (0xE80, "Laoo"), (0xF00, "Tibt"), (0x1000, "Mymr"), (0x10A0, "Geor"), (0x1100, "Hang"),
    (0x1200, "Ethi"), (0x13A0, ""), (0x1400, "Cans"), (0x1680, ""), (0x1780, "Khmr"), (0x1800, ""), (0x1E00, "Latn"),
    (0x1F00, "Grek"), (0x2000, ""), (0x3041, "Kana"), (0x3100, ""), (0x3131, "Hang"), (0x3190, ""), (0x3400, "Hani"),
    (0xA000, ""), (0xAC00, "Hang"), (0xD7B0, ""), (0xF900, "Hani"), (0xFB00, ""), (0xFB50, "Arab"), (0xFE00, ""),
    (0xFE70, "Arab"), (0xFF00, "Latn"), (0xFF66, "Kana"), (0xFFA0, "Hang"), (0xFFDD, ""), (0x20000, "Hani"),
]  # fmt: skip
_STARTS = [start for start, _ in _BLOCKS]
_WEIGHTS = {"": 0, "Latn": 1, "Hani": 6, "Kana": 6, "Hang": 4}
_BEYOND_LATIN = re.compile("[^\0-\u036f\u1e00-\u1eff\u2000-\u206f]")
_ENOUGH_KANA = 0.04  # of the characters of Chinese and Japanese


_SCRIPTS = sorted({script for _, script in _BLOCKS})
_OF_SCRIPTS = [_WEIGHTS.get(script, 2) for script in _SCRIPTS]


def _script(text: str) -> str | None:
    """Tell the script that carries most of a text (ISO 15924; kana makes it Jpan), None without letters."""
    if not _BEYOND_LATIN.search(text):
        return "Latn" if any(map(str.isalpha, text)) else None
    weights = _weights(text)
    east_asian = weights["Hani"] + weights["Kana"]
    if weights["Kana"] > _ENOUGH_KANA * east_asian:
        weights["Jpan"] = east_asian
    script = max(weights, key=weights.__getitem__)
    if not weights[script]:
        return None
    return "Jpan" if script == "Kana" else script


def _weights(text: str) -> dict[str, int]:
    """Weigh the letters of each script in a text."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)
    table = _script_numbers()
    if not (numbers := table.take(codes)).all():
        for code in set(codes[numbers == 0].tolist()):
            table[code] = _SCRIPTS.index(_script_of(chr(code))) + 1
        numbers = table.take(codes)
    times = np.bincount(numbers, minlength=len(_SCRIPTS) + 1).tolist()
    return {script: count * weight for script, count, weight in zip(_SCRIPTS, times[1:], _OF_SCRIPTS, strict=True)}


@cache
def _script_numbers() -> NDArray[np.uint8]:
    """Give the place of a character's script among all, counted from 1; 0 is put in when it is first met."""
    import numpy as np

    return np.zeros(0x110000, np.uint8)


def _script_of(letter: str) -> str:
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1] if letter.isalpha() else ""


@lru_cache(maxsize=1_000)
def _candidates(script: str, address: str | None) -> tuple[str, ...]:
    """Give the languages that a text in this script may be in; the address may add a rarer one."""
    found = [language.code for language in known().values() if language.detect and language.script == script]
    stated = primary(address) if address else None
    if stated in known() and known()[stated].script == script and stated not in found:
        # Without a model of it nothing speaks against it but the script's other languages.
        found = [*found, stated] if stated in _labels() else [stated]
    # A headline without any kana may still be Japanese.
    if script == "Hani" and stated == "ja":
        return ("ja",)
    return tuple(found) or ((stated,) if stated else ("und",))


def _most_likely(text: str, candidates: Sequence[str], address: str | None) -> tuple[str, float]:
    if "vi" in candidates and _has_vietnamese_letters(text):
        return "vi", _CERTAIN
    if "vi" in candidates and _is_bare_vietnamese(text):
        return "vi", _BARE_VIETNAMESE
    stated = primary(address) if address in candidates else None
    if len(text) == _LENGTH:
        found, confidence = _weighed(text, candidates, None, _sample(text))  # by itself: the address adds no certainty
        if confidence >= _CERTAIN and stated in {None, found}:
            return found, confidence
    return _weighed(text, candidates, stated)


def _sample(text: str) -> str:
    # Not one stretch: an article may begin with a quotation, or a list of names, in another language.
    return " ".join([text[start : start + _STRETCH] for start in range(0, _LENGTH, _EVERY)])


def _weighed(text: str, candidates: Sequence[str], stated: str | None, sample: str | None = None) -> tuple[str, float]:
    """Weigh the model's scores, the stated language and telling words; give the best language and its probability.

    The model scores the sample where there is one; telling words are those of the whole text, for they cost little.
    """
    rare = next((lang for lang in candidates if not known()[lang].detect), None)
    scores = letters.fits(sample or text, _model(rare))
    weights = {lang: scores[_LABEL.get(lang, lang)] / _TEMPERATURE + _RARE.get(lang, 0.0) for lang in candidates}
    if stated:
        weights[stated] += math.log(_PRIOR / (1 - _PRIOR) * (len(weights) - 1))
    lang = _best(weights)
    if lang in _telling_words():
        words = set(_WORDS.findall(key(text)))
        for sibling in weights.keys() & _telling_words().keys():
            weights[sibling] += _WORD * len(words & _telling_words()[sibling])
        lang = _best(weights)
    return lang, 1 / sum(math.exp(weight - weights[lang]) for weight in weights.values())


def _best(weights: dict[str, float]) -> str:
    return max(sorted(weights), key=weights.__getitem__)


# No other language that is told apart has these; of a Vietnamese text they are a tenth.
_VIETNAMESE_LETTER = re.compile("[ƠơƯưẢảẤ-ặẺẻẾ-ỉỎỏỐ-ợỦủỨ-ựỶỷ]")
_FEWEST_LETTERS = 12
_VIETNAMESE_SHARE = 0.06  # of all characters: more than names and quotations leave in a text of another language


def _has_vietnamese_letters(text: str) -> bool:
    if text.isascii():
        return False
    found = len(_VIETNAMESE_LETTER.findall(text))
    return found >= _FEWEST_LETTERS and found >= _VIETNAMESE_SHARE * len(text)


# Vietnamese syllables without their accents: onset and rhyme, then those that no other language has as words.
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?(?:uye|uyu|oai|oay|oeo|uoi|uou|ieu|yeu|ia|ie|io|iu|oa|oe|oi|oo"
    "|ua|ue|ui|uo|uu|uy|ye|ai|ao|au|ay|eo|eu|[aeiouy])(?:ch|ng|nh|[cmnpt])?"
)
_TELLING_SYLLABLES = """
cua duoc nguoi khong nhung trong cac voi viec huyen tinh xa nghi quyet dong nhan phuong cong thuc hien phat trien kinh
chinh quyen truong uy ban thanh vien quoc gia dang bo mat tran doan hoi nong xay dung hoat dan van thi tich lanh dao
"""
_TELLING = frozenset(_TELLING_SYLLABLES.split())
_FEWEST_SYLLABLES = 4
_BARE_VIETNAMESE = 0.9


def _is_bare_vietnamese(text: str) -> bool:
    if not text.isascii():
        return False
    syllables = _WORDS.findall(text.lower())
    if len(syllables) < _FEWEST_SYLLABLES:
        return False
    if sum(map(_TELLING.__contains__, syllables)) < 0.2 * len(syllables):
        return False
    return sum(_SYLLABLE.fullmatch(syllable) is not None for syllable in syllables) >= 0.85 * len(syllables)


# Characters that only one of the two ways to write Chinese has.
_SIMPLIFIED = frozenset(
    "们这国会发为学产业开关义乡务农经济书记员决议实现领导动劳区县号总统纪维护护进还过时间问题长门见车东马鱼鸟龙风飞专丰临举习书买乱争亏亚产亲亿仅从仓仪价众优传伤伦伟侨俭债兴养军农冲况净减凤凭击划刘则刚创别剧劝办务劳势勋华协单卖卢卫厂厅历压厦县参双变叶号吗听启员响团园围图圆圣场坏块坚坛垦垒备复够头夹夺奋奖妇妈孙学宁宝实审宫宽宾对寻导寿将尔尘尝层属岁岛岭币帅师帐带帮广庄庆库应庙废开异弃张强归当录径忆志怀态总恋恳恶惊惯愿戏战户扑执扩扫扬抚报护拥择挂挥换损据摆摇敌数断无旧显晋"
)
_TRADITIONAL = frozenset(
    "們這國會發為學產業開關義鄉務農經濟書記員決議實現領導動勞區縣號總統紀維護進還過時間問題長門見車東馬魚鳥龍風飛專豐臨舉習買亂爭虧亞親億僅從倉儀價眾優傳傷倫偉僑儉債興養軍沖況淨減鳳憑擊劃劉則剛創別劇勸辦勢勳華協單賣盧衛廠廳歷壓廈參雙變葉嗎聽啟響團園圍圖圓聖場壞塊堅壇墾壘備複夠頭夾奪奮獎婦媽孫寧寶審宮寬賓對尋壽將爾塵嘗層屬歲島嶺幣帥師帳帶幫廣莊慶庫應廟廢異棄張強歸當錄徑憶懷態戀懇惡驚慣願戲戰戶撲執擴掃揚撫報擁擇掛揮換損據擺搖敵數斷無舊顯晉"
)


def _chinese(text: str, address: str | None) -> str:
    """Tell simplified from traditional characters; without a sign of either, the address decides."""
    simplified = sum(map(_SIMPLIFIED.__contains__, text))
    traditional = sum(map(_TRADITIONAL.__contains__, text))
    if simplified == traditional:
        return address if address and primary(address) == "zh" else "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


_LABEL = {"nb": "no", "fil": "tl"}  # where the model's own codes differ


@cache
def _usual() -> letters.Letters:
    """Give the model of the languages to tell apart."""
    return kept_letters.usual(_wanted())


@cache
def _model(rare: str | None) -> letters.Letters:
    """Give the model of the languages to tell apart, and one that an address brought in."""
    if rare is None:
        return _usual()
    found = letters.restricted(letters.load(), _wanted() | {_LABEL.get(rare, rare)})
    return found._replace(automaton=_usual().automaton)  # the same, held once


def _wanted() -> set[str]:
    return {_LABEL.get(language.code, language.code) for language in known().values() if language.detect}


@cache
def _labels() -> frozenset[str]:
    own = {label: code for code, label in _LABEL.items()}
    return frozenset(own.get(label, label) for label in _usual().known)


@cache
def _telling_words() -> dict[str, frozenset[str]]:
    """Read `data/telling_words.tsv`: language to the words that tell it from its relatives."""
    path = Path(__file__).parent / "data" / "telling_words.tsv"
    groups: dict[str, dict[str, frozenset[str]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != 3 or row[1] not in known():  # noqa: PLR2004  three columns
            raise DataError("text.bad_row", path=path, line=number)
        groups.setdefault(row[0], {})[row[1]] = frozenset(row[2].split())
    return {
        lang: words - frozenset.intersection(*group.values())
        for group in groups.values()
        for lang, words in group.items()
    }
