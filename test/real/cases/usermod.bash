# Users that are changed. (user-present, user-groups)
table usermod passwd

row UM1 'a group more'
world 'account anna; groupadd probe'
call --append --groups probe anna
after '[[ " $(id --name --groups anna) " == *" probe "* && $(id --group --name anna) == anna ]]'

row UM2 'a group that is not there'
world 'account anna'
call --append --groups no-such-group anna
ends 6
err "usermod: group 'no-such-group' does not exist"

row UM3 'another shell'
world 'account anna'
call --shell /bin/sh anna
after '[[ $(getent passwd anna) == *:/bin/sh ]]'

row UM4 'a user that is not there'
call --shell /bin/sh anna
ends 6
err "usermod: user 'anna' does not exist"

row UM5 'a group that it is in already'
world 'account anna; groupadd probe; usermod --append --groups probe anna'
call --append --groups probe anna
after '[[ $(getent group probe) == *:anna ]]'
