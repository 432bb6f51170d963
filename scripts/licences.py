"""Lists the licences of what detente needs to run and holds them against those that agree with Apache-2.0.

    python scripts/licences.py            write docs/dependencies.md
    python scripts/licences.py --check    say what is not allowed, or not written down; exit status 1

Packages are those of requirements.lock and of the extras in pyproject.toml, with what these need; licences are what the
installed packages say of themselves.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "dependencies.md"
#: Licences under which a package may stand beside Apache-2.0 code, by the names that packages use. Those of weak
#: copyleft (MPL) cover their own files alone, which we neither change nor ship.
ALLOWED = re.compile(
    r"MIT(-0|-CMU| License)?|BSD|BSD License|(The )?(BSD.?[0-9]-Clause|[23]-Clause BSD)( License)?|0BSD"
    r"|Apache(.?2\.0| 2| License| Software License( 2\.0)?| License,?.?(Version )?2\.0)|ISC|ISC License( \(ISCL\))?"
    r"|Apache-2\.0 WITH LLVM-exception|PSF-2\.0|Python Software Foundation License|Zlib|CC0-1\.0|CNRI-Python|Unlicense"
    r"|MPL-[12]\.[01]|MPLv2\.0|Mozilla Public License 2\.0 \(MPL 2\.0|HPND",
    re.IGNORECASE,
)
_HEAD = """# Dependencies and their licences

Written by `python scripts/licences.py` from what the installed packages say; a test holds it. detente is under
Apache-2.0: what it needs is under licences that agree with that. Locks (`requirements.lock`, `requirements-dev.lock`) hold
every file with its hash. `make sbom` writes a bill of materials (CycloneDX), `make audit` asks for known weaknesses.

| package | licence | needed |
|---|---|---|
"""


def wanted() -> dict[str, str]:
    """Return the packages by name, each with what it is needed for."""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    found = {match[1]: "always" for line in lines if (match := re.match(r"([A-Za-z0-9_.-]+)==", line))}
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    taken: dict[str, set[str]] = {}
    for extra, needs in extras.items():
        for need in needs if extra != "all" else ():
            _add(Requirement(need), f"[{extra}]", found, taken)
    return dict(sorted(found.items()))


def _add(wants: Requirement, why: str, found: dict[str, str], taken: dict[str, set[str]]) -> None:
    """Add a package and what it needs itself, with the extras that are asked of it, on this system; ``taken`` are those seen."""
    name = re.sub(r"[-_.]+", "-", wants.name).lower()
    if name in found and wants.extras <= taken.setdefault(name, set()):
        return
    found.setdefault(name, why)
    taken.setdefault(name, set()).update(wants.extras)
    try:
        needs = [Requirement(need) for need in metadata.requires(name) or []]
    except metadata.PackageNotFoundError:
        return
    asked = [{"extra": extra} for extra in ("", *wants.extras)]
    for need in needs:
        if need.marker is None or any(need.marker.evaluate(one) for one in asked):
            _add(need, why, found, taken)


def licence(name: str) -> str | None:
    """Return what an installed package says of its licence, "?" where it says nothing, None where it is not installed."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    classified = [one.split(" :: ")[-1] for one in said.get_all("Classifier") or [] if one.startswith("License ::")]
    own = (said.get("License") or "").strip().split("\n")[0]
    own = own if len(own) < 60 and own != "Dual License" else ""  # which two, the classifiers say
    return said.get("License-Expression") or own or ", ".join(one for one in classified if one != "OSI Approved") or "?"


def allowed(licence: str) -> bool:
    """Say whether a licence agrees with Apache-2.0: one of several to choose from, all of several that hold at once."""
    return any(
        all(ALLOWED.fullmatch(part.strip(" ()")) for part in re.split(r" AND |, ", choice, flags=re.IGNORECASE))
        for choice in re.split(r" OR ", licence, flags=re.IGNORECASE)
    )


def page() -> str:
    """Return the page of all packages that are installed."""
    rows = [(name, licence(name), why) for name, why in wanted().items()]
    return _HEAD + "".join(f"| {name} | {said} | {why} |\n" for name, said, why in rows if said is not None)


def refused() -> list[str]:
    """Return the packages whose licence is not allowed, each with it."""
    said = {name: licence(name) for name in wanted()}
    return [f"{name}: {one}" for name, one in said.items() if one is not None and not allowed(one)]


def main() -> int:
    """Write the page, or check."""
    faults = [f"licence not allowed: {one}" for one in refused()]
    if "--check" in sys.argv:
        written = PAGE.read_text() if PAGE.exists() else ""
        faults += [f"not in {PAGE.name}: {name}" for name in wanted() if licence(name) and f"| {name} |" not in written]
    else:
        PAGE.write_text(page())
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
