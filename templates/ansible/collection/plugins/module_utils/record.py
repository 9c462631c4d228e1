# Copyright: phoenix-setup contributors
# SPDX-License-Identifier: MIT
"""The record of a script's last run, /var/lib/phoenix-setup/runs/<CTID>.json."""

from __future__ import annotations

import json

from ansible_collections.phoenix_setup.containers.plugins.module_utils.contract import RECORD_VERSION, RECORDS
from ansible_collections.phoenix_setup.containers.plugins.module_utils.host import read_file


class UnknownRecord(Exception):
    """A record that this collection cannot read."""


def record_file(ctid, check):
    """Returns where a run's record is."""
    return "%s/%d%s.json" % (RECORDS, ctid, ".check" if check else "")


def read_record(ctid, check):
    """Returns the last run's record, or None if there is none."""
    path = record_file(ctid, check)
    text = read_file(path)
    if text is None:
        return None
    try:
        record = json.loads(text)
    except ValueError:
        raise UnknownRecord("%s is not JSON; the next run writes it anew" % path) from None
    version = record.get("version") if isinstance(record, dict) else None
    if version != RECORD_VERSION:
        raise UnknownRecord(
            "%s has the version %s, this export reads %d: export and play again" % (path, version, RECORD_VERSION)
        )
    return record


def is_alive(record):
    """Returns whether the process of a record's run is still there; it holds its lock a moment longer than it runs."""
    if record is None:
        return False
    if record["boot"] and record["boot"] != (boot() or record["boot"]):
        return False
    return process_start(record["pid"]) == record["processStart"]


def boot():
    """Returns this boot's id."""
    return (read_process_file("/proc/sys/kernel/random/boot_id") or "").strip()


def process_start(pid):
    """Returns when a process started, in ticks since boot, as text; None if it is gone."""
    stat = read_process_file("/proc/%d/stat" % pid)
    # The second field is the program's name, which may hold blanks and brackets.
    return None if stat is None else stat.rpartition(")")[2].split()[19]


def read_process_file(path):
    """Returns the text of a file below /proc, or None."""
    try:
        with open(path, encoding="utf-8", errors="replace") as opened:
            return opened.read()
    except (FileNotFoundError, ProcessLookupError):
        return None


def failure(record):
    """Returns which step failed and why, in words."""
    failed = [step for step in record["steps"] if step["result"] == "failed"]
    reason = record["reason"]
    if not failed:
        return reason
    step = failed[0]
    words = "step %d, %s, %s: " % (step["number"], step["kind"], step["definition"])
    said = step["reason"] or reason
    return words + (said if step["title"] in said else "%s; %s" % (step["title"], said) if said else step["title"])
