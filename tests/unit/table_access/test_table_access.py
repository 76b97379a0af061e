"""The door for Python programs and notebooks."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines import open_tables
from tests.helpers.exporting import fill, incident
from tests.helpers.tables import write
from transforms.tables import TABLES, table_schema
from transforms.write.layout import OutputError


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("<b>out")
    fill(made)
    return made


def test_every_table_is_a_relation_with_all_its_columns(folder: Path) -> None:
    with open_tables(folder) as tables:
        for name in TABLES:
            relation = getattr(tables, name)
            assert relation.columns == [*table_schema(name).names, "date"]
            assert len(relation) == len(tables.table(name))


def test_the_newest_revisions_are_shown_and_all_on_request(folder: Path) -> None:
    with open_tables(folder) as tables:
        newest = tables.incidents.select("incident_id, revision").order("ALL").fetchall()
        every = tables.sql("SELECT count(*) FROM incidents_revisions").fetchall()
    assert newest == [("a", 2), ("b", 1), ("c", 1), ("d", 1)]
    with open_tables(str(folder), revisions=True) as tables:
        assert [(len(tables.incidents),)] == every == [(7,)]
        assert len(tables.coverage) == 2


def test_arrow_pandas_and_polars_hold_the_same_rows(folder: Path) -> None:
    with open_tables(folder) as tables:
        arrow, pandas, polars = (
            read("incidents") for read in (tables.arrow, tables.pandas, tables.polars)
        )
    ids = sorted(arrow.column("incident_id").to_pylist())
    assert ids == sorted(pandas["incident_id"]) == sorted(polars["incident_id"])
    weapons = [list(one) for one in pandas["weapons"]]
    assert weapons == arrow.column("weapons").to_pylist() == polars["weapons"].to_list()


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_missing_package_is_named_with_what_installs_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with (
        open_tables(folder) as tables,
        pytest.raises(ImportError, match=rf"pip install 'wirebeam\[{package}\]'"),
    ):
        getattr(tables, package)("incidents")


def test_queries_take_parameters(folder: Path) -> None:
    with open_tables(folder) as tables:
        asked = "SELECT incident_id FROM incidents WHERE country = $country"
        assert tables.sql(asked, {"country": "RU"}).fetchall() == [("c",)]


def test_refresh_shows_what_was_committed_since(tmp_path: Path) -> None:
    write(tmp_path, "run-1", "incidents", [incident("a")])
    with open_tables(tmp_path) as tables:
        before, relation = tables.commit, tables.incidents
        assert (before, len(relation)) == (1, 1)
        write(tmp_path, "run-2", "incidents", [incident("b")])
        assert len(tables.incidents) == 1
        assert tables.refresh() == tables.commit == 2
        assert len(tables.incidents) == 2


def test_files_that_a_writer_took_away_are_told_with_what_helps(tmp_path: Path) -> None:
    write(tmp_path, "run-1", "incidents", [incident("a")])
    with open_tables(tmp_path) as tables:
        for path in (tmp_path / "incidents").rglob("*.parquet"):
            path.unlink()
        with pytest.raises(OutputError, match=r"refresh\(\) helps"):
            tables.arrow("incidents")


def test_a_folder_without_tables_is_told_in_one_line(tmp_path: Path) -> None:
    for folder, said in ((tmp_path, "holds no committed tables"), (tmp_path / "x", "not exist")):
        with pytest.raises(OutputError, match=said):
            open_tables(folder)


def test_an_unknown_table_lists_the_known_ones(folder: Path) -> None:
    with open_tables(folder) as tables, pytest.raises(ValueError, match="articles, events"):
        tables.arrow("nothing; DROP VIEW events")


def test_a_notebook_shows_escaped_names_and_numbers(folder: Path) -> None:
    with open_tables(folder) as tables:
        shown = tables._repr_html_()
    assert "&lt;b&gt;out" in shown
    assert "<b>" not in shown
    assert "<td>incidents</td><td style='text-align: right'>4</td>" in shown
    assert repr(tables).endswith(f"# commit {tables.commit}")


def test_importing_the_door_loads_nothing_else() -> None:
    heavy = "'duckdb', 'pyarrow', 'pandas', 'polars', 'apache_beam', 'pydantic', 'transforms'"
    code = f"import sys, pipelines; pipelines.open_tables; print({{{heavy}}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
