# A container whose root is an attacker: a shell that lies, programs that look for the operator's terminal, links below a bind mount, and a
# web server without an end. What the lies are, and what is wrong about a run against one, is test/hostile's.

source "$BATS_TEST_DIRNAME/hostile.bash"

setup_file() { attacker_made; }

teardown() {
  nothing_left
  rm -rf -- "$RUN/lies"
  rm -f -- "$(root_of 881)/srv/said"
}

teardown_file() { attacker_gone; }

honest_steps() {
  script_for <<'STEPS'
    command({ title: "a step of its own", apply: sh`touch /srv/own`, verify: sh`test -e /srv/own` }),
    file.content({ path: "/srv/text", content: "text\n" }),
    command({ title: "the last step", apply: sh`touch /srv/last`, verify: sh`test -e /srv/last` }),
STEPS
}

@test "a program that stands inside for Bash is the one that is asked, and the script ends 0 if it answers each question" {
  honest_steps
  told honest:fresh
  [ "$code" -eq 0 ]
  [ "$(grep -c '^Q ' "$RUN/lies/0/heard")" -gt 9 ]
}

@test "a shell inside that answers with commands has none of them carried out on the host" {
  honest_steps
  told subscript:before subscript:text quiet-subscript 'json:right json'
}

@test "a shell inside that says by itself that all is well, with tokens that it made up, is not believed" {
  honest_steps
  told verdict:before ahead bare old-token echo end-256
}

@test "what a shell inside says is marked and cleaned, whatever it looks like" {
  honest_steps
  told verdict:events marks formats escapes:output
}

@test "a shell inside that floods is given up, and little of what it says is kept" {
  honest_steps
  told many:output long-line:output
  # Bash reads a pipe byte by byte: 64 MiB would take minutes.
  sed -i 's/\bMOST_READ=67108864/MOST_READ=65536/' "$script"
  grep -w MOST_READ=65536 "$script"
  told flood:lines flood:endless
  [ -z "$(find "$RUN/lies" -name log -size +200k)" ]
}

@test "a shell inside that does not listen, or never comes to an end, is given up" {
  honest_steps
  told never-reads talks-on closes-input ends:0-at-once
}

no_terminal_inside() { # <how often it was looked for>
  [ "$code" -eq 0 ]
  [ "$(sort "$(root_of 881)/srv/said" | uniq --count | xargs)" = "$1 no terminal: No such device or address" ]
  [ "$(grep -c 'completed successfully' "$RUN/terminal")" -eq 1 ]
  ! grep -F from-inside "$RUN/terminal" || return 1
}

@test "a program that is run inside from a terminal reaches it, unless something is done about it" {
  run_at_terminal sh -c "'$RIG/bin/pct' exec 881 -- sh -c '/usr/local/bin/terminal >/srv/said' </dev/null 2>&1 | cat"
  grep -F from-inside "$RUN/terminal"
  [ "$(<"$(root_of 881)/srv/said")" = 'the terminal was opened' ]
}

@test "a script that is run at a terminal: neither the Bash of a step nor a program that a host step asks can open it" {
  mkdir -p -- "$RIG/host/srv/images"
  : >"$RIG/host/srv/images/redis.tar"
  cat >"$(root_of 881)/usr/local/bin/docker" <<'DOCKER'
#!/bin/sh
/usr/local/bin/terminal >>/srv/said
case $1 in
  load) cat >/srv/loaded ;;
  image) test -e /srv/loaded || { echo 'No such image' && exit 1; } ;;
esac
DOCKER
  chmod 755 -- "$(root_of 881)/usr/local/bin/docker"
  script_for <<'STEPS'
    command({ title: "looks for a terminal", apply: sh`/usr/local/bin/terminal >>/srv/said` }),
    docker.imageFromHost({ image: "redis:8.2", file: "/srv/images/redis.tar" }),
STEPS
  run_at_terminal "${clean[@]}" "$script" 881
  no_terminal_inside 4
}

@test "a script that is run at a terminal: a hostile shell inside cannot open it" {
  honest_steps
  lying_shell terminal
  run_at_terminal "${clean[@]}" "$script" 881
  no_terminal_inside "$(grep -c '^Q ' "$(root_of 881)$PLACE/heard")"
}

host_has_own_file() {
  mkdir -p -- "$RIG/host/etc/own"
  printf 'of-the-host-alone\n' >"$RIG/host/etc/own/settings"
  chmod 600 -- "$RIG/host/etc/own/settings"
}

# The part of the path that is to blame, and whose it is.
names_part() { grep -E '/tank/shared belongs to [^ ]+, who may replace what is in it' "$RUN/log"; }

@test "a link that the container planted below a bind mount: what it leads to is neither mounted nor given away" {
  local before
  host_has_own_file
  inside 881 ln -s ../../etc/own /srv/shared/app
  [ -e "$RIG/host/tank/shared/app/settings" ]
  script_for <<'STEPS'
    lxc.mount({ source: "/tank/shared/app", path: "/srv/app", owner: 0, mode: "0777", create: true }),
STEPS
  before=$(host_files)
  run_script
  diff <(printf '%s\n' "$before") <(host_files)
  [ "$code" -eq 22 ]
  says "lxc-mount failed"
  names_part
}

not_handed_over() { # <step> – that would read /tank/shared/app/settings
  local before what
  host_has_own_file
  script_for <<<"$1"
  for what in 'ln -s ../../etc/own app' 'mkdir app; ln -s ../../../etc/own/settings app/' 'mkdir app; mkfifo app/settings'; do
    rm -rf -- "$RIG/host/tank/shared/app"
    inside 881 sh -euc "cd /srv/shared; $what"
    [ -e "$RIG/host/tank/shared/app/settings" ]
    before=$(host_files)
    run_script
    ! grep -rF --devices=skip of-the-host-alone "$(root_of 881)" "$RUN"/{out,err,log} || return 1
    diff <(printf '%s\n' "$before") <(host_files)
    [ "$code" -eq 20 ]
    says "the file /tank/shared/app/settings cannot be trusted: "
    names_part
  done
}

@test "a link or a pipe that the container planted below a bind mount is not read for file.fromHost" {
  not_handed_over 'file.fromHost({ source: "/tank/shared/app/settings", path: "/srv/settings" }),'
}

@test "a link or a pipe that the container planted below a bind mount is not read for secret.fromHost" {
  not_handed_over 'secret.fromHost({ source: "/tank/shared/app/settings", path: "/srv/settings" }),'
}

# gives_up <kind of step> <path> <why> – the step asks the web server inside, which never comes to an end.
gives_up() {
  inside 881 systemctl is-active --quiet web-server || inside 881 systemd-run --quiet --unit=web-server /usr/local/bin/web-server
  wait_for 20 inside 881 sh -c 'ss -Hltn sport = 8080 | grep -q .'
  rm -f -- "$(root_of 881)/srv/sent"
  script_for <<<"$1({ url: \"http://10.0.0.81:8080$2\", within: seconds(6), every: seconds(2), each: seconds(2) }),"
  run_script
  # All that a connection took, with what lies in the kernel's buffers.
  wait_for 20 test -s "$(root_of 881)/srv/sent"
  [ "$(sort -n "$(root_of 881)/srv/sent" | tail -n 1)" -lt 33554432 ]
  [ "$code" -eq 23 ]
  says "$3"
  [ -z "$(find "$RIG/host/run" "/proc/$(init_of 881)/root/run" -maxdepth 1 -name 'phoenix-setup-http*')" ]
}

@test "http.answersFromHost gives up a web server inside that sends without end" {
  gives_up http.answersFromHost / 'the reply is longer than 256 KiB'
}

@test "http.answersFromHost gives up a web server inside that sends slowly without end" {
  gives_up http.answersFromHost /slow 'no answer in 2 s'
}

@test "http.answers gives up a web server inside that sends without end" {
  gives_up http.answers / 'the reply is longer than 256 KiB'
}

@test "http.answers gives up a web server inside that sends slowly without end" {
  gives_up http.answers /slow 'no answer in 2 s'
}
