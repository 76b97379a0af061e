from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.config import load_configuration
from pipelines.config_file import parse_config, read_config_file
from pipelines.failures import WRONG_USAGE, CommandFailed
from transforms.settings import FigureSettings


def faults(tmp_path: Path, text: str) -> list[str]:
    """Return the lines that a file earns, without its name."""
    path = tmp_path / "my.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandFailed) as failed:
        load_configuration(path)
    assert failed.value.status == WRONG_USAGE
    assert all(line.startswith(f"{path}:") for line in failed.value.lines)
    return [line.removeprefix(f"{path}:") for line in failed.value.lines]


def test_a_file_is_laid_over_the_default_key_by_key(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text("read: {earliest_year: 2010}\naggregates: []\n")
    configuration, default = load_configuration(path), load_configuration()
    assert configuration.read == default.read.model_copy(update={"earliest_year": 2010})
    assert configuration.aggregates == ()
    assert configuration.write == default.write


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text("# only a comment\n")
    assert load_configuration(path) == load_configuration()


def test_all_faults_come_together_with_line_key_and_what_is_expected(tmp_path: Path) -> None:
    text = """\
read:
  max_record_bytes: lots
  earlyest_year: 2000
language: 5
aggregates:
  - name: Bad Name
    keys: [country, moon]
write: {compression: zip, compression_level: 23}
surprise: 1
"""
    assert faults(tmp_path, text) == [
        "2: read.max_record_bytes: expected integer, got 'lots'",
        "3: read.earlyest_year: unknown key; did you mean earliest_year?",
        "4: language: expected keys with values, got 5",
        "6: aggregates[0].name: expected text that matches ^[a-z][a-z0-9_]*$, got 'Bad Name'",
        "7: aggregates[0].keys[1]: expected 'country', 'admin1', 'target', 'attacker', 'weapon'"
        " or 'event_type', got 'moon'",
        "8: write.compression: expected 'zstd', 'snappy' or 'none', got 'zip'",
        "8: write.compression_level: expected less than or equal to 22, got 23",
        "9: surprise: unknown key; the keys here are aggregates, coverage, dedup,"
        " extractor, feeds, incidents, knowledge, language, push, read, staging, watch, write",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("read: {earliest_year: '2000'}", "1: read.earliest_year: expected integer, got '2000'"),
        ("read: {earliest_year: true}", "1: read.earliest_year: expected integer, got True"),
        ("read: {earliest_year: 1.5}", "1: read.earliest_year: expected integer, got 1.5"),
        ("read:", "1: read: expected keys with values, got None"),
        ("language: {candidates: en}", "1: language.candidates: expected array, got 'en'"),
        ("read: {}\nread: {}", "2: read: given twice, first on line 1"),
        ("read: {a: 1, a: 2}", "1: read.a: given twice, first on line 1"),
        ("1: 2", "1: ?: expected a key that is text"),
        ("[1]: 2", "1: is no YAML: found unhashable key"),
        ("read: [", "1: is no YAML: expected the node content, but found '<stream end>'"),
        ("a: &x 1\nb: *x", " aliases (*name) are not allowed, write the value out"),
        ("- a", " expected keys with values at the top"),
        ("just text", " expected keys with values at the top"),
        ("knowledge: nowhere", "1: knowledge: expected a folder, "),
        ("read: !!python/object:os.system {}", "1: is no YAML: could not determine"),
    ],
)
def test_a_faulty_file_is_told_in_a_line(tmp_path: Path, text: str, expected: str) -> None:
    (line,) = faults(tmp_path, text)
    assert line.startswith(expected)


def test_members_that_do_not_agree_are_told(tmp_path: Path) -> None:
    (line,) = faults(tmp_path, "read: {max_record_bytes: 100, max_file_bytes: 10}")
    assert line == " read.max_record_bytes: expected at most read.max_file_bytes"
    (line,) = faults(tmp_path, "language: {candidates: [en, english]}")
    assert line == " language.candidates: expected ISO 639-1 codes, got ['english']"
    (line,) = faults(tmp_path, "aggregates: [{name: a}, {name: a}]")
    assert line == "1: aggregates: expected different names, a is there twice"


def test_faults_of_the_rules_for_figures_come_together(tmp_path: Path) -> None:
    text = """\
incidents:
  figures:
    killed:
      - {who: anyone, take: newest}
      - {who: defender, take: most}
    injured: []
    downed:
      - {who: anyone, take: newest}
      - {who: defender, take: newest}
      - {who: defender, take: highest}
    launchd: []
"""
    assert faults(tmp_path, text) == [
        "5: incidents.figures.killed[1].take: expected 'newest', 'highest' or 'most_voices',"
        " got 'most'",
        "6: incidents.figures.injured: expected at least one step",
        "7: incidents.figures.downed: defender is there twice; no step after anyone is ever"
        " reached",
        "11: incidents.figures.launchd: unknown key; did you mean launched?",
    ]


def test_the_packaged_rules_for_figures_are_those_of_the_code() -> None:
    assert load_configuration().incidents.figures == FigureSettings()


def test_a_relative_knowledge_folder_is_relative_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    path = tmp_path / "my.yaml"
    path.write_text("knowledge: own\n")
    assert load_configuration(path).knowledge == tmp_path / "own"


def test_a_missing_file_a_folder_and_a_huge_file_are_told(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    huge.write_bytes(b"# " + b"x" * 1_000_001)
    assert read_config_file(tmp_path / "no.yaml").errors[0].endswith("No such file or directory")
    assert read_config_file(tmp_path).errors[0].endswith("is a folder, expected a YAML file")
    assert read_config_file(huge).errors[0].endswith("is larger than 1000000 bytes")


def test_a_deeply_nested_file_is_refused() -> None:
    text = "".join(f"{'  ' * depth}a:\n" for depth in range(40)).encode()
    assert "nested deeper" in parse_config(text, "deep").errors[0]
    assert parse_config(b"a: " + b"[" * 5000, "deeper").errors


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_give_values_or_faults(data: bytes) -> None:
    file = parse_config(data, "file")
    assert isinstance(file.values, dict)
    assert all(error.startswith("file") and "\n" not in error for error in file.errors)
