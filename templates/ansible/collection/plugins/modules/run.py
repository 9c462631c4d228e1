#!/usr/bin/python
# Copyright: phoenix-setup contributors
# SPDX-License-Identifier: MIT
"""Runs a container's set-up script on its Proxmox VE host, and reports what it did."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: run
short_description: Run the set-up script of a container
description:
  - Runs the script that phoenix-setup generated for a container, and reads the record that the run leaves.
  - A run that is at work already, such as one of a play that was interrupted, is joined. Its result is this task's.
  - In check mode, the script runs with C(PHOENIX_MODE=check) and changes nothing.
  - A script that is not the exported one never runs.
author: phoenix-setup (@phoenix-setup)
options:
  ctid:
    description: The container.
    type: int
    required: true
  script:
    description: Path of the script on the host.
    type: path
    required: true
  sha256:
    description: Checksum of the script.
    type: str
    required: true
  join_within:
    description: Seconds to wait for a run that is at work already.
    type: int
    default: 14400
attributes:
  check_mode:
    description: Runs the script with C(PHOENIX_MODE=check).
    support: full
  diff_mode:
    description: Has no diff; steps are listed in RV(steps).
    support: none
"""

EXAMPLES = r"""
- name: Set-up of container 910
  phoenix_setup.containers.run:
    ctid: 910
    script: /usr/local/phoenix_hypervisor/bin/phoenix_hypervisor_setup_910.sh
    sha256: "{{ container_script_sha256 }}"
  async: "{{ ansible_check_mode | ternary(0, 14400) }}"
  poll: 2
  delegate_to: pve1
"""

RETURN = r"""
exit_code:
  description: How the script ended; none if it did not run.
  returned: if it ran
  type: int
meaning:
  description: The exit code in words.
  returned: if it ran
  type: str
counts:
  description: How many steps came out how.
  returned: if the run left a record
  type: dict
  sample: {ok: 4, changed: 1, failed: 0}
steps:
  description: Steps that changed something, failed, or would change something, with the line of their definition.
  returned: if the run left a record
  type: list
  elements: dict
started_container:
  description: Whether the script started the container; this counts as a change.
  returned: if the run left a record
  type: bool
joined:
  description: Whether the result is that of a run that was at work already.
  returned: if it ran
  type: bool
log:
  description: The run's lines.
  returned: with -v
  type: list
  elements: str
"""

import hashlib
import os
import re
import subprocess
import time

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.phoenix_setup.containers.plugins.module_utils import contract
from ansible_collections.phoenix_setup.containers.plugins.module_utils.configuration import (
    found_elsewhere,
    read_configuration,
)
from ansible_collections.phoenix_setup.containers.plugins.module_utils.host import environment, printable
from ansible_collections.phoenix_setup.containers.plugins.module_utils.record import (
    UnknownRecord,
    failure,
    is_alive,
    read_record,
)

# Characters of a run's output that are kept, from its end.
MAX_LOG = 262144
PAUSE = 2


class NotRun(Exception):
    """The script was not run, and why; `would` says whether check mode takes that for a change to come."""

    def __init__(self, message, would=True):
        super().__init__(message)
        self.would = would


class Script:
    """A script on this host."""

    def __init__(self, module):
        self.module = module
        self.ctid = module.params["ctid"]
        self.path = module.params["script"]
        self.lines = []
        self.joined = False

    def run(self):
        """Runs it, and returns the module's result."""
        check = self.module.check_mode
        self.require()
        deadline = time.monotonic() + self.module.params["join_within"]
        while True:
            pid, code = self.start(check)
            if code != contract.EXIT_ALREADY_RUNNING:
                record = self.own_record(check, pid)
                return self.result(code, record)
            record = self.join(deadline)
            if record is None:
                return self.result(code, None)
            if not check and self.is_same(record):
                self.joined = True
                return self.result(record["exit"], record)
            # It was a check, or another script's run: this one has not run yet.

    def require(self):
        """Raises unless the container is on this host and the script is the exported one."""
        if read_configuration(self.ctid) is None:
            other = found_elsewhere(self.ctid)
            if other:
                raise NotRun("CTID %d is %s, not on this host" % (self.ctid, other), would=False)
            raise NotRun("container %d is not there yet: it would be created and set up" % self.ctid)
        found = checksum(self.path)
        if found is None:
            raise NotRun("%s is not on this host yet: it would be copied and run" % self.path)
        if found != self.module.params["sha256"]:
            raise NotRun("%s is not the exported script: it would be replaced and run" % self.path)

    def start(self, check):
        """Runs the script to its end; returns its process and exit code."""
        mode = "check" if check else "apply"
        process = subprocess.run(
            ["/bin/sh", "-c", 'printf "%s\\n" $$ && exec "$0" "$1" 2>&1', self.path, str(self.ctid)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/", check=False,
            env=environment(PHOENIX_MODE=mode, PHOENIX_LOG_FORMAT="text", NO_COLOR="1"), start_new_session=True,
        )
        first, _line, rest = process.stdout.partition(b"\n")
        self.lines = printable(rest[-MAX_LOG:]).splitlines()
        code = process.returncode
        return int(first or b"0"), code if code >= 0 else 128 - code

    def own_record(self, check, pid):
        """Returns the record of the run that has just ended, or None if it left none."""
        record = read_record(self.ctid, check)
        if record is None or record["state"] != "done" or record["pid"] != pid:
            return None
        return record

    def join(self, deadline):
        """Waits for the run that holds the lock, and returns its record; None if none is found, or it takes too long."""
        record = self.run_at_work()
        if record is None:
            return None
        run, check = record["run"], record["mode"] == "check"
        while is_alive(record):
            if time.monotonic() > deadline:
                return None
            time.sleep(PAUSE)
            again = read_record(self.ctid, check)
            if again is None or again["run"] != run:
                break
            record = again
        return record

    def run_at_work(self):
        """Returns the record of the run that holds the lock; it is written a moment after the lock is taken."""
        for _attempt in range(5):
            for check in (False, True):
                record = read_record(self.ctid, check)
                if is_alive(record):
                    return record
            time.sleep(PAUSE)
        return None

    def is_same(self, record):
        """Returns whether a record is of a whole run of this script that changed things."""
        head = read_head(self.path)
        same = record.get("plan") == head.get("plan") and record.get("body") == head.get("body")
        return same and bool(head) and record["state"] == "done" and record["mode"] == "apply"

    def result(self, code, record):
        """Returns the module's result for an exit code and the record, if there is one."""
        meaning = contract.EXIT_CODES.get(code) or unknown_meaning(code)
        result = {"exit_code": code, "meaning": meaning, "joined": self.joined}
        if record is not None:
            kept = ("changed", "failed", "would-change", "unknown")
            fields = ("number", "kind", "title", "definition", "result", "reason")
            result.update(
                counts=record["counts"], started_container=record["startedContainer"],
                steps=[{name: step[name] for name in fields} for step in record["steps"] if step["result"] in kept],
            )
        if self.module._verbosity > 0:
            result["log"] = self.lines
        result["changed"] = self.changed(code, record)
        result["failed"] = code not in (contract.EXIT_DONE, contract.EXIT_WOULD_CHANGE, contract.EXIT_UNKNOWN)
        result["msg"] = self.failed_message(code, meaning, record) if result["failed"] else done_message(meaning, record)
        result["busy"] = code in (contract.EXIT_ALREADY_RUNNING, contract.EXIT_LOCKED)
        if code == contract.EXIT_UNKNOWN:
            self.module.warn("container %d: %s" % (self.ctid, meaning))
        return result

    def changed(self, code, record):
        """Returns whether the run changed anything, or in check mode would."""
        if code in (contract.EXIT_WOULD_CHANGE, contract.EXIT_UNKNOWN):
            return True
        if record is not None:
            return bool(record["changed"] or record["startedContainer"])
        if code == contract.EXIT_DONE and not self.module.check_mode:
            self.module.warn("container %d: the run left no record, so it counts as a change" % self.ctid)
            return True
        return False

    def failed_message(self, code, meaning, record):
        """Returns why the run failed, in one line."""
        said = failure(record) if record is not None else ""
        if not said:
            errors = [line for line in self.lines if re.search(r" (ERROR|FATAL) ", line)]
            said = (errors or self.lines or [""])[-1].strip()
        busy = "; busy: play again later" if code in (contract.EXIT_ALREADY_RUNNING, contract.EXIT_LOCKED) else ""
        return "%s%s(exit code %d: %s)%s" % (said[:1000], " " if said else "", code, meaning, busy)


def done_message(meaning, record):
    """Returns what the run did, in one line."""
    if record is None:
        return meaning
    counts = ", ".join("%d %s" % (count, name) for name, count in record["counts"].items() if count)
    return "%s%s%s" % (meaning, ": " if counts else "", counts)


def unknown_meaning(code):
    """Returns what an exit code means that is not in the table."""
    if 128 < code < 128 + 65:
        return "ended by signal %d" % (code - 128)
    return "an exit code that this export does not know"


def checksum(path):
    """Returns a file's sha256, or None if it is not there."""
    try:
        with open(path, "rb") as opened:
            return hashlib.sha256(opened.read()).hexdigest()
    except FileNotFoundError:
        return None


def read_head(path):
    """Returns the hashes in a script's head, by their names."""
    with open(path, encoding="utf-8", errors="replace") as opened:
        head = opened.read(4096)
    return dict(re.findall(r"^# (plan|body|head): ([0-9a-f]{64})$", head, re.MULTILINE))


def main():
    """Runs the module."""
    module = AnsibleModule(
        argument_spec={
            "ctid": {"type": "int", "required": True},
            "script": {"type": "path", "required": True},
            "sha256": {"type": "str", "required": True},
            "join_within": {"type": "int", "default": 14400},
        },
        supports_check_mode=True,
    )
    os.umask(0o022)
    try:
        result = Script(module).run()
    except NotRun as reason:
        if module.check_mode and reason.would:
            module.exit_json(changed=True, msg=str(reason))
        module.fail_json(msg=str(reason))
    except UnknownRecord as error:
        module.fail_json(msg=str(error))
    except OSError as error:
        module.fail_json(msg="%s: %s" % (error.filename or "the host", error.strerror))
    module.exit_json(**result)


if __name__ == "__main__":
    main()
