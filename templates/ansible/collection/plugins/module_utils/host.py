# Copyright: phoenix-setup contributors
# SPDX-License-Identifier: MIT
"""The Proxmox VE host that a module runs on: its files, and calls of pct."""

from __future__ import annotations

import os
import subprocess

# Before every path of the host. For tests only.
ROOT = os.environ.get("PHOENIX_HOST_ROOT", "")

# pct runs under perl -T, which refuses to start programs with these.
UNWANTED = (
    "IFS", "CDPATH", "ENV", "BASH_ENV", "SHELLOPTS", "BASHOPTS",
    "POSIXLY_CORRECT", "TMOUT", "GLOBIGNORE", "PERL5OPT", "PERL5LIB",
)


def host_path(path):
    """Returns a path of the host."""
    return ROOT + path


def environment(**changes):
    """Returns the environment that programs of the host get."""
    kept = {
        name: value for name, value in os.environ.items()
        if name not in UNWANTED and not name.startswith("BASH_FUNC_")
    }
    kept.update(LC_ALL="C.UTF-8", **changes)
    path = kept.get("PATH", "")
    kept["PATH"] = (path + ":" if path else "") + "/usr/sbin:/usr/bin:/sbin:/bin"
    return kept


class PctError(Exception):
    """A call of pct failed; the message says which and why."""


def pct(*words):
    """Calls pct and returns what it printed. It has no terminal, so a lost connection does not cut it off."""
    command = ["pct"] + list(words)
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd="/", env=environment(), start_new_session=True, check=False,
        )
    except FileNotFoundError:
        raise PctError("this host has no pct: is it a Proxmox VE host?") from None
    if done.returncode != 0:
        raise PctError("pct %s %s failed: %s" % (words[0], words[1], reason(done)))
    return printable(done.stdout)


def reason(done):
    """Returns why a call failed: of a refused parameter, the line that names it, not the usage that follows."""
    said = printable(done.stderr) or printable(done.stdout)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    named = [line for line in lines[1:] if ": " in line and not line.startswith("pct ")]
    if lines and lines[0].startswith("400 ") and named:
        return "; ".join(named)[:500]
    return lines[-1][:500] if lines else "it ended with %d, without a word" % done.returncode


def printable(output):
    """Returns output as text without control characters."""
    text = output.decode("utf-8", "replace")
    return "".join(one if one == "\n" or one.isprintable() else " " for one in text)


def read_file(path):
    """Returns the text of a file of the host, or None if there is none."""
    try:
        with open(host_path(path), encoding="utf-8", errors="surrogateescape") as opened:
            return opened.read()
    except FileNotFoundError:
        return None
