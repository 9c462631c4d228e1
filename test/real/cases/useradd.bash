# Users that are made. (user-present)
table useradd passwd
new=(--create-home --user-group --shell /bin/bash)

row UA1 'a user, with a home and a group of the same name'
call "${new[@]}" anna
out ''
after '[[ $(getent passwd anna) =~ ^anna:x:[0-9]+:[0-9]+::/home/anna:/bin/bash$ ]]' '[[ $(id --group --name anna) == anna && -d /home/anna ]]'

row UA2 'one that is there already'
world 'account anna'
call "${new[@]}" anna
ends 9
err "useradd: user 'anna' already exists"

row UA3 'a group of that name is there: no user is made'
world 'groupadd anna'
call "${new[@]}" anna
ends 9
err 'useradd: group anna exists - if you want to add this user to that group, use -g\.'
after '! getent passwd anna'

row UA4 'a name that is none: 3, or with Debian 13 19'
on debian12 debian13
call "${new[@]}" 'anna b'
ends '3|19'
err_has "useradd: invalid user name 'anna b'"

row UA5 'a home that is there already: status 0, and what is in it stays'
world 'mkdir -p /home/anna; echo kept >/home/anna/file'
call "${new[@]}" anna
after '[[ $(</home/anna/file) == kept ]]'

row UA6 'a group of that name is there, and is given'
world 'groupadd anna'
call --create-home --gid anna --shell /bin/bash anna
out ''
after '[[ $(id --group --name anna) == anna && -d /home/anna ]]'
