"""``wirebeam completion``: the script that makes a shell complete command lines."""

import sys

from pipelines.completion import CompletionOptions, script
from pipelines.failures import DONE
from pipelines.options import command_parser


def completion(options: CompletionOptions) -> int:
    """Print the script of a shell."""
    sys.stdout.write(script(options.shell, command_parser()))
    return DONE
