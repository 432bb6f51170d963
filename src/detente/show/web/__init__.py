"""The web app: an archive in the browser, and the same records as JSON; it reads and never writes.

Every page is rendered here from a documented record (:mod:`detente.show.web.views`) and shows all of it with scripts
off; the record itself is at the same address with ``.json``.
"""

from __future__ import annotations

from detente.show.web.app import Settings, app

__all__ = ["Settings", "app"]
