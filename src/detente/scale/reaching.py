"""Whether somebody answers where Ray's client is to join a cluster, and lets us in: Ray itself says only that time ran out."""

from __future__ import annotations

import os
import socket
from types import ModuleType

from detente.errors import ClusterError
from detente.scale.extra import need

SECONDS = 10.0
"""Seconds that are waited for an answer."""

_ASKED = "/ray.rpc.RayletDriver/ClusterInfo"  # what Ray's client asks first itself
_MODE = "RAY_AUTH_MODE"
_TOKEN = "token"  # noqa: S105 - the name of a way, not a token


def reached(on: str, address: str) -> None:
    """Raise ClusterError where nobody answers at HOST:PORT, or asks for a token that we were not told to show."""
    grpc = need("grpc")
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS).close()
    except socket.gaierror as error:
        raise ClusterError(on, f"there is no host {host} ({error.strerror})") from error
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise ClusterError(on, f"nobody answers at {address} ({said}); Ray's client has a port of its own") from error
    if os.environ.get(_MODE, "").lower() != _TOKEN and _asks_for_token(grpc, address):
        raise ClusterError(
            on, f"it asks for a token; set {_MODE}=token, and RAY_AUTH_TOKEN unless ~/.ray/auth_token is the cluster's"
        )


def _asks_for_token(grpc: ModuleType, address: str) -> bool:
    """Say whether a server refuses who shows no token."""
    with grpc.insecure_channel(address) as channel:
        try:
            channel.unary_unary(_ASKED)(b"", timeout=SECONDS)
        except grpc.RpcError as error:
            return bool(error.code() == grpc.StatusCode.UNAUTHENTICATED)
    return False
