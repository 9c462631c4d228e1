# Groups that are made. (user-group, user-present)
table groupadd passwd

row GA1 'a group'
call probe
out ''
after '[[ $(getent group probe) =~ ^probe:x:[0-9]+:$ ]]'

row GA2 'one that is there already'
world 'groupadd probe'
call probe
ends 9
err "groupadd: group 'probe' already exists"

row GA3 'the same with --force: status 0'
world 'groupadd probe'
call --force probe
out ''

row GA4 'with a number'
call --gid 1234 probe
after '[[ $(getent group probe) == probe:x:1234: ]]'

row GA5 'with a number that another one has'
world 'groupadd --gid 1234 other'
call --gid 1234 probe
ends 4
err "groupadd: GID '1234' already exists"

row GA6 'of the system: a number below 1000'
call --system probe
after '(($(getent group probe | cut -d : -f 3) < 1000))'
