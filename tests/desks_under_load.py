"""Desks under load behind a network that can be cut, each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from tests.house.tree import ROOT
from tests.tcp_proxy import Proxy

NAMES = ("Tini", "Dewi", "Rini")


@dataclass(frozen=True)
class Fault:
    """What the network does, as pairs of what it is and for how many seconds, and how fast the desks work."""

    network: tuple[tuple[str, float], ...]
    pause_ms: int = 250
    desks: int = 2


@dataclass
class Desk:
    """A desk under load, and what it told so far."""

    process: "subprocess.Popen[str]"
    told: list[dict[str, Any]] = field(default_factory=list)

    def wait_for(self, kind: str) -> dict[str, Any]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.told.append(json.loads(line))
            if self.told[-1]["kind"] == kind:
                return self.told[-1]
        raise AssertionError(self.told[-5:])

    def acknowledged(self, kind: str) -> list[dict[str, Any]]:
        return [one for one in self.told if one["kind"] == kind]


@contextmanager
def desks(proxy: Proxy, url: str, folder: Path, fault: Fault) -> Iterator[list[Desk]]:
    """Start the desks behind the network and wait until their copies are complete."""
    seconds = sum(span for _, span in fault.network)
    through = make_url(url).set(port=proxy.port).render_as_string(hide_password=False)
    with ExitStack() as stack:
        made = []
        for name in NAMES[: fault.desks]:
            (folder / name).mkdir()
            command = [sys.executable, "-m", "tests.clerk_under_load", through]
            command += [str(folder / name), name, str(seconds), str(fault.pause_ms)]
            process = stack.enter_context(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True))
            stack.callback(process.kill)
            made.append(Desk(process))
        for one in made:
            one.wait_for("ready")
        yield made
