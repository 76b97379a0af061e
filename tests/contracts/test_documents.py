"""Pages that state facts about the code state the true ones."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pytest

from transforms.tables import TABLES, table_schema

ROOT: Final = Path(__file__).resolve().parents[2]
PAGE: Final = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
PROJECT: Final[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def columns(fields: list[pa.Field], prefix: str = "") -> Iterator[tuple[str, str, str]]:
    for field in fields:
        item = field.type.value_field if pa.types.is_list(field.type) else None
        inner = field.type if item is None else item.type
        struct = pa.types.is_struct(inner)
        name = "struct" if struct else str(inner)
        shown = name if item is None else f"list of {name}"
        yield f"{prefix}{field.name}", shown, "yes" if field.nullable else ""
        if struct:
            members = [inner.field(i) for i in range(inner.num_fields)]
            yield from columns(members, f"{prefix}{field.name}.")


@pytest.mark.parametrize("table", TABLES)
def test_the_page_about_tables_has_every_column_with_type_and_null(table: str) -> None:
    section = PAGE.partition(f"\n## {table}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \| (yes)? ?\| (.+) \|$", section, re.MULTILINE)
    assert list(columns(list(table_schema(table)))) == [row[:3] for row in rows]
    assert all(row[3].strip() for row in rows)


def test_every_dependency_has_its_line() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    names = [re.split(r"[^a-z0-9-]", line)[0] for line in PROJECT["dependencies"]]
    assert [name for name in names if f"\n| {name} |" not in page] == []


def test_every_dependency_is_bounded_from_both_sides() -> None:
    extras = PROJECT["optional-dependencies"].values()
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in extra)]
    assert [line for line in lines if not (">=" in line and ",<" in line)] == []


def test_the_changelog_knows_the_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in text
    assert f"## [{PROJECT['version']}]" in text
