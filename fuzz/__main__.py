"""``python -m fuzz``: run the targets guided by coverage, one after another, each in a process of its own.

    python -m fuzz                        a million inputs in all, by the targets' shares
    python -m fuzz --inputs 20000         fewer
    python -m fuzz quotes times           these alone
    python -m fuzz --results FILE         keep the numbers as JSON, and go on where a run was cut off

A case that breaks is kept in fuzz/found/TARGET/; the run of that target stops there. Mend it, move the case to
tests/fuzz/found/TARGET/, run again.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fuzz.targets import Case

FOUND = Path(__file__).parent / "found"
KEPT = Path(__file__).parents[1] / "tests" / "fuzz" / "found"
_DONE = re.compile(r"Done (\d+) runs|^#(\d+)\s", re.MULTILINE)


def main() -> int:
    """Run what the command line asks for; 1 where something broke."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--inputs", type=int, default=1_000_000, help="inputs in all, by the targets' shares")
    parser.add_argument("--results", type=Path, default=FOUND / "results.json")
    parser.add_argument("--within", default="detente", help="the package whose code is followed; less is ready sooner")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args, rest = parser.parse_known_args()
    if args.one:
        return _one(args.one, args.within, rest)
    from fuzz.targets import cases

    results = json.loads(args.results.read_text()) if args.results.exists() else {}
    broken = 0
    for case in cases():
        if args.targets and case.name not in args.targets:
            continue
        row = results.setdefault(case.name, {"inputs": 0, "seconds": 0.0, "found": []})
        left = case.share * args.inputs // 100_000 - row["inputs"]
        if left <= 0:
            continue
        broken += not _run(case, args.within, left, row)
        args.results.parent.mkdir(parents=True, exist_ok=True)
        args.results.write_text(json.dumps(results, indent=1) + "\n")
        print(f"{case.name}: {row['inputs']:,} inputs, {row['seconds']:.0f} s, found {len(row['found'])}", flush=True)
    return 1 if broken else 0


def _run(case: Case, within: str, inputs: int, row: dict[str, Any]) -> bool:
    """Run one target in a process of its own, and say whether all held."""
    name = case.name
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        known = sorted((KEPT / name).glob("*")) if (KEPT / name).is_dir() else []
        for number, seed in enumerate([*case.seeds, *(path.read_bytes() for path in known)]):
            (corpus / f"seed-{number}").write_bytes(seed)
        (FOUND / name).mkdir(parents=True, exist_ok=True)
        before = set((FOUND / name).iterdir())
        begun = time.monotonic()
        flags = [f"-runs={inputs}", "-timeout=300", "-rss_limit_mb=3000", "-max_len=6000", "-print_final_stats=1"]
        command = [
            sys.executable,
            "-m",
            "fuzz",
            "--one",
            name,
            "--within",
            within,
            *flags,
            f"-artifact_prefix={FOUND / name}/",
            str(corpus),
        ]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        said = done.stdout + done.stderr
        counted = re.search(r"number_of_executed_units: *(\d+)", said)
        row["inputs"] += int(counted[1]) if counted else 0
        row["seconds"] += round(time.monotonic() - begun, 1)
        new = sorted(str(path.name) for path in set((FOUND / name).iterdir()) - before)
        row["found"] += new
        if done.returncode:
            print(said[-3000:])
        return done.returncode == 0


def _one(name: str, within: str, flags: list[str]) -> int:
    """Run one target in this process, under coverage of a package."""
    import logging
    import pkgutil
    from importlib import import_module

    import atheris

    logging.disable(logging.CRITICAL)
    with atheris.instrument_imports(include=[within]):
        package = import_module(within)
        for module in pkgutil.walk_packages(getattr(package, "__path__", []), within + "."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    from fuzz.judging import timed
    from fuzz.targets import cases

    [case] = [case for case in cases() if case.name == name]
    case.ready()

    def test(data: bytes) -> None:
        with timed():
            case.run(data)

    atheris.Setup([sys.argv[0], *flags], test)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
