# Container 970, a clone of 900 with the steps of the library that the fleet itself does not use.

source "$BATS_TEST_DIRNAME/fleet.bash"
# shellcheck source=project.bash
source "$BATS_TEST_DIRNAME/project.bash"

setup() { project_of 970 "$BATS_TEST_DIRNAME"/library/*; }

bats_test_function --description "970: the orchestrator makes the container" -- test_made 970

@test "970: the first run ends 0, and every one of its steps was carried out" {
  script_ends_0 970
  printf '%s\n' "$output" >"$RIG/log/first-run-970"
  grep -E 'run [0-9a-f]{6}: ok=[0-9]+ changed=[0-9]+ failed=0 skipped=0 ' <<<"$output"
}

@test "970: all that its steps promise is so, seen without asking them" {
  local bad=0
  local -a looks
  mapfile -t -d '' looks < <(node "$BATS_TEST_DIRNAME/library/looks.mjs")
  ((${#looks[@]} > 0))
  set -- "${looks[@]}"
  while (($# > 0)); do
    inside 970 bash -euo pipefail -c "$2" || { printf 'not so: %s\n%s\n' "$1" "$2" && bad=1; }
    shift 2
  done
  ((bad == 0))
}

bats_test_function --description "970: the orchestrator takes configured-state" -- test_configured 970

@test "970: asked first, the second run would change nothing" {
  run become_script 970 PHOENIX_MODE=check
  printf '%s\n' "$output" | grep -v ' | ' | tail -n 40
  [ "$status" -eq 0 ]
}

@test "970: the second run ends 0 and changes nothing" {
  script_ends_0 970
  grep -E 'run [0-9a-f]{6}: ok=[0-9]+ changed=0 failed=0 skipped=0 ' <<<"$output"
}
