# What an author has sudo's files tried with, before they are put in place. No step calls it by itself; so it is the real program alone.
table visudo sudo

row VS1 'a file that is right'
on debian12 debian13
world 'echo "anna ALL=(ALL) ALL" >/tmp/sudoers'
call --check --quiet --file=/tmp/sudoers

row VS2 'a file with a mistake'
on debian12 debian13
world 'echo "anna ALL=(ALL" >/tmp/sudoers'
call --check --file=/tmp/sudoers
ends 1
err_has 'syntax error'

row VS3 'a file that is not there'
on debian12 debian13
call --check --quiet --file=/tmp/none
ends 1
