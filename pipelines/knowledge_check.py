"""Checking every data file of the extractor before a run: all faults together.

Word lists and lists of the world are validated by the models of the modules that use them. What
is read here is cached there, so that a run reads each file once.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel

from pipelines.failures import WRONG_USAGE, CommandFailed, one_line
from transforms.dedup.salient import bundled_comparison_words
from transforms.events.actors import load_actors
from transforms.events.actors_names import load_transliteration
from transforms.events.actors_outlets import load_outlets
from transforms.events.attribution_lexicon import AttributionLexicon
from transforms.events.date_lexicon import DateWords
from transforms.events.facilities import load_facilities
from transforms.events.gazetteer import load_gazetteer
from transforms.events.gazetteer_lists import load_areas, load_countries, load_regions
from transforms.events.knowledge import Conflicts
from transforms.events.lexicon import LexiconError, languages, load_section, read_yaml, validate
from transforms.events.model.prompt import load_prompt_template
from transforms.events.number_lexicon import NumberWords
from transforms.events.ontology import load_ontology
from transforms.events.place_lexicon import PlaceLexicon
from transforms.events.words import EventLexicon
from transforms.language.agencies import bundled_agencies
from transforms.language.bundled import ConfigurationError
from transforms.language.date_words import bundled_date_words
from transforms.language.detect import bundled_detection_rules
from transforms.language.furniture import bundled_furniture
from transforms.language.sentences import bundled_sentence_rules
from transforms.language.urls import bundled_url_rules
from transforms.packs import PACKAGED, pack_of, topmost

SECTIONS: Final[dict[str, type[BaseModel]]] = {
    "attribution": AttributionLexicon,
    "dates": DateWords,
    "events": EventLexicon,
    "numbers": NumberWords,
    "places": PlaceLexicon,
}
"""The sections of a language pack: every language has all of them."""


def validate_knowledge(root: Path, officials: Iterable[str] = ()) -> None:
    """Check all data files under ``root``, and the packaged lists of the article stage.

    ``officials`` are roles that the configuration names (``incidents.figures.officials``): they
    must be roles of ``actors.yaml``. Raises CommandFailed (wrong usage) with one line per fault:
    file, key and what is expected.
    """
    faults = _faults_of(partial(pack_of, root))
    if not faults:
        faults = [line for check in _checks(root, officials) for line in _faults_of(check)]
    if faults:
        raise CommandFailed(*dict.fromkeys(faults), status=WRONG_USAGE)


def _checks(root: Path, officials: Iterable[str]) -> Iterator[Callable[[], Any]]:
    """Yield what reads one part each; the gazetteer comes last, it repeats the faults of lists."""
    for load in (load_ontology, load_actors, load_outlets, load_transliteration, load_facilities):
        yield partial(load, root)
    yield partial(_check_conflicts, root)
    yield partial(_check_facilities, root)
    yield partial(_check_officials, root, officials)
    if topmost(
        root / "model_prompt.yaml"
    ).exists():  # one's own folder may be older; a model asks for it
        yield partial(load_prompt_template, root)
    for load_list in (load_regions, load_countries, load_areas):
        yield partial(load_list, root / "places")
    yield partial(_check_languages, root)
    for language in languages(root):
        for section, model in SECTIONS.items():
            yield partial(load_section, root, language, section, model)
    yield bundled_furniture
    yield bundled_agencies
    yield bundled_comparison_words
    yield bundled_sentence_rules
    yield bundled_date_words
    yield bundled_detection_rules
    yield bundled_url_rules
    yield partial(load_gazetteer, root)


def _check_conflicts(root: Path) -> None:
    path = root / "conflicts.yaml"
    validate(Conflicts, read_yaml(path), str(path))


def _check_facilities(root: Path) -> None:
    """Check the types of sites; the packaged sites may have targets that a pack leaves out."""
    known = {*load_ontology(root).targets, *load_ontology(PACKAGED).targets}
    path = root / "facilities.yaml"
    faults = [
        f"{path}: {site.id}: unknown target types {', '.join(sorted(unknown))}"
        for site in load_facilities(root).facilities
        if (unknown := set(site.types) - known)
    ]
    if faults:
        raise LexiconError("\n".join(faults))


def _check_officials(root: Path, officials: Iterable[str]) -> None:
    unknown = [role for role in officials if role not in load_actors(root).roles]
    if unknown:
        raise LexiconError(
            f"incidents.figures.officials: unknown roles {', '.join(unknown)}; the roles stand in"
            f" {root / 'actors.yaml'}"
        )


def _check_languages(root: Path) -> None:
    folder = root / "lexicons"
    if not languages(root):
        raise LexiconError(f"{folder}: no language pack there, expected <language>.yaml")
    unknown = {path.stem for path in folder.glob("*.yaml")} - set(languages(root))
    if unknown:
        expected = "expected <language>.yaml, the language as its code of two letters"
        raise LexiconError(
            "\n".join(f"{folder / name}.yaml: {expected}" for name in sorted(unknown))
        )


def _faults_of(check: Callable[[], Any]) -> list[str]:
    try:
        check()
    except (LexiconError, ConfigurationError) as error:
        if isinstance(error.__cause__, yaml.YAMLError):
            return [one_line(error)]
        return [one_line(line) for line in str(error).splitlines()]
    except OSError as error:
        return [f"{error.filename or 'compiled places'}: {error.strerror or error}"]
    except (EOFError, ValueError, zlib.error) as error:
        return [f"compiled places are damaged: {one_line(error)}"]
    return []
