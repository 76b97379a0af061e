import shutil
from pathlib import Path

import pytest

from pipelines.failures import CommandFailed
from pipelines.knowledge_check import validate_knowledge
from transforms.events.knowledge import PACKAGED
from transforms.settings import FigureSettings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    shutil.copytree(PACKAGED, folder)
    return folder


def faults(root: Path) -> list[str]:
    with pytest.raises(CommandFailed) as failed:
        validate_knowledge(root)
    return [line.removeprefix(f"{root}/") for line in failed.value.lines]


def test_a_copy_of_the_packaged_data_is_valid(root: Path) -> None:
    validate_knowledge(root)


def test_roles_of_the_configuration_that_nobody_has_are_told(root: Path) -> None:
    validate_knowledge(root, FigureSettings().officials)
    with pytest.raises(CommandFailed) as failed:
        validate_knowledge(root, ("governor", "gouvernor", "king"))
    (line,) = failed.value.lines
    assert line.startswith("incidents.figures.officials: unknown roles gouvernor, king; ")


def test_faults_of_several_files_come_together_one_line_each(root: Path) -> None:
    (root / "ontology.yaml").write_text("event_types: []\nsurprise: 1\n")
    (root / "actors.yaml").unlink()
    (root / "conflicts.yaml").write_text("opponents: [\n")
    (root / "lexicons" / "en.yaml").write_text("numbers: {values: few}\n")
    (root / "lexicons" / "english.yaml").write_text("")
    (root / "places" / "places.tsv.gz").write_bytes(b"not gzip")
    told = faults(root)
    assert "\n" not in "".join(told)
    starts = [
        "ontology.yaml: surprise: ",
        "ontology.yaml: event_types: ",
        "actors.yaml: no such file",
        "conflicts.yaml: while parsing",
        "lexicons/english.yaml: expected <language>.yaml",
        "lexicons/en.yaml: numbers: values: ",
    ]
    for start in starts:
        assert any(line.startswith(start) for line in told), (start, told)
    assert any("gzip" in line for line in told)


def test_a_language_without_one_of_the_sections_is_told(root: Path) -> None:
    path = root / "lexicons" / "uk.yaml"
    path.write_text(path.read_text("utf-8").replace("\ndates:\n", "\nhours:\n"), "utf-8")
    assert faults(root) == ["lexicons/uk.yaml: section 'dates' is missing"]


def test_a_section_in_a_file_of_its_own_is_told(root: Path) -> None:
    (root / "lexicons" / "uk.dates.yaml").write_text("dates: {}\n")
    (told,) = faults(root)
    assert told.startswith("lexicons/uk.dates.yaml: expected <language>.yaml")


def test_a_pack_that_is_no_yaml_is_told_once(root: Path) -> None:
    (root / "lexicons" / "uk.yaml").write_text("events: [\n")
    assert len([line for line in faults(root) if line.startswith("lexicons/uk.yaml: ")]) == 1


def test_a_key_given_twice_is_told(root: Path) -> None:
    path = root / "conflicts.yaml"
    path.write_text(path.read_text() + "\nopponents: []\n")
    assert any("given twice" in line for line in faults(root))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    told = faults(tmp_path)
    assert any("no language pack" in line for line in told)
    assert any(line.startswith("ontology.yaml: no such file") for line in told)


def test_what_is_known_of_kinds_of_targets_is_of_targets_of_the_ontology(root: Path) -> None:
    path = root / "ontology.yaml"
    path.write_text(path.read_text().replace("caring: [medical]", "caring: [hospital]", 1))
    assert any("target_kinds: no targets ['hospital']" in line for line in faults(root))


def test_sites_have_targets_of_the_ontology(root: Path) -> None:
    path = root / "facilities.yaml"
    path.write_text(path.read_text().replace("types: [port]", "types: [harbour]", 1))
    (line,) = faults(root)
    assert line.startswith("facilities.yaml: ")
    assert line.endswith(": unknown target types harbour")
