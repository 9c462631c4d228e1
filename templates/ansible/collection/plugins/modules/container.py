#!/usr/bin/python
# Copyright: phoenix-setup contributors
# SPDX-License-Identifier: MIT
"""Creates or clones a container on a Proxmox VE host, and makes its settings those of its definition."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: container
short_description: Create, clone and configure an LXC container of Proxmox VE
description:
  - Creates a container, or clones it from a snapshot of its template, unless this host has it already.
  - Compares its settings with C(/etc/pve/lxc/<CTID>.conf), sets what differs with one C(pct set), and grows its disk.
  - Calls C(pct) only if there is something to change.
  - Never destroys, stops, starts, shrinks or unlocks a container, and never deletes a setting.
author: phoenix-setup (@phoenix-setup)
options:
  ctid:
    description: The container.
    type: int
    required: true
  create:
    description: The call of C(pct create) or C(pct clone) that makes it, as its words.
    type: list
    elements: str
    required: true
  settings:
    description: Options of C(pct set) and their values, spelt as in the configuration.
    type: dict
    required: true
  script_settings:
    description: Options that the container's script sets; they are left to it.
    type: dict
    default: {}
  disk:
    description: Size of the root disk, such as C(128G). A larger disk stays as it is.
    type: str
    required: true
  storage:
    description: Proxmox storage of the root disk.
    type: str
    required: true
  unprivileged:
    description: Whether root inside is an ordinary user outside. It cannot be changed on an existing container.
    type: bool
    required: true
  template:
    description: The template that it is cloned from; none for a container that is created.
    type: int
  snapshot:
    description: The template's snapshot.
    type: str
  change_running_network:
    description: Whether the network of a running container may be changed, which can cut it off.
    type: bool
    default: false
attributes:
  check_mode:
    description: Says what would be created or changed.
    support: full
  diff_mode:
    description: Shows settings before and after.
    support: full
"""

EXAMPLES = r"""
- name: Container 910
  phoenix_setup.containers.container:
    ctid: 910
    create: [pct, clone, "902", "910", --snapname, docker-snapshot, --hostname, Portainer]
    template: 902
    snapshot: docker-snapshot
    settings:
      hostname: Portainer
      memory: "32768"
      cores: "6"
    disk: 128G
    storage: local-zfs
    unprivileged: true
  delegate_to: pve1
"""

RETURN = r"""
changes:
  description: What was changed, or in check mode would be; C(disk) is the root disk's size.
  returned: always
  type: dict
  sample: {memory: "32768"}
created:
  description: Whether the container was created or cloned, or in check mode would be.
  returned: always
  type: bool
"""

import fcntl
import os
import time
from contextlib import contextmanager

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.phoenix_setup.containers.plugins.module_utils.configuration import (
    differences,
    disk_size,
    found_elsewhere,
    mebibytes,
    parts,
    read_configuration,
)
from ansible_collections.phoenix_setup.containers.plugins.module_utils.host import PctError, host_path, pct, read_file

# Root's own folder, where nobody else can put anything; the scripts' locks are there, too.
LOCKS = "/run/phoenix-setup"
# What the module wrote of a container that it cloned, for the next run: nothing in Proxmox says it.
ORIGINS = "/var/lib/phoenix-setup/origins"


class Refused(Exception):
    """The container cannot be made so; the message says why, and what helps."""


class Container:
    """The container on this host, and what it is to be."""

    def __init__(self, module):
        self.module = module
        self.want = module.params
        self.ctid = self.want["ctid"]
        self.settings = {key: str(value) for key, value in self.want["settings"].items()}
        self.script_settings = {key: str(value) for key, value in self.want["script_settings"].items()}
        self.before, self.after = [], []
        self.created = False

    def run(self):
        """Makes it so, and returns the module's result."""
        is_now = read_configuration(self.ctid)
        self.created = is_now is None
        if self.created:
            self.create()
            if self.module.check_mode:
                return self.result({**self.settings, "disk": self.want["disk"]}, self.created_message())
            is_now = self.read_again()
        changes = self.converge(is_now)
        return self.result(changes, self.created_message() if self.created else self.changed_message(changes))

    def result(self, changes, message):
        """Returns what the module returns."""
        diff = {
            "before_header": "container %d" % self.ctid, "before": lines(self.before),
            "after_header": "container %d" % self.ctid, "after": lines(self.after),
        }
        return {
            "changed": self.created or bool(changes), "created": self.created, "changes": changes,
            "msg": message, "diff": diff,
        }

    def created_message(self):
        """Returns how the container came to be, in words."""
        would = "would be " if self.module.check_mode else ""
        if self.want["template"] is None:
            return "%screated" % would
        return "%scloned from %d at '%s'" % (would, self.want["template"], self.want["snapshot"])

    def changed_message(self, changes):
        """Returns what was changed, in words."""
        if not changes:
            return "as described"
        return "%schanged: %s" % ("would be " if self.module.check_mode else "", ", ".join(sorted(changes)))

    def read_again(self):
        """Returns the configuration of a container that was there a moment ago."""
        is_now = read_configuration(self.ctid)
        if is_now is None:
            raise Refused("container %d is not there any more" % self.ctid)
        return is_now

    # ---- Creation ----

    def create(self):
        """Creates or clones the container, unless in check mode."""
        other = found_elsewhere(self.ctid)
        if other:
            raise Refused("CTID %d is %s; move it here, or correct the definition's host" % (self.ctid, other))
        self.before.append("(no such container)")
        self.after.append(self.created_message())
        self.after.extend("%s: %s" % setting for setting in sorted(self.settings.items()))
        self.after.append("disk: %s" % self.want["disk"])
        if self.module.check_mode:
            return
        if self.want["template"] is None:
            pct(*self.want["create"][1:])
        else:
            with locked("clone-%d" % self.want["template"]):
                self.require_snapshot()
                pct(*self.want["create"][1:])
        write_origin(self.ctid, self.origin())

    def origin(self):
        """Returns where the container comes from, as one line."""
        if self.want["template"] is None:
            return "created"
        return "cloned from %d" % self.want["template"]

    def require_snapshot(self):
        """Raises unless the template can be cloned."""
        template, snapshot = self.want["template"], self.want["snapshot"]
        is_now = read_configuration(template)
        if is_now is None:
            other = found_elsewhere(template)
            where = "; %d is %s" % (template, other) if other else ""
            raise Refused(
                "the template %d is not on this host%s; run the play for ct%d first" % (template, where, template)
            )
        found = is_now.snapshot(snapshot)
        if found is None:
            raise Refused(
                "the template %d has no snapshot '%s'; run the play for ct%d first: its script makes it"
                % (template, snapshot, template)
            )
        if "snapstate" in found:
            raise Refused(
                "the snapshot '%s' of the template %d is half made or half deleted (%s); "
                "fix: pct unlock %d; pct delsnapshot %d %s --force, then run the play for ct%d"
                % (snapshot, template, found["snapstate"], template, template, snapshot, template)
            )
        if "lock" in is_now.current:
            raise Refused(
                "the template %d is locked (%s); if nothing works on it any more: pct unlock %d"
                % (template, is_now.current["lock"], template)
            )

    # ---- Convergence ----

    def converge(self, is_now):
        """Sets what differs, and returns it."""
        self.require_same_kind(is_now)
        changes = self.allowed(is_now, differences(is_now, self.settings, self.script_settings))
        for key in [key for key, value in changes.items() if is_now.pending.get(key) == value]:
            self.module.warn("container %d: %s changes at its next start" % (self.ctid, key))
            del changes[key]
        size = disk_size(is_now)
        grows = self.grows(size)
        if not self.created:
            self.show(is_now, changes, size if grows else None)
        done = {**changes, **({"disk": self.want["disk"]} if grows else {})}
        if done and not self.module.check_mode:
            self.change(is_now, changes, grows)
        return done

    def show(self, is_now, changes, size):
        """Notes what differs, for the diff; a container that was created is there as a whole."""
        for key, value in sorted(changes.items()):
            self.before.append("%s: %s" % (key, is_now.value(key)))
            self.after.append("%s: %s" % (key, value))
        if size is not None:
            self.before.append("disk: %s" % size)
            self.after.append("disk: %s" % self.want["disk"])

    def require_same_kind(self, is_now):
        """Raises for what cannot be changed on a container that is there."""
        if is_now.current.get("template") == "1":
            raise Refused("container %d is a Proxmox template, which cannot be started" % self.ctid)
        names = ("privileged", "unprivileged")
        unprivileged = is_now.current.get("unprivileged") == "1"
        if unprivileged != self.want["unprivileged"]:
            raise Refused(
                "container %d is %s, its definition says %s, and pct cannot change that; "
                "fix: make the container anew, or correct the definition"
                % (self.ctid, names[unprivileged], names[self.want["unprivileged"]])
            )
        origin = read_file("%s/%d" % (ORIGINS, self.ctid))
        if origin and origin.strip() != self.origin():
            raise Refused(
                "container %d was %s, its definition says %s, and that cannot be changed on an existing container; "
                "fix: make the container anew, or correct the definition (noted in %s/%d)"
                % (self.ctid, origin.strip(), self.origin(), ORIGINS, self.ctid)
            )
        volume = parts(is_now.current.get("rootfs", "")).get("", "")
        storage = volume.partition(":")[0]
        if storage != self.want["storage"]:
            self.module.warn(
                "container %d: its disk is on %s, its definition says %s; it is not moved"
                % (self.ctid, storage, self.want["storage"])
            )

    def allowed(self, is_now, changes):
        """Returns the changes without that of a running container's network, unless the option says so."""
        if "net0" not in changes or self.want["change_running_network"] or self.created or not is_running(self.ctid):
            return changes
        self.module.warn(
            "container %d: its network is '%s', its definition says '%s'; it is not changed while the container runs, "
            "unless container_change_running_network is true" % (self.ctid, is_now.value("net0"), changes["net0"])
        )
        return {key: value for key, value in changes.items() if key != "net0"}

    def grows(self, size):
        """Returns whether the root disk has to grow; none can shrink."""
        is_now, wanted = mebibytes(size), mebibytes(self.want["disk"])
        if wanted is None:
            raise Refused("'%s' is not a size of a disk, such as 128G" % self.want["disk"])
        return is_now is not None and is_now < wanted

    def change(self, is_now, changes, grows):
        """Calls pct, and raises if the container is not as wanted afterwards."""
        if "lock" in is_now.current:
            raise Refused(
                "container %d is locked (%s) and has to be changed: %s; if nothing works on it any more: pct unlock %d"
                % (self.ctid, is_now.current["lock"], ", ".join(sorted(changes) + ["disk"] * grows), self.ctid)
            )
        if changes:
            pct("set", str(self.ctid), *[word for key, value in changes.items() for word in ("--" + key, value)])
        if grows:
            pct("resize", str(self.ctid), "rootfs", self.want["disk"])
        self.require_changed(changes, grows)

    def require_changed(self, changes, grows):
        """Reads the configuration back: pct ends with 0 after some failures, and keeps some changes for the next start."""
        is_now = self.read_again()
        left = differences(is_now, self.settings, self.script_settings)
        for key in [key for key in changes if key in left]:
            if key not in is_now.pending:
                raise Refused(
                    "container %d: pct set ended with 0, but %s is still '%s'" % (self.ctid, key, is_now.value(key))
                )
            self.module.warn("container %d: %s changes at its next start" % (self.ctid, key))
        if grows and self.grows(disk_size(is_now)):
            raise Refused(
                "container %d: pct resize ended with 0, but its disk has %s, not %s: is the storage full?"
                % (self.ctid, disk_size(is_now), self.want["disk"])
            )


def lines(texts):
    """Returns lines as text."""
    return "".join(text + "\n" for text in texts)


def is_running(ctid):
    """Returns whether a container runs; asked only if its network differs."""
    return "running" in pct("status", str(ctid))


@contextmanager
def locked(name):
    """Holds a lock of this host; waits for whoever holds it."""
    folder = host_path(LOCKS)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="ascii") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def write_origin(ctid, text):
    """Notes where a container comes from."""
    folder = host_path(ORIGINS)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, str(ctid))
    temporary = "%s.%d.%d" % (path, os.getpid(), time.time_ns())
    with open(temporary, "w", encoding="ascii") as opened:
        opened.write(text + "\n")
    os.replace(temporary, path)


def main():
    """Runs the module."""
    module = AnsibleModule(
        argument_spec={
            "ctid": {"type": "int", "required": True},
            "create": {"type": "list", "elements": "str", "required": True},
            "settings": {"type": "dict", "required": True},
            "script_settings": {"type": "dict", "default": {}},
            "disk": {"type": "str", "required": True},
            "storage": {"type": "str", "required": True},
            "unprivileged": {"type": "bool", "required": True},
            "template": {"type": "int"},
            "snapshot": {"type": "str"},
            "change_running_network": {"type": "bool", "default": False},
        },
        required_together=[("template", "snapshot")],
        supports_check_mode=True,
    )
    # pct makes folders with its caller's mask, and a container cannot start from one that others may not pass.
    os.umask(0o022)
    try:
        result = Container(module).run()
    except (Refused, PctError) as error:
        module.fail_json(msg=str(error))
    except OSError as error:
        module.fail_json(msg="%s: %s" % (error.filename or "the host", error.strerror))
    module.exit_json(**result)


if __name__ == "__main__":
    main()
