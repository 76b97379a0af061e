"""``wirebeam schema``: what the tables look like."""

import json
import sys
from typing import Any

import pyarrow as pa

from pipelines.failures import DONE, WRONG_USAGE, CommandFailed
from pipelines.options import SchemaOptions
from transforms.tables import PARTITION_COLUMN, TABLES, describe, table_schema, table_spec


def schema(options: SchemaOptions) -> int:
    """Print one table or all. Raises CommandFailed for an unknown table."""
    if options.table is not None and options.table not in TABLES:
        known = ", ".join(TABLES)
        line = f"unknown table {options.table!r}; the tables are {known}"
        raise CommandFailed(line, status=WRONG_USAGE)
    names = [options.table] if options.table else list(TABLES)
    if options.json:
        content = {name: described(name) for name in names}
        sys.stdout.write(json.dumps(content, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(describe(name) for name in names))
    return DONE


def described(table: str) -> dict[str, Any]:
    """Return a table as JSON values: partition, order, identity, and columns with types."""
    spec = table_spec(table)
    return {
        "partition": {"column": PARTITION_COLUMN, "type": "date32[day]", "from": spec.day_column},
        "sorted_by": list(spec.sort_columns),
        "newest_revision_per": list(spec.identity),
        "columns": [_column(field) for field in table_schema(table)],
    }


def _column(field: pa.Field) -> dict[str, Any]:
    kind = field.type
    item = kind.value_field if pa.types.is_list(kind) else None
    inner = item.type if item is not None else kind
    column: dict[str, Any] = {
        "name": field.name,
        "type": "list" if item is not None else _type_name(inner),
        "nullable": field.nullable,
    }
    if item is not None:
        column["items"] = {"type": _type_name(inner), "nullable": item.nullable}
    if pa.types.is_struct(inner):
        column["fields"] = [_column(inner.field(i)) for i in range(inner.num_fields)]
    return column


def _type_name(kind: pa.DataType) -> str:
    return "struct" if pa.types.is_struct(kind) else str(kind)
