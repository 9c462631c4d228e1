# Container 900, the base of all others, made from the rig's root filesystem.

source "$BATS_TEST_DIRNAME/fleet.bash"
first_run 900 8

@test "900: the packages and the user are there" {
  local package
  for package in curl wget vim htop jq git rsync s-tui; do
    packages_of "$(root_of 900)" | grep "^ii  $package "
  done
  grep '^ubuntu:' "$(root_of 900)/etc/passwd"
  [ -d "$(root_of 900)/home/ubuntu" ]
}

second_run 900 2
