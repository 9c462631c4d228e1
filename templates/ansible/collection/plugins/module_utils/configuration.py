# Copyright: phoenix-setup contributors
# SPDX-License-Identifier: MIT
"""A container's configuration, /etc/pve/lxc/<CTID>.conf, and how it differs from what is wanted."""

from __future__ import annotations

import glob
import os
import re
from urllib.parse import unquote

from ansible_collections.phoenix_setup.containers.plugins.module_utils.host import host_path, read_file

PENDING = "pve:pending"
FOLDER = "/etc/pve/lxc"

# What a definition says of; others, such as mknod and mount, are left as they are.
FEATURES = ("fuse", "keyctl", "nesting")


class Configuration:
    """The sections of a container's configuration: the current one, pending changes, and snapshots."""

    def __init__(self, text):
        self.sections = {"": {}}
        self.description = ""
        name = ""
        notes = []
        for line in text.splitlines():
            heading = re.match(r"\[([^\]]+)\]\s*$", line)
            setting = re.match(r"([a-z][a-z_.]*[0-9]*):\s*(.*?)\s*$", line)
            if heading:
                name = heading.group(1)
                self.sections[name] = {}
            elif line.startswith("#"):
                if name == "":
                    notes.append(unquote(line[1:]))
            elif setting:
                self.sections[name].setdefault(setting.group(1), setting.group(2))
        self.description = "\n".join(notes)

    @property
    def current(self):
        """Settings that hold now."""
        return self.sections[""]

    @property
    def pending(self):
        """Settings that hold from the next start on."""
        return self.sections.get(PENDING, {})

    def snapshot(self, name):
        """Returns a snapshot's section, or None."""
        return None if name == PENDING else self.sections.get(name)

    def value(self, key):
        """Returns a setting as it is now, as text."""
        return self.description if key == "description" else self.current.get(key, "")


def read_configuration(ctid):
    """Returns a container's configuration, or None if there is no such container on this host."""
    text = read_file("%s/%d.conf" % (FOLDER, ctid))
    return None if text is None else Configuration(text)


def found_elsewhere(ctid):
    """Returns what else of the cluster has this CTID, in words, or None."""
    for kind, words in (("lxc", "a container"), ("qemu-server", "a virtual machine")):
        for path in glob.glob(host_path("/etc/pve/nodes/*/%s/%d.conf" % (kind, ctid))):
            return "%s on the node %s" % (words, path.split(os.sep)[-3])
    return None


def parts(value):
    """Returns `a=1,b=2` as a dictionary in the same order; a part without a name has the name ''."""
    found = {}
    for part in filter(None, value.split(",")):
        name, equals, rest = part.partition("=")
        found[name if equals else ""] = rest if equals else part
    return found


def joined(found):
    """Returns parts as Proxmox writes them."""
    return ",".join(("%s=%s" % (name, value)) if name else value for name, value in found.items())


def merged_network(is_now, wanted):
    """Returns the interface with the parts that are wanted; others, such as firewall and mtu, stay."""
    now, want = parts(is_now), parts(wanted)
    if all(now.get(name, "").upper() == value.upper() for name, value in want.items()):
        return is_now
    return joined({**now, **want})


def merged_features(is_now, wanted, left_alone):
    """Returns the features with those of the definition on, and its others off."""
    now, want = parts(is_now), parts(wanted)
    for name in FEATURES:
        if name in left_alone:
            continue
        if want.get(name) == "1":
            now[name] = "1"
        elif now.get(name, "0") != "0":
            # Off, not deleted: other features of the same setting stay.
            now[name] = "0"
    if parts(is_now) == now:
        return is_now
    return joined(now)


def mebibytes(size):
    """Returns a size as Proxmox writes it as MiB, or None."""
    found = re.match(r"([0-9]{1,12})([KMGT]?)$", size)
    if not found:
        return None
    return int(found.group(1)) * {"": 1 / 1048576, "K": 1 / 1024, "M": 1, "G": 1024, "T": 1048576}[found.group(2)]


def disk_size(configuration):
    """Returns the size of the root disk as it is now, as text."""
    return parts(configuration.current.get("rootfs", "")).get("size", "")


def differences(configuration, wanted, script_settings):
    """Returns what `pct set` has to be given, by option; settings that the script owns are left out."""
    changes = {}
    left_alone = parts(script_settings.get("features", ""))
    for key, value in wanted.items():
        if key in script_settings and key != "features":
            continue
        is_now = configuration.value(key)
        if key == "net0":
            value = merged_network(is_now, value)
        elif key == "features":
            value = merged_features(is_now, value, left_alone)
        if is_now != value:
            changes[key] = value
    if "features" not in wanted:
        value = merged_features(configuration.value("features"), "", left_alone)
        if value != configuration.value("features"):
            changes["features"] = value
    return changes
