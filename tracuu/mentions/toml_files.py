"""Tables of TOML files, ours and users', checked field by field; an error names file, line and field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tracuu.errors import DataError


class Row(NamedTuple):
    """One `[[table]]` of a file, its name, the line it begins on, and what the file holds."""

    path: Path
    table: str
    line: int
    fields: Mapping[str, Any]
    lines: tuple[str, ...]

    def fault(self, key: str, field: str, **values: object) -> DataError:
        """Make the error for a field, with the line on which it stands."""
        return DataError(key, path=self.path, line=self._line_of(field), field=field, **values)

    def text(self, field: str) -> str:
        """Give a text that is there and not empty."""
        value = self.optional(field)
        if value is None:
            raise self.fault("register.missing_field", field)
        return value

    def optional(self, field: str) -> str | None:
        """Give a text, or None when the field is absent."""
        value = self.fields.get(field)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.fault("register.not_text", field)
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """Give a list of texts; an absent one is empty."""
        return self._texts(self.fields.get(field, []), field)

    def texts_by_language(self, field: str) -> Mapping[str, tuple[str, ...]]:
        """Give lists of texts by language, as `field.en = ["…"]` writes them; absent ones are empty."""
        value = self.fields.get(field, {})
        if not isinstance(value, dict):
            raise self.fault("register.not_by_language", field)
        return {lang: self._texts(texts, field) for lang, texts in value.items()}

    def number(self, field: str) -> int:
        """Give a whole number."""
        value = self.fields.get(field)
        if type(value) is not int:
            raise self.fault("register.not_number", field)
        return value

    def flag(self, field: str, *, default: bool) -> bool:
        """Give true or false."""
        value = self.fields.get(field, default)
        if type(value) is not bool:
            raise self.fault("register.not_flag", field)
        return value

    def day(self, field: str) -> str | None:
        """Give a day written without quotes (2025-06-30), or a month or year written in them ("2025-06", "2025")."""
        value = self.fields.get(field)
        if type(value) is date:
            return value.isoformat()
        if value is not None and not (isinstance(value, str) and re.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?", value)):
            raise self.fault("register.not_day", field)
        return value

    def _texts(self, value: object, field: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.fault("register.not_texts", field)
        return tuple(value)

    def _line_of(self, field: str) -> int:
        pattern = re.compile(rf"\s*\"?{re.escape(field)}\"?\s*[.=]")
        for number, line in enumerate(self.lines[self.line :], start=self.line + 1):
            if line.startswith("[["):
                break
            if pattern.match(line):
                return number
        return self.line


def rows(path: Path, tables: Mapping[str, Iterable[str]]) -> dict[str, list[Row]]:
    """Read the `[[…]]` tables of a file, in their order. `tables` maps each table's name to the fields it may have.

    Raises DataError when the file is no TOML, or has a table or field that means nothing.
    """
    import tomllib

    text = path.read_text(encoding="utf-8-sig")
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError("register.bad_toml", path=path, reason=str(error)) from error
    lines = tuple(text.splitlines())
    found: dict[str, list[Row]] = {name: [] for name in tables}
    for name, value in whole.items():
        if name not in tables or not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            known = ", ".join(f"[[{table}]]" for table in tables)
            raise DataError("register.unknown_table", path=path, line=_first_line(lines, name), table=name, known=known)
        starts = [
            number for number, line in enumerate(lines, start=1) if re.match(rf"\[\[\s*{re.escape(name)}\s*\]\]", line)
        ]
        for item, line in zip(value, starts, strict=False):
            row = Row(path, name, line, item, lines)
            _refuse_unknown(row, tables[name])
            found[name].append(row)
    return found


def _refuse_unknown(row: Row, known: Iterable[str]) -> None:
    """Refuse fields that mean nothing: a misspelt field would silently do nothing."""
    for field in row.fields:
        if field not in known:
            raise row.fault("register.unknown_field", field, known=", ".join(sorted(known)))


def _first_line(lines: tuple[str, ...], name: str) -> int:
    return next((number for number, line in enumerate(lines, start=1) if name in line), 1)
