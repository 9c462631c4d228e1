#!/bin/bash
# Stands for a pct that costs as much as a real one, which loads Perl and asks the cluster file system.

folder=${0%/*}
folder=${folder%/*}
sleep "$(<"$folder/pct-seconds")"
exec "$folder/host/bin/pct" "$@"
