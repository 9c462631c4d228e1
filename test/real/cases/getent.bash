# Who and what the system knows. In the sandbox it is this machine's own. (users, ready, wait-names, host-names)
table getent libc-bin

row GE1 'a user'
world 'account anna'
call passwd anna
out 'anna:x:[0-9]+:[0-9]+:.*:/home/anna:/bin/bash'

row GE2 'a user that is not there: status 2, and not a word'
call passwd anna
ends 2
out ''
err ''

row GE3 'a group'
call group root
out 'root:x:0:'

row GE4 'a name of the hosts file'
world 'echo "192.0.2.7 probe.example" >>/etc/hosts'
call hosts probe.example
out '192\.0\.2\.7 +probe\.example'

row GE5 'a name that does not resolve, without a name server'
call hosts probe.example
ends 2
out ''
