"""Every regular expression of the package, found by itself, and texts made to drive each of them to its worst."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import signature
from pathlib import Path
from pkgutil import walk_packages
from re import _constants as ops
from re import _parser
from types import ModuleType
from typing import Any

import detente

Pattern = re.Pattern[str] | re.Pattern[bytes]
_CALLS = frozenset("compile match search fullmatch sub subn split findall finditer".split())
_LONGEST_PIECE = 60
#: What is said again and again whatever the pattern: blanks, letters, figures, marks, and words of them.
_PIECES = (" ", "a", "A", "1", "a ", "A ", ".", ",", "-", "A.", "1,", "\n", '"', "a-", "<", "“", "'", "“a” ", "Aa1, ")


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, where it stands, and whether it is only ever asked if a text begins with it or is it."""

    name: str
    pattern: Pattern
    anchored: bool


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return every module of the package."""
    found = walk_packages(detente.__path__, "detente.")
    return tuple(import_module(one.name) for one in found if not one.name.endswith("__main__"))


@cache
def patterns() -> tuple[Found, ...]:
    """Return every pattern once: those that modules hold, however deep, and those that stand in their functions."""
    found: dict[tuple[str | bytes, int], Found] = {}
    for module in modules():
        for name, value in vars(module).items():
            for one in _held(value, 0):
                known = found.setdefault(
                    (one.pattern, one.flags), Found(f"{module.__name__}.{name}", one, anchored=True)
                )
                still = known.anchored and not _searched(module, name)
                found[one.pattern, one.flags] = Found(known.name, one, still)
    for module in modules():
        for name, one, anchored in (*_made(module), *_written(module)):
            found.setdefault((one.pattern, one.flags), Found(f"{module.__name__}{name}", one, anchored))
    return tuple(found.values())


def _searched(module: ModuleType, name: str) -> bool:
    """Say whether a module may search a text for the pattern of a name, by what it does with the name."""
    mentions = re.findall(rf"^(?!from |import ).*\b{name}\b(?! = ).*$", _source(module), re.MULTILINE)
    return any(not re.search(rf"\b{name}\.(?:match|fullmatch)\(", line) for line in mentions)


@cache
def _source(module: ModuleType) -> str:
    return Path(str(module.__file__)).read_text(encoding="utf-8")


def _held(value: object, depth: int) -> Iterator[Pattern]:
    """Yield the patterns that a value is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for one in value.values():
            yield from _held(one, depth + 1)
    elif depth < 4 and isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from _held(one, depth + 1)


def _made(module: ModuleType) -> Iterator[tuple[str, Pattern, bool]]:
    """Yield the patterns that functions of a module make when they are first needed: those that are given nothing."""
    for name, value in vars(module).items():
        if not hasattr(value, "cache_info") or value.__module__ != module.__name__:
            continue
        said = signature(value)
        if not said.parameters and "Pattern" in str(said.return_annotation):
            for one in _held(value(), 0):
                yield f".{name}", one, False


def _written(module: ModuleType) -> Iterator[tuple[str, Pattern, bool]]:
    """Yield the patterns that stand in calls of ``re`` in functions, by line."""
    for function in ast.walk(ast.parse(_source(module))):
        if not isinstance(function, ast.FunctionDef):
            continue
        for node in ast.walk(function):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=called),
                    args=[ast.Constant(value=str() | bytes() as text), *_],
                ) if called in _CALLS:
                    yield f":{node.lineno}", re.compile(text), called in ("match", "fullmatch")


def pumps(pattern: Pattern) -> list[tuple[str, str, str]]:
    """Return texts that may drive a pattern to its worst: a beginning, what is repeated, and an end that does not match.

    They come out of the pattern's own parts: each repeat and each list of choices gives a text that it matches, which is
    said again and again after a text that matches what stands before it.
    """
    text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        parsed = _parser.parse(
            text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
        )
    found: dict[tuple[str, str], None] = {}
    _walk(list(parsed), "", found)
    pieces = {piece for _, piece in found}
    for piece in list(pieces)[:6]:
        found.setdefault(("", piece + " "), None)
    for piece in _PIECES:
        found.setdefault(("", piece), None)
    return [(before, piece[:_LONGEST_PIECE], "\x01") for before, piece in found if piece]


def _walk(parts: list[Any], before: str, found: dict[tuple[str, str], None]) -> None:
    """Note the repeats of a sequence, with what may stand before each."""
    for op, given in parts:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            _, most, inner = given
            if most > 8:
                found.setdefault((before[-200:], _said(list(inner))), None)
                found.setdefault((before[-200:], _said(list(inner), last=True)), None)
            _walk(list(inner), before, found)
        elif op is ops.BRANCH:
            for branch in given[1][:12]:
                _walk(list(branch), before, found)
        elif op is ops.SUBPATTERN:
            _walk(list(given[-1]), before, found)
        elif op is ops.ATOMIC_GROUP:
            _walk(list(given), before, found)
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            _walk(list(given[1]), before, found)
        before += _said([(op, given)])


def _said(parts: list[Any], *, last: bool = False) -> str:
    """Return a text that a sequence matches; of several choices the first, or the last."""
    out = ""
    for op, given in parts:
        if op in (ops.LITERAL, ops.NOT_LITERAL):
            out += chr(given) if op is ops.LITERAL else ("b" if chr(given) == "a" else "a")
        elif op is ops.ANY:
            out += "a"
        elif op is ops.IN:
            out += _one_of(given, last=last)
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            least, most, inner = given
            out += _said(list(inner), last=last) * max(least, 1 if most else 0)
        elif op is ops.BRANCH:
            out += _said(list(given[1][-1 if last else 0]), last=last)
        elif op is ops.SUBPATTERN:
            out += _said(list(given[-1]), last=last)
        elif op is ops.ATOMIC_GROUP:
            out += _said(list(given), last=last)
    return out


def _one_of(given: list[Any], *, last: bool) -> str:
    """Return a character that a set holds."""
    classes = {
        ops.CATEGORY_DIGIT: "1", ops.CATEGORY_SPACE: " ", ops.CATEGORY_WORD: "a", ops.CATEGORY_NOT_DIGIT: "a",
        ops.CATEGORY_NOT_SPACE: "a", ops.CATEGORY_NOT_WORD: ".",
    }  # fmt: skip
    if given[0][0] is ops.NEGATE:
        no = _compiled_set(given)
        return next((c for c in "a1 .b-\n\"'xé" if no.fullmatch(c)), "ü")
    op, value = given[-1 if last else 0]
    if op is ops.LITERAL:
        return chr(value)
    return chr(value[0]) if op is ops.RANGE else classes.get(value, "a")


def _compiled_set(given: list[Any]) -> re.Pattern[str]:
    """Return a set that begins with a negation as a pattern of its own."""
    codes = {
        ops.CATEGORY_DIGIT: r"\d", ops.CATEGORY_SPACE: r"\s", ops.CATEGORY_WORD: r"\w", ops.CATEGORY_NOT_DIGIT: r"\D",
        ops.CATEGORY_NOT_SPACE: r"\S", ops.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    out = ""
    for op, value in given[1:]:
        if op is ops.LITERAL:
            out += re.escape(chr(value))
        elif op is ops.RANGE:
            out += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            out += codes[value]
    return re.compile(f"[^{out}]")
