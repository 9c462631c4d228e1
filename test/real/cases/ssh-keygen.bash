# The keys of a host, made by a unit at the first boot of a clone. In the sandbox no step calls it. (snapshot-cleanup)
table ssh-keygen openssh-client

row SK1 'where there is none: three, with their public halves'
on debian12 debian13
world 'mkdir -p /etc/ssh; rm -f /etc/ssh/ssh_host_*'
call -A
after '[[ $(cd /etc/ssh && echo ssh_host_*_key) == "ssh_host_ecdsa_key ssh_host_ed25519_key ssh_host_rsa_key" ]]' \
  '[[ -s /etc/ssh/ssh_host_rsa_key.pub && $(stat -c %a /etc/ssh/ssh_host_rsa_key) == 600 ]]'

row SK2 'where one is there: that stays, and the others are made'
on debian12 debian13
world 'mkdir -p /etc/ssh; rm -f /etc/ssh/ssh_host_*; ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key; cp /etc/ssh/ssh_host_ed25519_key /tmp/'
call -A
after 'cmp /tmp/ssh_host_ed25519_key /etc/ssh/ssh_host_ed25519_key' '[[ -s /etc/ssh/ssh_host_rsa_key && -s /etc/ssh/ssh_host_ecdsa_key ]]'

row SK3 'where one is empty, cut off by a shutdown: it is made'
on debian12 debian13
world 'mkdir -p /etc/ssh; rm -f /etc/ssh/ssh_host_*; : >/etc/ssh/ssh_host_rsa_key'
call -A
after '[[ -s /etc/ssh/ssh_host_rsa_key ]]'

row SK4 'what an earlier run was cut off with stays beside them'
on debian12 debian13
world 'mkdir -p /etc/ssh; rm -f /etc/ssh/ssh_host_*; : >/etc/ssh/ssh_host_rsa_key.QQNiiCmYaA'
call -A
after '[[ -e /etc/ssh/ssh_host_rsa_key.QQNiiCmYaA ]]'

row SK5 'there is no folder for them: status 0, and nothing is made'
on debian12 debian13
world 'rm -rf /etc/ssh'
call -A
err_has 'Could not save your private key in /etc/ssh/ssh_host_rsa_key.*: No such file or directory'
