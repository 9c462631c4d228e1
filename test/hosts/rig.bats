# The rig itself: what tests on it rely on.

setup_file() {
  . test/hosts/rig.sh
  rig_up 2 900 901:stopped
}

@test "each host is reached by ssh, and sees its own containers, files and processes" {
  ssh root@pve1 'echo one >/etc/pve/lxc/note; hostname; pct list; ls /proc | grep -c "^[0-9]"' >"$BATS_TEST_TMPDIR/out"
  grep -qx pve1 "$BATS_TEST_TMPDIR/out"
  grep -q '^901  *stopped' "$BATS_TEST_TMPDIR/out"
  (($(tail -n 1 "$BATS_TEST_TMPDIR/out") < 20))
  [[ ! -e /etc/pve/lxc/note && -e $RIG/pve1/sim/host/etc/pve/lxc/note ]]
  ! ssh root@pve2 'test -e /etc/pve/lxc/note'
}

@test "there are users who may become root, who are asked for a password, and who may not" {
  [[ $(ssh ops@pve1 'sudo -n id -u') == 0 ]]
  ! ssh asked@pve1 'sudo -n id -u'
  ! ssh nobody2@pve1 'sudo -n id -u'
}

@test "a host that is reset is as fresh" {
  . test/hosts/rig.sh
  ssh root@pve1 'touch /usr/local/phoenix_hypervisor/bin/left'
  rig_reset pve1 902
  [[ $(ssh root@pve1 'ls /usr/local/phoenix_hypervisor/bin; pct list | wc -l; ls /etc/pve/lxc') == $'2\n902.conf' ]]
}
