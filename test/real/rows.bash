# The words that a table of cases (cases/<program>.bash) is written in, for both sides: the sandbox with its stand-ins, and a real Debian.
# Who reads a table defines take_row, which is called for each row when it is complete.
#
#   table <program> <package>   the program, and the Debian package that it comes with
#   row <number> <title>        begins a case; the number is in the stand-in as well, where it answers that way
#   on <side…>                  only there: stand-in, debian12, debian13
#   world <Bash>                how the machine is before, in the words of worlds/<side>.bash
#   call <word…>                the program is called with these words
#   does <Bash>                 the same where that takes more than words, such as a pipe
#   ends <status>               what a step relies on: the exit status (0 if not given; a regular expression),
#   out, err <regular expression>         what is printed to either stream, whole, without the last line's end
#   out_has, out_lacks, err_has, err_lacks <…>   a part of it that is there, or not
#   after <Bash…>               and what is left behind

table() {
  program=$1
  package=$2
  row_number=''
}

row() {
  end_row
  row_number=$1 row_title=$2
  row_sides='stand-in debian12 debian13' row_world='' row_after='' row_ends=0
  row_call=() row_expects=()
}

end_row() {
  [[ -z $row_number ]] || take_row
  row_number=''
}

on() { row_sides=$*; }
world() { row_world=$1; }
call() { row_call=("$program" "$@"); }
does() { row_call=(eval "$1"); }
ends() { row_ends=$1; }
out() { row_expects+=(out whole "$1"); }
err() { row_expects+=(err whole "$1"); }
out_has() { row_expects+=(out has "$1"); }
err_has() { row_expects+=(err has "$1"); }
err_lacks() { row_expects+=(err lacks "$1"); }
out_lacks() { row_expects+=(out lacks "$1"); }
after() { printf -v row_after "%s\n" "$@"; }

# for_side <side> – whether the row is for that side. Stand-ins that do not name their rows yet are in the file unverified.
for_side() {
  [[ " $row_sides " == *" $1 "* ]] || return
  [[ $1 != stand-in || " $unverified " != *" $program "* ]]
}
read -r unverified <"${BASH_SOURCE[0]%/*}/unverified"

# try_row <side> <folder> – makes the row's world, calls the program, and writes <number>.seen (what came out) and <number>.wrong (what is
# not as the row says; empty if nothing) into the folder.
try_row() {
  local seen=$2/$row_number status=0
  local -A texts
  if ! (set -e && eval "$row_world") >"$seen.out" 2>&1; then
    printf 'the world could not be made: %s\n' "$(<"$seen.out")" | tee "$seen.seen" >"$seen.wrong"
    rm "$seen.out"
    return
  fi
  (before_call && cd / && "${row_call[@]}") >"$seen.out" 2>"$seen.err" </dev/null || status=$?
  # Without NUL, of which Bash says that it leaves it out.
  { texts[out]=$(<"$seen.out") texts[err]=$(<"$seen.err"); } 2>/dev/null
  {
    printf 'status %s\n' "$status"
    printf 'stdout: %s\n' "${texts[out]:0:2000}"
    printf 'stderr: %s\n' "${texts[err]:0:2000}"
  } >"$seen.seen"
  judge_row "$status" >"$seen.wrong"
  rm "$seen.out" "$seen.err"
}

# judge_row <status> – prints what is not as the row says, of that and of the caller's texts.
judge_row() {
  local i text
  [[ $1 =~ ^($row_ends)$ ]] || printf 'status %s, not %s\n' "$1" "$row_ends"
  for ((i = 0; i < ${#row_expects[@]}; i += 3)); do
    text=${texts[${row_expects[i]}]}
    case ${row_expects[i + 1]} in
      whole) [[ $text =~ ^(${row_expects[i + 2]})$ ]] || printf 'std%s is not: %s\n' "${row_expects[i]}" "${row_expects[i + 2]}" ;;
      has) [[ $text =~ ${row_expects[i + 2]} ]] || printf 'std%s has no: %s\n' "${row_expects[i]}" "${row_expects[i + 2]}" ;;
      lacks) [[ ! $text =~ ${row_expects[i + 2]} ]] || printf 'std%s has: %s\n' "${row_expects[i]}" "${row_expects[i + 2]}" ;;
    esac
  done
  (
    exec 3>&1 >/dev/null 2>&1
    trap 'printf "this does not hold afterwards: %s\n" "$BASH_COMMAND" >&3' ERR
    set -eE
    eval "$row_after"
  )
}
