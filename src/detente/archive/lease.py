"""Holding an archive in a bucket for writing: an object that says who does, renewed while he lives.

A bucket gives back no lock when its holder dies. The holder writes the object again and again; one that was not written
for a while may be taken over, at once where its holder was a process of this machine that is gone. Times are the bucket's
own, so that no clock that jumps takes a hold away. Whoever takes over does so by a put that fails if somebody was faster.

That a hold can end under a holder who slept does no harm: no commit of his goes through after one of somebody else
(:mod:`detente.archive.store`).
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from detente.archive.objects import Found, Objects, Taken
from detente.errors import ArchiveBusy

SECONDS = 60
"""Seconds after which a hold that was not renewed may be taken over: several renewals, on a bad day of the bucket."""

_RENEW = 15.0
_TRIES = 5  # takings that others, or lost answers, may come between


class Lease:
    """A hold by the object of a key, ``clock`` one to ask the bucket's time with; ``lost`` once somebody else took it over."""

    def __init__(self, objects: Objects, key: str, clock: str) -> None:
        self._objects, self._key, self._clock = objects, key, clock
        self._own = {"holder": uuid4().hex, **_this_process()}
        self._mark = ""
        self._times = 0
        self._ended = threading.Event()
        self.lost = False

    @contextmanager
    def held(self, address: str) -> Iterator[Lease]:
        """Take the hold, keep it, and give it back. Raises ArchiveBusy, OSError."""
        self._take(address)
        renewing = threading.Thread(target=self._keep, name="detente-lease", daemon=True)
        renewing.start()
        try:
            yield self
        finally:
            self._ended.set()
            renewing.join()
            if not self.lost:
                with suppress(OSError, Taken):  # it ends by itself then
                    self._put(free=True)

    def _take(self, address: str) -> None:
        """Take the hold."""
        for _ in range(_TRIES):
            found = self._objects.get(self._key)
            if found is not None and self._is_own(found):  # the answer to the put was lost
                self._mark = found.mark
                return
            if found is not None and not self._is_free(found):
                raise ArchiveBusy(address, _who(found))
            self._mark = "" if found is None else found.mark
            with suppress(Taken, OSError):
                self._put()
                return
        raise ArchiveBusy(address, "another one just began")

    def _keep(self) -> None:
        """Renew the hold until it ends."""
        while not self._ended.wait(_RENEW):
            with suppress(OSError):  # the next time it may answer
                try:
                    self._put()
                except Taken:
                    found = self._objects.get(self._key)
                    if found is None or not self._is_own(found):
                        self.lost = True
                        return
                    self._mark = found.mark

    def _put(self, *, free: bool = False) -> None:
        """Write the hold in place of what was there when it was last seen."""
        self._times += 1
        data = json.dumps({**self._own, "times": self._times, "free": free}).encode("utf-8")
        self._mark = self._objects.put_over(self._key, data, self._mark or None)

    def _is_own(self, found: Found) -> bool:
        """Say whether a hold is this one."""
        return _said(found).get("holder") == self._own["holder"]

    def _is_free(self, found: Found) -> bool:
        """Say whether a hold may be taken over."""
        said = _said(found)
        if said.get("free") or said.get("holder") is None or _is_gone(said):
            return True
        return (self._objects.now(self._clock) - found.written).total_seconds() > SECONDS


def _said(found: Found) -> dict[str, object]:
    """Return what a hold says, nothing where it is none of ours."""
    try:
        said = json.loads(found.data)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _who(found: Found) -> str:
    """Return who has a hold, in words."""
    said = _said(found)
    return f"process {said.get('process')} on {said.get('name')}; if that was cut off, its hold ends within {SECONDS} seconds"


def _this_process() -> dict[str, object]:
    """Return what this process is known by: where, which one, since when."""
    return {
        "name": socket.gethostname(),
        "machine": _machine(),
        "process": os.getpid(),
        "since": _since(os.getpid()),
    }


def _is_gone(said: dict[str, object]) -> bool:
    """Say whether a holder is known to be a process of this machine that runs no more."""
    machine, process = _machine(), said.get("process")
    if machine is None or said.get("machine") != machine or not isinstance(process, int):
        return False
    return _since(process) != said.get("since")


def _machine() -> str | None:
    """Return what tells this machine, as far as its processes see each other, from others; None where that is not known."""
    try:
        return f"{Path('/proc/sys/kernel/random/boot_id').read_text().strip()} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return None


def _since(process: int) -> str | None:
    """Return when a process began, in ticks since the machine did; None where there is none, or it is not told."""
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return None
    state, *rest = told.rpartition(")")[2].split()
    return None if state == "Z" else rest[18]
