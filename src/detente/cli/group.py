"""The group of commands: it knows their names and one line on each, and loads a command when it is called."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from detente import __version__
from detente.errors import DetenteError

COMMANDS: dict[str, str] = {
    "brief": "One page on the relation of two actors: who said and did what, who reports it.",
    "read": "Read sources into an archive.",
    "extract": "Print the records of reports as JSON lines, without an archive.",
    "reports": "Ask an archive for reports.",
    "statements": "Ask an archive for statements.",
    "events": "Ask an archive for events.",
    "mentions": "Ask an archive for mentions of actors.",
    "search": "Search an archive for words and phrases, or for what means the same.",
    "stories": "Ask an archive for stories: reports of several outlets on one event.",
    "compare": "Show a story side by side: what each outlet has, lacks, words or names otherwise.",
    "outlets": "How outlets tell over time: whom they quote, how they word it, what they leave out, whom they follow.",
    "differences": "Find where reports tell the same in different ways.",
    "ledger": "What was foretold, promised, threatened or demanded, and what became of it.",
    "review": "Correct what was read: list, undo, take along.",
    "revisions": "Find what was changed in reports that were read more than once from one address.",
    "relation": "Show how a relation moves: series, turning points, echoes.",
    "matrix": "Show many pairs beside each other: events and share of conflict.",
    "outlook": "Foretell a relation's conflict, with intervals and a back-test.",
    "import": "Take over events from ICEWS, GDELT, POLECAT, Phoenix or KEDS files.",
    "group": "Say which texts are copies of which, and which tell one story.",
    "code": "Code the event types of sentences: JSON lines in, JSON lines out.",
    "export": "Write every table as Parquet and CSV, with a data dictionary and a citation file.",
    "serve": "Show an archive in the browser, and answer for it in JSON.",
    "agent": "Answer language-model agents: the archive's questions as tools (MCP), read-only.",
    "who": "Look an actor up in the gazetteer.",
    "recode": "Read again the reports that a changed codebook or gazetteer touches.",
    "upkeep": "Make an archive's many small files few, and remove what no version in use needs.",
    "check": "Say what is installed and whether an archive is sound.",
}
_ALLOCATED = 50_000
"""New objects after which Python looks for garbage in cycles. At its own 700 that took a fifth of the time of reading
pages, whose trees are many objects and no cycles; at this many, memory is the same."""

_MODULES = {"group": "group_texts", "import": "import_"}  # modules whose command's name is taken
_NOTHING_DONE = 2
#: What the system says where output cannot be written: no room, a limit, a broken device.
_UNWRITTEN = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_INTERRUPTED = 130  # what a shell reports for a command that was interrupted from the keyboard
_TOLD_TO_END = 143  # the same for one that was told to end, as batch systems and `timeout` do


class LazyGroup(click.Group):
    """A group whose commands lie in modules of their own, imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Return the names of the commands, the main one first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """Return a command, None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        name = _MODULES.get(cmd_name, cmd_name)
        command: click.Command = getattr(import_module(f"detente.cli.{name}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; one that there is not fails with near names."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=2)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(COMMANDS)}"
            ctx.fail(f"no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click gives it
        """Write the list of commands without loading one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an interruption is one line, and a reader of our output that goes away is no error."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            return _say("detente: interrupted", _INTERRUPTED)
        except _Ended:
            return _say("detente: told to end", _TOLD_TO_END)
        except BrokenPipeError:
            return 0  # whoever read our output has what they wanted

    def main(  # type: ignore[override]  # click types what its own main returns by overloads; this one never returns
        self, args: Sequence[str] | None = None, prog_name: str | None = "detente", **extra: Any
    ) -> NoReturn:
        """Run the command line and exit with its status; every error on purpose is one line on standard error."""
        gc.set_threshold(_ALLOCATED)
        _open_streams()
        try:
            with _ending():
                status = super().main(args, prog_name, **{**extra, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            status = error.exit_code
        except click.ClickException as error:
            context = getattr(error, "ctx", None)
            path = context.command_path if context else "detente"
            status = _say(f"{path}: {error.format_message().rstrip('.')}; see `{path} --help`", _NOTHING_DONE)
        except DetenteError as error:
            status = _say(f"detente: {error}", _NOTHING_DONE)
        except OSError as error:
            if error.errno not in _UNWRITTEN:
                raise
            status = _unwritten(error)
        lost = _flush()
        sys.exit(lost or (status if isinstance(status, int) else 0))


class _Ended(BaseException):
    """The process was told to end: no error, so that nothing on the way takes it for one."""


@contextmanager
def _ending() -> Iterator[None]:
    """Let a command that is told to end put away what it holds, as one that is interrupted does."""

    def end(_number: int, _frame: object) -> NoReturn:
        raise _Ended

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # only the main thread may say so; another one is told nothing
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _say(line: str, status: int) -> int:
    """Write one line to standard error and return the status to exit with."""
    from detente.intake.item import shown

    click.echo(shown(" ".join(line.split())), err=True)
    return status


def _unwritten(error: OSError) -> int:
    """Say that the output cannot be written, and return the status to exit with."""
    return _say(f"detente: the output cannot be written: {error.strerror or error}; send it elsewhere", _NOTHING_DONE)


def _open_streams() -> None:
    """Give a process that was started without some of its streams ones that lead nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # open to the end


def _flush() -> int:
    """Write out standard output and return 0; where that fails, drop it, or Python would complain of it on its way out.

    That nobody reads any more is no failure; that there is no room is told, and gives the status to exit with.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _unwritten(error) if error.errno in _UNWRITTEN else 0
    return 0


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="detente", message="%(prog)s %(version)s")
def detente() -> None:
    """Turn press reports on relations between states into a sourced record.

    \b
    detente brief RUS USA reports/*.html
    detente read reports/ && detente events --between RUS USA --since 2017
    """
