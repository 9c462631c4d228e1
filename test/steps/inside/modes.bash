# What is asked of a step, by the mode of its job. Whatever is printed is a complaint.

# converges – from check's "no" over apply to check's "yes": if parts are wanted, one by one with errexit off; then the whole program, which has it on,
# and once more after months, when nothing is left to wait for.
mode_converges() {
  load
  [[ -z $parts ]] || parts_converge
  fresh
  expect_whole 0 changed
  tells
  age_all
  rm -f /var/world/calls/sleep.*
  keep before
  expect_whole 0 ok
  same 'a second run changes something' before
  [[ ! -e /var/world/calls/sleep.1 ]] || printf 'a second run pauses for %s s\n' "$(</var/world/calls/sleep.1)"
  then_holds
  litter
}

# parts – the functions one by one alone.
mode_parts() { load && parts_converge; }

parts_converge() {
  fresh
  keep before
  expect_part check 10 +e
  same 'check changes something' before
  expect_part apply 0 +e
  expect_part check 0 +e
  ! has verify || expect_part verify 0 +e
  then_holds
  litter
  keep after
  expect_part apply 0 +e
  [[ $again == differs ]] || same 'a second apply changes something' after
  expect_part check 0 +e
}

# expect_whole <exit code> <result>
expect_whole() {
  whole
  [[ $code == "$1" && $result == "$2" ]] || printf 'the run ended %s with "%s", not %s with "%s":\n%s\n' "$code" "$result" "$1" "$2" "$said"
}

# holds – it is so from the beginning: check and verify say yes, and nothing is changed.
mode_holds() {
  load
  fresh
  keep before
  ! has check || expect_part check 0 +e
  ! has verify || expect_part verify 0 +e
  expect_whole 0 ok
  tells
  same 'something was changed' before
  then_holds
  litter
}

# changes – verify says yes, and what holds afterwards is so.
mode_changes() {
  load
  fresh
  expect_part verify 0 +e
  then_holds
  litter
  fresh
  expect_whole 0 ok
  then_holds
  litter
}

# differs – check says no, and that is all that is asked.
mode_differs() { load && fresh && expect_part check 10 && tells; }

# fails – the whole program ends with the exit code that is expected (any but 0 if none is), and what it says matches.
mode_fails() {
  load
  fresh
  whole
  [[ $code == "${exit_code:-$code}" && $code != 0 ]] || printf 'the run ended %s, not %s:\n%s\n' "$code" "${exit_code:-with a failure}" "$said"
  tells
  then_holds
  litter
}

# machine – the sandbox itself: what afterwards says, with nothing run before.
mode_machine() { fresh && then_holds; }
