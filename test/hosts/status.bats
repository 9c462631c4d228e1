# status against real sshd: what scripts leave behind that really ran there, on the simulator.

setup_file() {
  . test/hosts/rig.sh
  rig_up 2 900 910
  export PROJECT="$BATS_FILE_TMPDIR/project"
  mkdir -p "$PROJECT/definitions"
  printf 'import { host } from "phoenix-setup";\nexport default host({ ssh: "root@%s", bridge: "vmbr0", storage: "tank", osTemplate: "local:x", images: {} });\n' \
    pve1 >"$PROJECT/definitions/pve1.ts"
  sed 's/pve1/pve2/' "$PROJECT/definitions/pve1.ts" >"$PROJECT/definitions/pve2.ts"
  container 900 template 'unprivileged: true, snapshot: "ready", host: on' 'import on from "./pve1.ts";'
  container 910 application 'cloneOf: parent' 'import parent from "./900-ct.ts";'
  phoenix generate --no-types --no-lint
}

# Bats has a trap of its own for its end.
teardown_file() {
  . test/hosts/rig.sh
  rig_down
}

# container <CTID> <maker> <further options> <import>
container() {
  cat >"$PROJECT/definitions/$1-ct.ts" <<END
import { $2, command, gib, mib, sh } from "phoenix-setup";
$4
export default $2({
  ctid: $1, name: "ct$1", memory: mib(2048), cores: 2, disk: gib(32), $3,
  network: { ip: "10.0.1.$(($1 - 890))/24", gateway: "10.0.1.1", mac: "BC:24:11:00:00:$(($1 - 890))" },
  steps: [command({ title: "nothing", check: sh\`true\`, apply: sh\`true\` })],
});
END
}

phoenix() (
  program=$PWD/dist/phoenix-setup.cjs
  cd "$PROJECT" && NO_COLOR=1 XDG_CACHE_HOME=$BATS_FILE_TMPDIR/cache node "$program" "$@"
)

setup() {
  . test/hosts/rig.sh
  rig_reset pve1 900 910
  local ctid
  for ctid in 900 910; do
    sed -i "s/^hostname:.*/hostname: ct$ctid/; s/^unprivileged:.*/unprivileged: 1/
      s/^net0:.*/net0: name=eth0,bridge=vmbr0,gw=10.0.1.1,hwaddr=BC:24:11:00:00:$((ctid - 890)),ip=10.0.1.$((ctid - 890))\/24/" \
      "$RIG/pve1/sim/host/etc/pve/lxc/$ctid.conf"
  done
  tar -C "$PROJECT/dist-scripts" --owner=0 --group=0 --mode=755 -c . |
    ssh root@pve1 'tar -C /usr/local/phoenix_hypervisor/bin -x'
}

# converge – runs both scripts there.
converge() {
  local ctid
  for ctid in 900 910; do
    ssh root@pve1 "/usr/local/phoenix_hypervisor/bin/phoenix_hypervisor_setup_$ctid.sh $ctid" >"$BATS_TEST_TMPDIR/run" 2>&1 || {
      cat "$BATS_TEST_TMPDIR/run"
      return 1
    }
  done
}

# fields <expression> – of the JSON on standard input, `j`.
fields() { node -e 'const j = JSON.parse(require("fs").readFileSync(0, "utf8")); console.log(String(eval(process.argv[1])))' "$1"; }

@test "after the scripts ran, all is as described; before, nothing is" {
  run phoenix status
  [[ $status == 1 && $output == *'900   same    none      running'* ]] || { printf '%s\n' "$output"; false; }
  converge
  run phoenix status
  printf '%s\n' "$output"
  [[ $status == 0 && $output == *'2 containers, all as described'* && $output == *current* ]]
}

@test "it changes nothing on the host, and calls pct once" {
  converge
  ssh root@pve1 'cd / && find etc/pve usr/local/phoenix_hypervisor var/lib/phoenix-setup run/phoenix-setup -printf "%p %s %T@ %m\n" | sort' >"$BATS_TEST_TMPDIR/before"
  : >"$RIG/pve1/sim/state/calls"
  phoenix status >/dev/null
  ssh root@pve1 'cd / && find etc/pve usr/local/phoenix_hypervisor var/lib/phoenix-setup run/phoenix-setup -printf "%p %s %T@ %m\n" | sort' >"$BATS_TEST_TMPDIR/after"
  diff "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after"
  [[ $(<"$RIG/pve1/sim/state/calls") == '1 list' ]]
}

@test "what is changed there by hand is told: a script, its mode, a setting, the power, a stray" {
  converge
  ssh root@pve1 'cd /usr/local/phoenix_hypervisor/bin && echo "# more" >>phoenix_hypervisor_setup_910.sh &&
    cp phoenix_hypervisor_setup_900.sh phoenix_hypervisor_setup_911.sh && chmod 775 phoenix_hypervisor_setup_900.sh &&
    pct set 910 --memory 1024 && pct shutdown 910 && rm /var/lib/phoenix-setup/runs/900.json'
  run phoenix status
  printf '%s\n' "$output"
  [[ $status == 1 ]]
  [[ $output == *'script wrong mode or owner (mode 775)'* && $output == *'script edited by hand'* && $output == *'orphan phoenix_hypervisor_setup_911.sh'* ]]
  [[ $output == *'memory is 1024, its definition says 2048; fix: pct set 910 --memory 2048'* && $output == *'it is stopped'* ]]
  [[ $output == *'no run is known'* ]]
}

@test "a run that is killed is interrupted, and one at work is running" {
  printf '2\n' >"$RIG/pve1/sim/state/faults/hang-at"
  ssh root@pve1 'setsid /usr/local/phoenix_hypervisor/bin/phoenix_hypervisor_setup_910.sh 910 </dev/null >/dev/null 2>&1 & echo $!' >"$BATS_TEST_TMPDIR/pid"
  local tries
  for ((tries = 0; tries < 200; tries++)); do
    ssh root@pve1 'test -e /var/lib/phoenix-setup/runs/910.json' && break
    sleep 0.1
  done
  [[ $(phoenix status 910 --json | fields 'j.hosts[0].containers[0].lastRun.is') == running ]]
  ssh root@pve1 "kill -KILL -- -$(<"$BATS_TEST_TMPDIR/pid")"
  : >"$RIG/pve1/sim/state/faults/hang-at"
  sleep 0.5
  run fields 'j.hosts[0].containers[0].lastRun.is' < <(phoenix status 910 --json)
  printf '%s\n' "$output"
  [[ $output == interrupted ]]
}

@test "who may use sudo reads all; who may not reads what others may, and it ends with 3" {
  converge
  ssh root@pve1 'chmod 750 /usr/local/phoenix_hypervisor/bin/*.sh'
  # The rig's pct lies where no sudo looks; a real one is in /usr/sbin.
  printf 'Defaults secure_path="%s:/usr/sbin:/usr/bin:/sbin:/bin"\n' "$RIG/pve1/sim/bin" >"$RIG/pve1/etc/sudoers.d/path"
  chmod 440 "$RIG/pve1/etc/sudoers.d/path"
  run phoenix status --host ops@pve1
  printf '%s\n' "$output"
  [[ $status == 0 && $output == *'2 containers, all as described'* ]]
  local user
  for user in asked nobody2; do
    run phoenix status --host "$user@pve1" --json
    [[ $status == 3 ]]
    run fields '[j.hosts[0].state, j.hosts[0].reason, j.hosts[0].containers[0].script.is]' <<<"$output"
    [[ $output == "limited,the user $user cannot read all of it"*',unreadable' ]] || { printf '%s\n' "$output"; false; }
  done
}

@test "a host that is not reached ends it with 3, and says why; the others are shown" {
  converge
  container 920 application 'unprivileged: true, host: on' 'import on from "./pve2.ts";'
  sed -i 's/root@pve2/root@no-such-host.invalid/' "$PROJECT/definitions/pve2.ts"
  run phoenix status
  rm "$PROJECT/definitions/920-ct.ts"
  printf '%s\n' "$output"
  [[ $status == 3 && $output == *'2 containers, all as described'* && $output == *'no such host name'* ]]
}

@test "an unknown host key, a host without pct, and one that says something else before, are told" {
  converge
  run phoenix status --host "root@127.0.0.11"
  [[ $status == 3 && $output == *'not reachable'* ]] || { printf '%s\n' "$output"; false; }
  mv "$RIG/pve1/sim/bin/pct" "$RIG/pve1/sim/bin/pct.away"
  run phoenix status --host pve1
  mv "$RIG/pve1/sim/bin/pct.away" "$RIG/pve1/sim/bin/pct"
  printf '%s\n' "$output"
  [[ $status == 1 && $output == *"the tool 'pct' is missing"* ]]
}
