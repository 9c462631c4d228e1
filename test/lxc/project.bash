# Containers that are no part of the fleet: their scripts are generated here, from definitions of the tests that clone the fleet's.

# project_of <id> <file or folder…> – generates its script from the fleet's definitions and what these hold, and has `deployed` take it.
project_of() {
  local -r id=$1 project=$RIG/project-$1 repository=$BATS_TEST_DIRNAME/../..
  export PHOENIX_LXC_SCRIPTS=$project/dist-scripts
  [[ ! -d $PHOENIX_LXC_SCRIPTS ]] || return 0
  mkdir -p -- "$project/definitions"
  cp -r -- "$repository"/definitions/*.ts "${@:2}" "$project/definitions/"
  (cd -- "$project" && node "$repository/dist/phoenix-setup.cjs" generate --no-types --no-cache --no-lint "$id")
}
