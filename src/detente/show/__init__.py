"""Show: the brief on a relation as a record, as one self-contained page, and in short for the terminal."""

from __future__ import annotations

from detente.show.compose import brief
from detente.show.record import Brief
from detente.show.render import page

__all__ = ["Brief", "brief", "page"]
