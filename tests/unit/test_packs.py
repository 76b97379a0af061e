"""Folders of knowledge that lay their files over the packaged ones."""

from pathlib import Path

import pytest
import yaml

from pipelines.failures import CommandFailed
from pipelines.knowledge_check import validate_knowledge
from transforms.events.lexicon import (
    complete_languages,
    languages,
    load_section,
    missing_sections,
    read_yaml,
)
from transforms.events.ontology import load_ontology
from transforms.events.words import EventLexicon
from transforms.packs import PACKAGED, LexiconError, data_files, layers, pack_of


def pack(folder: Path, **more: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(yaml.safe_dump({"extends": "packaged", **more}))
    return folder


def test_a_folder_without_pack_yaml_is_complete_in_itself(tmp_path: Path) -> None:
    (tmp_path / "ontology.yaml").write_text("targets: [mill]\n")
    assert pack_of(tmp_path) is None
    assert layers(tmp_path / "actors.yaml") == [tmp_path / "actors.yaml"]
    assert read_yaml(tmp_path / "ontology.yaml") == {"targets": ["mill"]}


def test_a_missing_file_of_a_pack_is_the_packaged_one(tmp_path: Path) -> None:
    root = pack(tmp_path / "own")
    assert load_ontology(root) == load_ontology(PACKAGED)
    assert layers(root / "places" / "places.tsv.gz") == [PACKAGED / "places" / "places.tsv.gz"]
    assert languages(root) == languages(PACKAGED)
    validate_knowledge(root)


def test_a_key_replaces_and_a_key_with_a_plus_adds(tmp_path: Path) -> None:
    root = pack(tmp_path / "own")
    content = "effects: [fire]\noccurrences: []\n+targets: [windmill]\n"
    (root / "ontology.yaml").write_text(content)
    found = load_ontology(root)
    assert found.effects == ("fire",)
    assert found.targets == (*load_ontology(PACKAGED).targets, "windmill")


def test_language_packs_are_laid_over_section_by_section(tmp_path: Path) -> None:
    root = pack(tmp_path / "own", languages=["en"])
    (root / "lexicons").mkdir()
    (root / "lexicons" / "en.yaml").write_text(
        "events:\n  drill: [rehearsal]\n"
        "  +targets: {windmill: [windmill], +school: [riding school]}\n"
    )
    mine = load_section(root, "en", "events", EventLexicon)
    packaged = load_section(PACKAGED, "en", "events", EventLexicon)
    assert mine.drill == ("rehearsal",)
    assert mine.targets["windmill"] == ("windmill",)
    assert mine.targets["school"] == (*packaged.targets["school"], "riding school")
    assert mine.targets["medical"] == packaged.targets["medical"]
    assert mine.downed == packaged.downed
    assert missing_sections(root, "en") == []
    assert complete_languages(root) == ["en"]


def test_all_files_that_a_pack_uses_are_named_for_the_hash_of_a_run(tmp_path: Path) -> None:
    root = pack(tmp_path / "own")
    (root / "conflicts.yaml").write_text("opponents: []\n")
    names = [name for name, _ in data_files(root)]
    assert "conflicts.yaml" in names and "0:conflicts.yaml" in names
    assert "0:places/places.tsv.gz" in names
    assert not [name for name in names if "domains" in name]


@pytest.mark.parametrize(
    "content", ["extends: nothing\n", "extends: packaged\nmore: 1\n", "a: [\n"]
)
def test_a_broken_pack_file_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(content)
    with pytest.raises(LexiconError, match=r"pack\.yaml"):
        pack_of(tmp_path)
    with pytest.raises(CommandFailed, match=r"pack\.yaml"):
        validate_knowledge(tmp_path)
