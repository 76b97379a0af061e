"""The extractor that a configuration names, for commands that read articles without Beam."""

import sys
from pathlib import Path

from pipelines.failures import WRONG_USAGE, CommandFailed, one_line
from transforms.events.extractor import Extractor, RulesExtractor
from transforms.events.knowledge import Knowledge
from transforms.events.lexicon import LexiconError
from transforms.events.model.prompt import load_prompt_template
from transforms.events.model.settings import MODEL, ExtractorSettings


def extractor_of(settings: ExtractorSettings, knowledge: Knowledge) -> Extractor:
    """Return the extractor; a model is not asked yet. Raises CommandFailed (wrong usage)."""
    if settings.kind != MODEL:
        return RulesExtractor(knowledge)
    check_extractor(settings, knowledge.root)
    # Only here: without a model nothing that speaks HTTP is imported.
    from transforms.events.model.extractor import ModelExtractor, make_client  # noqa: PLC0415

    return ModelExtractor(settings.model, knowledge, make_client(settings.model, knowledge.root))


def check_extractor(settings: ExtractorSettings, root: Path) -> None:
    """Check what a model needs beside its settings: the prompt and the key in the environment.

    Raises CommandFailed (wrong usage) with every fault. The key itself is in no message.
    """
    if settings.kind != MODEL:
        return
    from transforms.events.model.client import MissingKeyError, api_key  # noqa: PLC0415

    faults = []
    try:
        load_prompt_template(root)
    except LexiconError as error:
        faults += [one_line(line) for line in str(error).splitlines()]
    try:
        api_key(settings.model)
    except MissingKeyError as error:
        faults.append(f"extractor.model.api_key_variable: {one_line(error)}")
    if faults:
        raise CommandFailed(*faults, status=WRONG_USAGE)


def tell_account(extractor: Extractor, settings: ExtractorSettings) -> None:
    """Say on standard error what became of the questions to a model, and what they cost."""
    counts = getattr(extractor, "counts", None)
    if counts is not None:
        # Only here: the account knows the tables, and with them Arrow.
        from transforms.events.model.account import (  # noqa: PLC0415
            account_lines,
            account_of_model,
        )

        lines = account_lines(account_of_model(counts, settings.model))
        sys.stderr.write("".join(f"{line}\n" for line in lines))
