# Keys of repositories. (repository)
table gpg gpg
listing=(--homedir /tmp/gpg --batch --no-tty --quiet --with-colons --show-keys)

row GP1 'the keys of a file: pub, then its fingerprint in the tenth field'
world 'mkdir -m 700 /tmp/gpg; key_file /tmp/key'
call "${listing[@]}" /tmp/key
out_has $'(^|\n)pub:[^\n]*\nfpr:::::::::[0-9A-F]{40}:\n'

row GP2 'a subkey has a fingerprint as well'
world 'mkdir -m 700 /tmp/gpg; key_file /tmp/key'
call "${listing[@]}" /tmp/key
out_has $'\nsub:[^\n]*\nfpr:::::::::[0-9A-F]{40}:'

row GP3 'what is no key: status 2'
world 'mkdir -m 700 /tmp/gpg; echo "<html>" >/tmp/key'
call "${listing[@]}" /tmp/key
ends 2
out ''
err_has 'gpg: no valid OpenPGP data found\.'

row GP4 'armour is taken off'
world 'mkdir -m 700 /tmp/gpg; armoured_key_file /tmp/key'
call --homedir /tmp/gpg --batch --no-tty --quiet --output /tmp/bare --dearmor /tmp/key
after 'gpg --homedir /tmp/gpg --batch --no-tty --quiet --with-colons --show-keys /tmp/bare | grep "^pub:"'

row GP5 'armour around nothing: a failure'
world 'mkdir -m 700 /tmp/gpg; echo "<html>" >/tmp/key'
call --homedir /tmp/gpg --batch --no-tty --quiet --output /tmp/bare --dearmor /tmp/key
ends 2
err_has 'no valid OpenPGP data found'

row GP6 'two keys in one file: both are listed'
world 'mkdir -m 700 /tmp/gpg; key_file /tmp/key; second_key_file /tmp/second; cat /tmp/second >>/tmp/key'
does 'gpg --homedir /tmp/gpg --batch --no-tty --quiet --with-colons --show-keys /tmp/key | grep --count "^pub:"'
out 2

row GP7 'a home that is not there: a failure'
world 'key_file /tmp/key'
call --homedir /tmp/none --batch --no-tty --quiet --with-colons --show-keys /tmp/key
ends 2
