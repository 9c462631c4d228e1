#!/bin/bash
# Inside a real Debian: one-row.bash <table> <row> – tries that row. one-row.bash <table> version – prints the version of its package.
# What comes out goes to /shared/results.
cd / || exit
. /table/rows.bash
. /table/worlds/debian.bash
wanted=$2

take_row() { [[ $row_number != "$wanted" ]] || try_row "$side" /shared/results; }

. "/table/cases/$1.bash"
if [[ $wanted == version ]]; then
  dpkg-query --show --showformat='${Version}' "$package"
  exit
fi
end_row
