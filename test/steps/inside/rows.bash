# The tables of cases in test/real, on the stand-ins: what came out of each row goes to /results/rows, and what is wrong of it is a complaint.
. /real/rows.bash
. /real/worlds/stand-in.bash

mode_rows() {
  mkdir -p /results/rows
  . "/real/cases/$program.bash"
  end_row
}

take_row() {
  for_side stand-in || return 0
  fresh
  (
    exec 8>&- 9>&-
    export PATH=$inside_path HOME=/root
    ln -sf --target-directory=/var/world/bin -- /optional/*
    try_row stand-in /results/rows
  )
  answered_as_said >>"/results/rows/$row_number.wrong"
  [[ ! -s /results/rows/$row_number.wrong ]] || printf '%s %s: %s\n' "$row_number" "$row_title" "$(<"/results/rows/$row_number.wrong")"
}

# answered_as_said – complains where the program is a stand-in that did not answer by this row.
answered_as_said() {
  local path=/stand-ins/bin/$program
  [[ -e $path ]] || path=/stand-ins/optional/$program
  [[ ! -e $path ]] || grep --quiet --line-regexp "$program $row_number" /keeper/answered 2>/dev/null || printf 'the stand-in did not answer by %s\n' "$row_number"
  : >/keeper/answered
}

# unanswered – complains about each call that no row answers, or that a stand-in does not know.
unanswered() {
  [[ ! -s /keeper/unanswered ]] || { printf 'no case (test/real/cases) answers these calls:\n' && sort --unique /keeper/unanswered && : >/keeper/unanswered; }
}
