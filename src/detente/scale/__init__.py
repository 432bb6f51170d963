"""Past one machine: the same reading on a Ray cluster.

:func:`read` does what :func:`detente.reading.read` does, with sources opened and records read by as many workers as a
cluster has. The stages are those of one machine, and so are the records, their ids and the order in which they go into
the archive. Ray comes with the extra ``scale``.
"""

from __future__ import annotations

from detente.scale.distributed import read

__all__ = ["read"]
