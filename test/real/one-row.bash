#!/bin/bash
# Inside a real Debian: one-row.bash <table> <row> – tries that row. one-row.bash <table> version – prints the version of the table's program.
# What comes out goes to /shared/results.
cd / || exit
. /table/rows.bash
. /table/worlds/debian.bash
wanted=$2

take_row() { [[ $row_number != "$wanted" ]] || try_row "$side" /shared/results; }

. "/table/cases/$1.bash"
if [[ $wanted == version ]]; then
  ((${#version_words[@]} == 0)) || "$program" "${version_words[@]}" 2>&1 | grep -oE -m 1 '[0-9]+\.[0-9][0-9A-Za-z.+~-]*' | head -n 1
  exit
fi
end_row
