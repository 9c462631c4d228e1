# What container 950 and its script go through without coming to another end. Needs what 950.bats leaves.

source "$BATS_TEST_DIRNAME/chaos.bash"

# Where the log shows that a step begins, since the one before it has ended.
readonly -a POINTS=(
  'container 950 exists'
  '\[1/14\] nvidia-devices ok'
  '\[2/14\] container-ready ok'
  '\[5/14\] disk-free ok'
  '\[6/14\] secret-from-host (changed|ok)'
  '\[7/14\] docker-image (changed|ok)'
  '\[8/14\] docker-container (changed|ok)'
  '\[10/14\] docker-image ok'
  '\[11/14\] docker-container (changed|ok)'
  '\[13/14\] http-answers ok'
)

@test "950: killed ten times, each time further on, it leaves nothing running and ends where an undisturbed run does" {
  cut_again_and_again 950 KILL "${POINTS[@]}"
}

@test "950: ended by TERM ten times, it leaves the container running and ends where an undisturbed run does" {
  cut_again_and_again 950 TERM "${POINTS[@]}"
}
