#!/bin/sh
# Stands for a program of its own name, and first looks whether a secret, one a line in /secrets, is to be seen: in the arguments
# or the environment of any process, or in a file that others may read. What it sees goes to /seen.
name=${0##*/}
PATH=/programs
{
  grep --text --fixed-strings --files-with-matches --file=/secrets /proc/[0-9]*/cmdline /proc/[0-9]*/environ
  find /etc /var /run /root /home /tmp /opt /srv /host -path /var/world -prune -o -type f -perm -004 -print0 |
    xargs -0 --no-run-if-empty grep --text --fixed-strings --files-with-matches --file=/secrets
} 2>/dev/null | sed "s,^,when $name is called: ," >>/seen
PATH=/var/world/bin:/stand-ins/bin:/programs
exec "$name" "$@"
