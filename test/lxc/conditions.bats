# Hosts and containers that are not as one would have them: what script 902 makes of them. Needs what 902.bats leaves.

source "$BATS_TEST_DIRNAME/chaos.bash"

teardown() {
  nft delete table ip phoenix_cut 2>/dev/null || true
  rm -f -- "$RIG/stand-ins/slow/download.docker.com"
  ! btrfs qgroup show "$RIG/disk" >/dev/null 2>&1 || btrfs quota disable "$RIG/disk"
}

@test "902: without a network it ends 21 within its limit, and the container runs" {
  local began=$SECONDS
  anew 902
  nft -f - <<NFT
table ip phoenix_cut {
  chain input { type filter hook input priority 0; ip saddr $(address_of 902) drop; }
  chain forward { type filter hook forward priority 0; ip saddr $(address_of 902) drop; }
}
NFT
  run -21 become_script 902 "$SCALE"
  # A tenth of 180 s, and of the 60 s after which the host side gives up on the inside.
  ((SECONDS - began < 18 + 6 + 15))
  grep 'container-ready failed' <<<"$output"
  [ "$(pct status 902)" = "status: running" ]
  wait_for 12 settled 902
}

# Limits are not scaled here, and the download takes hours.
@test "902: a second run beside the first one ends 24 at once; the first one killed, what runs inside is told to end after 30 s" {
  local before from line script
  anew 902
  mkdir -p -- "$RIG/stand-ins/slow"
  printf '3000\n' >"$RIG/stand-ins/slow/download.docker.com"
  exec {from}< <(become_script 902 2>&1)
  script=$!
  # apt says nothing while it fetches.
  while IFS= read -r -t 90 -u "$from" line && [[ $line != *'[4/14] apt-packages | still waiting '* ]]; do :; done
  SECONDS=0
  run -24 become_script 902
  ((SECONDS < 5))
  kill -KILL "$script"
  before=$(etc_of "$(root_of 902)")
  [[ $(foreign_processes 902) == *apt-get* ]]
  SECONDS=0
  # 30 s, and up to 10 s for an end in good order.
  wait_for 42 settled 902 || { foreign_processes 902 && false; }
  printf '# ended %s s after the host side\n' "$SECONDS" >&3
  # The step after it would have written there.
  diff <(printf '%s\n' "$before") <(etc_of "$(root_of 902)")
  [ "$(pct status 902)" = "status: running" ]
}

@test "902: a full disk inside: the step fails by its name, and with room again the next run carries on" {
  local id used
  [[ $(<"$RIG/state/storage") == btrfs ]] || skip "plain directories have no quota"
  anew 902
  btrfs quota enable "$RIG/disk"
  btrfs quota rescan -w "$RIG/disk"
  id=0/$(btrfs subvolume show "$(root_of 902)" | sed -nE 's/.*Subvolume ID:\s*//p')
  used=$(btrfs qgroup show --raw "$RIG/disk" | awk -v id="$id" '$1 == id { print $2 }')
  # Room for package lists, not for Docker.
  btrfs qgroup limit "$((used + 150000000))" "$id" "$RIG/disk"
  run -22 become_script 902 "$SCALE"
  grep -E 'ERROR 902 \[[0-9]+/14\] [a-z-]+ failed .* definitions/902-' <<<"$output"
  grep -iE 'quota exceeded|no space left' <<<"$output"
  [ "$(pct status 902)" = "status: running" ]
  btrfs quota disable "$RIG/disk"
  converges 902
}

@test "902: with a Turkish locale on the host and inside it ends where it always does" {
  anew 902
  pct shutdown 902
  mkdir -p -- "$RIG/locale"
  localedef --inputfile=tr_TR --charmap=UTF-8 "$RIG/locale/tr_TR.UTF-8" ||
    skip "this machine cannot make the locale: package locales is missing"
  mkdir -p -- "$(root_of 902)/usr/lib/locale"
  cp -r -- "$RIG/locale/tr_TR.UTF-8" "$(root_of 902)/usr/lib/locale/"
  printf 'LANG=tr_TR.UTF-8\n' | tee "$(root_of 902)/etc/locale.conf" >"$(root_of 902)/etc/default/locale"
  pct start 902
  booted 902
  [[ $(inside 902 systemctl show-environment) == *LANG=tr_TR.UTF-8* ]]
  # What the locale does to Bash, so that the case is no empty one.
  [ "$(LOCPATH=$RIG/locale LC_ALL=tr_TR.UTF-8 bash -c 'word=i; printf %s "${word^^}"')" = İ ]
  script_ends_0 902 "$SCALE" LOCPATH="$RIG/locale" LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8
  diff <(grep -v locale "$RIG/state/end-state-902") <(end_state 902 | grep -v locale)
}
