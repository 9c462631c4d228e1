# What came out of the tables on all sides: differences, the matrix, and the two numbers.

# report <table…> – prints it all; 1 if anything differs.
report() {
  local name sides=(stand-in)
  passed=0 failed=0 matrix=''
  [[ $stand_ins_only ]] || sides+=(debian12 debian13)
  for name in "$@"; do
    rows=0
    . "$here/cases/$name.bash"
    end_row
    matrix+=$(printf '| %s | %s | %s | %d |' "$name" "$(version_seen debian12)" "$(version_seen debian13)" "$rows")$'\n'
  done
  [[ $stand_ins_only ]] || printf '\n| program | Debian 12 | Debian 13 | cases |\n|---|---|---|---|\n%s' "$matrix"
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0))
}

# version_seen <side> – what the program of the table in hand said of itself there.
version_seen() { cat "$work/$1/$name.version" 2>/dev/null || :; }

# folder_of <side> – where what came out there is.
folder_of() { if [[ $1 == stand-in ]]; then printf '%s' "$work/sandbox/results/rows"; else printf '%s' "$work/$1"; fi; }

# take_row – a case for each side that it is for. Where one of them differs, all of them are shown.
take_row() {
  local side wrong=''
  rows=$((rows + 1))
  for side in "${sides[@]}"; do
    for_side "$side" || continue
    if [[ -e $(folder_of "$side")/$row_number.wrong && ! -s $(folder_of "$side")/$row_number.wrong ]]; then
      passed=$((passed + 1))
    else
      failed=$((failed + 1)) wrong+=" $side"
    fi
  done
  [[ -z $wrong ]] || show_row "$wrong"
}

# show_row <the sides that differ>
show_row() {
  local side
  printf 'failed: %s: %s %s\n  called: %s\n  differs from the table:%s\n' "$name" "$row_number" "$row_title" "${row_call[*]}" "$1"
  for side in "${sides[@]}"; do
    for_side "$side" || continue
    printf '  %s:\n' "$side"
    cat "$(folder_of "$side")/$row_number.wrong" 2>/dev/null | sed 's/^/    ! /'
    { cat "$(folder_of "$side")/$row_number.seen" 2>/dev/null || printf 'it was not tried\n'; } | sed 's/^/    /'
  done
}
