"""Stories of which it is known what they name: the synthetic archive of bench.naming_synthetic.

The rules, so that anyone can judge what a figure means (words and sentences: bench/naming_languages.toml):

- Documents: resolutions, directives and projects of the Tỉnh ủy of six provinces, numbers 1 to 40, in the terms
  2015-2020 and 2020-2025; of the Party's Central Committee, numbers 101 to 140 (which no real one has), in the terms
  XII and XIII; resolutions of the provinces' HĐND, numbers 1 to 40 in each year from 2017 to 2025. So every number is
  that of many documents. Of a term, higher numbers are younger.
- Models: 64 names, in each province 40 models of them in communes of few names: most names stand in several communes,
  some communes' names in several provinces.
- A story is of one province and one day between March 2017 and June 2025; one in ten has no date. It names one to three
  documents, each a recent one (of the term that runs, in the last two years) or, one in six, one of an earlier term,
  and then its date is stated. One in six of the stories that begin with one of a Tỉnh ủy
  names that of another province with the same number beside it. It names
  no, one or two models; one in ten stories one name in two communes.
- Versions: one in three stories has one; else the Vietnamese original and one to four translations, and in one of five
  of these the original is not held. The original states the symbol of a document in nine of ten, its issuer in eight,
  its date in six. Translations lose a symbol in one of four (where something else tells it) and its accents in half,
  put TW for TU or the reverse in one of thirty (where the issuer is stated), take the second rendering of a name in
  three of ten, and leave out one sentence of twenty. What is named again later is named by type and number alone, where
  the story has no other of these.
- One document in twenty, in stories of one version, is named by type and number alone: nobody could tell which it is.
- Documents of one type and number in one story are told apart: symbol and issuer of all are stated, and where the body
  is the same, their dates too. What no reader could tell apart has no truth to measure.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

PROVINCES = ("quang-nam", "quang-ninh", "nghe-an", "lao-cai", "son-la", "thai-nguyen")
PLAIN = ("Quang Nam", "Quang Ninh", "Nghe An", "Lao Cai", "Son La", "Thai Nguyen")
SYLLABLES = ("tan", "phu", "binh", "son", "hoa", "an", "long", "thanh", "dong", "lam")
PAPERS = {"quang-nam": "baoquangnam.vn", "quang-ninh": "baoquangninh.vn"}
TYPES = {"resolution": ("nghi-quyet", "NQ"), "directive": ("chi-thi", "CT"), "project": ("de-an", "ĐA")}
NUMBERS, MODELS = 40, 40
# Shares of what is drawn, as the rules above tell them.
OLD, TWINS, ALONE, BARE = 1 / 6, 1 / 6, 1 / 3, 1 / 20
SYMBOL, ISSUER, DATED = 0.9, 0.8, 0.6
LOST_SYMBOL, LOST_ACCENTS, SWAPPED, SECOND = 0.25, 0.5, 1 / 30, 0.3
TWO_COMMUNES, UNDATED, NOT_HELD, LOST = 0.1, 0.1, 0.2, 0.05
FIRST, LAST = date(2017, 3, 1), date(2025, 6, 20)
TERMS = {"tinh_uy": (("2015-2020", date(2015, 11, 1)), ("2020-2025", date(2020, 11, 1))),
         "tw": (("xii", date(2016, 2, 1)), ("xiii", date(2021, 2, 10)))}  # fmt: skip
END = {"2015-2020": date(2020, 9, 30), "2020-2025": date(2025, 6, 30), "xii": date(2021, 1, 20), "xiii": LAST}


class Document(NamedTuple):
    """An instrument: whose it is (`tinh_uy`, `hdnd`, `tw`), of which province, and its printed parts."""

    body: str
    province: str
    kind: str
    number: int
    period: str
    day: date

    @property
    def id(self) -> str:
        """The id that docs/register.md gives it."""
        issuer = {"tw": "tw", "hdnd": f"{self.province}.hdnd", "tinh_uy": f"{self.province}.tinh-uy"}[self.body]
        return f"vn:{issuer}:{TYPES[self.kind][0]}:{self.number:02}@{self.period}"

    def printed(self, *, swapped: bool = False) -> str:
        """Its number with its symbol."""
        if self.body == "hdnd":
            return f"{self.number:02}/{self.period}/{TYPES[self.kind][1]}-HĐND"
        ending = "TW" if (self.body == "tw") is not swapped else "TU"
        return f"{self.number:02}-{TYPES[self.kind][1]}/{ending}"


class Model(NamedTuple):
    """A model: which head and kind make its name, and where it stands."""

    head: int
    kind: int
    commune: tuple[str, str]
    district: tuple[str, str]
    province: str

    @property
    def id(self) -> str:
        """The id that docs/register.md gives it."""
        place = f"{self.province}.{'-'.join(self.district)}.{'-'.join(self.commune)}"
        return f"vn:mo-hinh:{place}:{slug_of(self.head, self.kind)}"


class Naming(NamedTuple):
    """A document as a story names it: what the original states of it."""

    document: Document
    symbol: bool
    issuer: bool
    dated: bool


class Truth(NamedTuple):
    """One mention that was written: its place in the text, its entity, its kind and number."""

    start: int
    end: int
    entity: str
    kind: str
    number: str | None


@cache
def languages() -> dict[str, dict[str, Any]]:
    """Read the words of all languages."""
    return tomllib.loads(Path(__file__).with_name("naming_languages.toml").read_text(encoding="utf-8"))


@cache
def slug_of(head: int, kind: int) -> str:
    """Give a name's part of an id."""
    from tracuu.mentions.ids import slug

    words = languages()["vi"]
    return slug(words["name"].format(head=words["heads"][head], kind=words["kinds"][kind]))


@cache
def models_of(province: str) -> tuple[Model, ...]:
    """Give the models of a province."""
    rng = Random(f"models {province}")
    communes = [(one, other) for one in SYLLABLES[:5] for other in SYLLABLES[5:]]
    districts = [(one, other) for one in SYLLABLES[5:8] for other in SYLLABLES[:2]]
    return tuple(
        Model(rng.randrange(8), rng.randrange(8), rng.choice(communes), rng.choice(districts), province)
        for _ in range(MODELS)
    )


# What a story names


def day_of(body: str, period: str, number: int, province: str = "") -> date:
    """Give the day of a document: the higher the number, the later in its term or year; no two provinces' are one."""
    own = PROVINCES.index(province) if province in PROVINCES else 0
    if body == "hdnd":
        return date(int(period), 1, 10) + timedelta(days=8 * number + own)
    begin = dict(TERMS[body])[period]
    return begin + timedelta(days=7 * own + number * ((END[period] - begin).days // (NUMBERS + 1)))


def document(rng: Random, body: str, province: str, today: date, *, old: bool) -> Document:
    """Draw a document that existed on a day: of the last two years, or of an earlier term or year."""
    kind = "resolution" if body == "hdnd" else rng.choice(("resolution", "resolution", "directive", "project"))
    every = [str(year) for year in range(FIRST.year - 2, today.year + 1)]
    every = every if body == "hdnd" else [period for period, _ in TERMS[body]]
    periods = [period for period in every if day_of(body, period, 1, province) <= today]
    period = rng.choice(periods[:-1]) if old and len(periods) > 1 else periods[-1]
    there = [number for number in range(1, NUMBERS + 1) if day_of(body, period, number, province) <= today]
    number = rng.choice(there if old else there[-15:])
    added = 100 if body == "tw" else 0
    return Document(body, province, kind, number + added, period, day_of(body, period, number, province))


def named(rng: Random, province: str, today: date, *, alone: bool) -> list[Naming]:
    """Draw the documents of a story, and what it states of each."""
    chosen: list[Naming] = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        body, old = rng.choices(("tinh_uy", "hdnd", "tw"), (6, 2, 2))[0], rng.random() < OLD
        one = document(rng, body, province, today, old=old)
        symbol, issuer, dated = (rng.random() < share for share in (SYMBOL, ISSUER, DATED))
        if alone and rng.random() < BARE:
            chosen.append(Naming(one, symbol=False, issuer=False, dated=False))
        else:
            dated = dated or old
            chosen.append(Naming(one, symbol=symbol or not (issuer or dated), issuer=issuer, dated=dated))
    first = chosen[0]
    # One that is named by type and number alone stays so.
    if rng.random() < TWINS and first.document.body == "tinh_uy" and any(first[1:]):
        other = rng.choice([each for each in PROVINCES if each != province])
        chosen[0] = first._replace(issuer=True)
        body, _, kind, number, period, _ = first.document
        twin = Document(body, other, kind, number, period, day_of(body, period, number, other))
        chosen.insert(1, Naming(twin, symbol=True, issuer=True, dated=True))
    return _told_apart(list({each.document.id: each for each in chosen}.values()))


def _told_apart(chosen: list[Naming]) -> list[Naming]:
    """State more of documents of one type and number: what no reader could tell apart has no truth."""
    shared = Counter((each.document.kind, each.document.number) for each in chosen)
    alike = Counter((each.document.kind, each.document.number, each.document.body) for each in chosen)
    return [
        each._replace(
            symbol=each.symbol or shared[one.kind, one.number] > 1,
            issuer=each.issuer or shared[one.kind, one.number] > 1,
            dated=each.dated or alike[one.kind, one.number, one.body] > 1,
        )
        for each in chosen
        for one in (each.document,)
    ]


def models(rng: Random, province: str) -> list[Model]:
    """Draw the models of a story; sometimes one name in two communes."""
    some = [rng.choice(models_of(province)) for _ in range(rng.choice((0, 1, 1, 2)))]
    if some and rng.random() < TWO_COMMUNES:
        twins = [each for each in models_of(province) if each[:2] == some[0][:2] and each.commune != some[0].commune]
        some = [some[0], *twins[:1]]
    return list(dict.fromkeys(some))


# How a version is written


class _Writer:
    """Writes one version and notes where its mentions stand."""

    def __init__(self, lang: str, rng: Random, *, translated: bool) -> None:
        self.lang, self.rng, self.translated = lang, rng, translated
        self.words = languages()[lang]
        self.text = ""
        self.truth: list[Truth] = []

    def sentence(self, template: str, holder: str, filling: str, mentions: Sequence[tuple[int, int, Truth]]) -> None:
        """Add a sentence; mentions are (start, end) in the filling."""
        before, _, after = template.partition(holder)
        base = len(self.text) + len(before)
        self.text += before + filling + after
        self.truth += [one._replace(start=base + start, end=base + end) for start, end, one in mentions]
        self.text += "" if self.lang in {"zh", "ja"} else " "

    def line(self) -> None:
        """End a paragraph."""
        self.text = self.text.rstrip() + "\n"

    def place(self, province: str) -> str:
        """Name a province."""
        told: dict[str, str] = self.words.get("places", {})
        return told.get(province) or dict(zip(PROVINCES, PLAIN, strict=True))[province]

    def commune(self, syllables: tuple[str, str]) -> str:
        """Name a commune or district."""
        told: dict[str, str] = self.words.get("syllables", {})
        glue = "" if self.lang in {"zh", "ja", "ko", "th"} else " "
        return glue.join(told.get(one, one.title()) for one in syllables)

    def date(self, day: date) -> str:
        """Write a document's date."""
        month = self.words["months"][day.month - 1] if "months" in self.words else ""
        told = {"day": day.day, "m": day.month, "month": month, "year": day.year, "thai_year": day.year + 543}
        return str(self.words["date"].format(**told))

    def cite(self, naming: Naming, *, again: bool) -> tuple[str, tuple[int, int]]:
        """Name a document; gives the words, and where in them the mention stands."""
        one, rng = naming.document, self.rng
        issuer, dated = naming.issuer and not again, naming.dated and not again
        symbol = naming.symbol and not again
        swapped = False
        if self.translated and symbol:
            symbol = rng.random() >= LOST_SYMBOL or not (issuer or dated)
            swapped = issuer and one.body != "hdnd" and rng.random() < SWAPPED
        printed = one.printed(swapped=swapped) if symbol else f"{one.number:02}"
        if self.translated and rng.random() < LOST_ACCENTS:
            printed = printed.replace("Đ", "D")
        mention = self.words["numbered"].format(type=self.words[one.kind], number=printed)
        parts = {
            "mention": mention,
            "date": self.date(one.day) if dated else "",
            "issuer": self.words[one.body].format(place=self.place(one.province)) if issuer else "",
        }
        cited = str(self.words["cite"].format(**parts))
        cited = " ".join(cited.replace(" ,", "").split()).strip(" ,")
        start = cited.index(mention)
        return cited, (start, start + len(mention))

    def document(self, naming: Naming, *, again: bool = False) -> None:
        """Write a sentence on a document."""
        cited, (start, end) = self.cite(naming, again=again)
        one = naming.document
        truth = Truth(0, 0, one.id, one.kind, f"{one.number:02}")
        self.sentence(self.rng.choice(self.words["sentences"]), "{x}", cited, [(start, end, truth)])

    def model(self, model: Model, *, again: bool = False) -> None:
        """Write a sentence on a model; where it stands is said the first time."""
        head, kind = (
            self._rendered(self.words[key][which]) for key, which in (("heads", model[0]), ("kinds", model[1]))
        )
        name = str(self.words["name"].format(head=head, kind=kind))
        template = self.rng.choice(self.words["later" if again else "models"])
        place = {"commune": self.commune(model.commune), "district": self.commune(model.district)}
        where = self.words["commune"].format(province=self.place(model.province), **place)
        truth = Truth(0, 0, model.id, "model", None)
        self.sentence(template.replace("{where}", where), "{name}", name, [(0, len(name), truth)])

    def _rendered(self, both: str) -> str:
        renderings = both.split("|")
        return renderings[-1] if self.rng.random() < SECOND else renderings[0]

    def loses(self) -> bool:
        """Tell whether a translation leaves out what comes next."""
        return self.translated and self.rng.random() < LOST

    def filler(self) -> None:
        """Write a sentence that names nothing."""
        self.sentence(self.rng.choice(self.words["filler"]), "{}", "", [])


def version(lang: str, documents: Sequence[Naming], some: Sequence[Model], rng: Random, *, translated: bool) -> _Writer:
    """Write one version of a story."""
    writer = _Writer(lang, rng, translated=translated)
    for naming in documents:
        if not writer.loses():
            writer.document(naming)
        writer.filler()
        writer.line()
    for model in some:
        if not writer.loses():
            writer.model(model)
        writer.filler()
        writer.line()
    numbers = [(each.document.kind, each.document.number) for each in documents]
    writer.filler()
    for naming in documents:
        if numbers.count((naming.document.kind, naming.document.number)) == 1:
            writer.document(naming, again=True)
    names = [each[:2] for each in some]
    for model in some:
        if names.count(model[:2]) == 1:
            writer.model(model, again=True)
    writer.line()
    return writer


def stories(count: int, seed: int = 1) -> Iterator[list[dict[str, Any]]]:
    """Give the rows of so many stories, as `tracuu add` reads them, each with its `truth`."""
    for ordinal in range(count):
        rng = Random(f"{seed} {ordinal}")
        province = rng.choice(PROVINCES)
        today = FIRST + timedelta(days=rng.randrange((LAST - FIRST).days))
        alone = rng.random() < ALONE
        documents, some = named(rng, province, today, alone=alone), models(rng, province)
        others = sorted(set(languages()) - {"vi"})
        langs = [rng.choice(["vi", "vi", *others])] if alone else ["vi", *rng.sample(others, rng.randint(1, 4))]
        if not alone and len(langs) > 2 and rng.random() < NOT_HELD:  # noqa: PLR2004  two must be left
            langs = langs[1:]
        day = today.isoformat() if rng.random() >= UNDATED else None
        yield [
            _row(ordinal, lang, province, day, version(lang, documents, some, rng, translated=lang != "vi"))
            for lang in langs
        ]


def _row(ordinal: int, lang: str, province: str, day: str | None, writer: _Writer) -> dict[str, Any]:
    slug = f"cau-chuyen-so-{ordinal:06}"
    paper = PAPERS.get(province, f"bao{province.replace('-', '')}.vn")
    code = {"nb": "no", "zh": "zh-cn"}.get(lang, lang)
    url = f"https://{paper}/{slug}-{3_000_000 + ordinal}.html"
    row = {
        "id": f"{ordinal}-{lang}",
        "url": url if lang == "vi" else f"https://www.vietnam.vn/{code}/{slug}",
        "lang": lang,
        "title": f"{languages()[lang]['filler'][ordinal % 3]}",
        "text": writer.text,
        "story": f"story-{ordinal}",
        "source": f"Báo {languages()['vi']['places'][province]}",
        "truth": [one._asdict() for one in writer.truth],
    }
    return row | ({"published": day} if day else {})


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="utf-8", newline="\n") as out:
        for rows in stories(int(sys.argv[1])):
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
