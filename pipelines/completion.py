"""Completion of command lines for shells, made from the parser itself: nothing can be forgotten."""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pipelines import help_texts

SHELLS: Final = ("bash", "zsh", "fish")
_FILES: Final = frozenset({"FILE", "PATH", "DIR", "GOLD", "OPML", "FILE|URL", "FOLDER"})


@dataclass(frozen=True)
class CompletionOptions:
    """``wirebeam completion``: the shell to print a script for."""

    shell: str


@dataclass(frozen=True)
class Option:
    """One option: its spellings, its help, and what may follow it.

    ``values`` are the words that may follow, ``files`` whether files may; neither: anything, or
    nothing at all where ``takes`` is false.
    """

    names: tuple[str, ...]
    help: str
    takes: bool
    values: tuple[str, ...]
    files: bool


@dataclass(frozen=True)
class Command:
    """A command, by the words that lead to it: what may stand after them.

    ``words`` are commands below it with their help or values of its argument; ``files``: its
    argument is a file or folder.
    """

    path: tuple[str, ...]
    options: tuple[Option, ...]
    words: tuple[tuple[str, str], ...]
    files: bool


def add_completion(parser: argparse.ArgumentParser) -> None:
    """Add the argument of ``completion``."""
    parser.add_argument("shell", choices=SHELLS, help="the shell that shall complete")


def commands_of(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[Command]:
    """Yield the commands of a parser, the program itself first."""
    options: list[Option] = []
    words: list[tuple[str, str]] = []
    below: dict[str, argparse.ArgumentParser] = {}
    files = False
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            below = dict(action.choices)
            helps = {one.dest: one.help or "" for one in action._choices_actions}
            words += [(name, helps.get(name, "")) for name in below]
        elif action.option_strings:
            options.append(_option(action))
        elif action.choices:
            words += [(str(one), "") for one in action.choices]
        else:
            files = files or _is_file(action)
    yield Command(path, tuple(options), tuple(words), files)
    for name, one in below.items():
        yield from commands_of(one, (*path, name))


def _option(action: argparse.Action) -> Option:
    return Option(
        names=tuple(action.option_strings),
        help=action.help if isinstance(action.help, str) and action.help != "==SUPPRESS==" else "",
        takes=action.nargs != 0,
        values=tuple(map(str, action.choices or ())),
        files=_is_file(action),
    )


def _is_file(action: argparse.Action) -> bool:
    return str(action.metavar or "").strip("[]") in _FILES


def script(shell: str, parser: argparse.ArgumentParser) -> str:
    """Return the script that makes ``shell`` (one of SHELLS) complete the parser's program."""
    return _MAKERS[shell](parser.prog, list(commands_of(parser)))


def _bash(program: str, commands: list[Command]) -> str:
    return _BASH.format(
        name=_name(program),
        program=program,
        paths=" | ".join(_quoted(" ".join(one.path)) for one in commands if one.path),
        values=_cases(commands, 'COMPREPLY=($(compgen -W "{}" -- "$word"))', _BASH_FILES),
        words=_lists(commands),
    )


def _zsh(program: str, commands: list[Command]) -> str:
    return _ZSH.format(
        name=_name(program),
        program=program,
        paths=" | ".join(_quoted(" ".join(one.path)) for one in commands if one.path),
        values=_cases(commands, "compadd -- {}", "_files"),
        words=_lists(commands),
    )


def _cases(commands: list[Command], offer: str, files: str) -> str:
    """Return what may follow options that take a value, as cases of "command:option"."""
    lines = []
    for command in commands:
        for option in command.options:
            if option.takes:
                names = "|".join(_quoted(f"{' '.join(command.path)}:{one}") for one in option.names)
                words = offer.format(" ".join(option.values)) if option.values else ":"
                lines.append(f"    {names}) {files if option.files else words}; return ;;")
    return "\n".join(lines)


def _lists(commands: list[Command]) -> str:
    """Return the words that may stand after a command, and whether files may."""
    lines = []
    for command in commands:
        options = " ".join(name for option in command.options for name in option.names)
        words = " ".join(word for word, _ in command.words)
        files = "yes" if command.files else ""
        path = _quoted(" ".join(command.path))
        lines.append(f'    {path}) offered="{words}"; options="{options}"; files="{files}" ;;')
    return "\n".join(lines)


def _fish(program: str, commands: list[Command]) -> str:
    lines = [f"# fish completion of {program}", f"complete -c {program} -f"]
    for command in commands:
        within = _within(command, commands)
        for word, help_text in command.words:
            lines.append(f"complete -c {program} -n {within} -a {word} -d {_quoted(help_text)}")
        if command.files:
            lines.append(f"complete -c {program} -n {within} -F")
        for option in command.options:
            spelled = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                for name in option.names
            )
            takes = " -r" if option.takes else ""
            takes += " -F" if option.files else ""
            takes += f" -a {_quoted(' '.join(option.values))}" if option.values else ""
            lines.append(
                f"complete -c {program} -n {within} {spelled}{takes} -d {_quoted(option.help)}"
            )
    return "\n".join(lines) + "\n"


def _within(command: Command, commands: list[Command]) -> str:
    seen = [f"__fish_seen_subcommand_from {word}" for word in command.path]
    below = [word for word, _ in command.words if (*command.path, word) in _paths(commands)]
    if below:
        seen.append(f"not __fish_seen_subcommand_from {' '.join(below)}")
    return _quoted("; and ".join(seen) or "true")


def _paths(commands: list[Command]) -> set[tuple[str, ...]]:
    return {one.path for one in commands}


def _name(program: str) -> str:
    return "_" + program.replace("-", "_")


def _quoted(text: str) -> str:
    return "'" + text.replace("%%", "%").replace("'", "") + "'"


_BASH_FILES: Final = 'COMPREPLY=($(compgen -f -- "$word"))'
_BASH: Final = """\
# bash completion of {program}
{name}() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} path="" index next
  local offered options files
  COMPREPLY=()
  for ((index = 1; index < COMP_CWORD; index++)); do
    next="${{path:+$path }}${{COMP_WORDS[index]}}"
    case "$next" in {paths}) path=$next ;; esac
  done
  case "$path:$before" in
{values}
  esac
  case "$path" in
{words}
  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  else
    COMPREPLY=($(compgen -W "$offered" -- "$word"))
    [[ -n $files ]] && COMPREPLY+=($(compgen -f -- "$word"))
    [[ -z $offered$files ]] && COMPREPLY=($(compgen -W "$options" -- "$word"))
  fi
}}
complete -o filenames -F {name} {program}
"""
_ZSH: Final = """\
#compdef {program}
{name}() {{
  local word=$words[CURRENT] before=$words[CURRENT-1] path_="" next index
  local offered options files
  for ((index = 2; index < CURRENT; index++)); do
    next="${{path_:+$path_ }}$words[index]"
    case "$next" in {paths}) path_=$next ;; esac
  done
  case "$path_:$before" in
{values}
  esac
  case "$path_" in
{words}
  esac
  if [[ $word == -* ]]; then
    compadd -- ${{=options}}
  else
    [[ -n $offered ]] && compadd -- ${{=offered}}
    [[ -n $files ]] && _files
    [[ -z $offered$files ]] && compadd -- ${{=options}}
  fi
}}
compdef {name} {program}
"""
_MAKERS: Final[dict[str, Callable[[str, list[Command]], str]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}

HELP: Final = help_texts.HelpText(
    summary="print completion for bash, zsh or fish",
    description="Print a script that completes commands, options and their values in a shell.",
    epilog="""\
examples:
  source <(wirebeam completion bash)                           this bash; in ~/.bashrc for all
  wirebeam completion zsh > ~/.zfunc/_wirebeam                 with fpath+=~/.zfunc in ~/.zshrc
  wirebeam completion fish > ~/.config/fish/completions/wirebeam.fish""",
)
