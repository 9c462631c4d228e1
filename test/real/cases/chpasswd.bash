# Passwords that are set. (user-present, user-password)
table chpasswd passwd

row CP1 'a hash, for a user without a password'
world 'account anna'
does "printf '%s\\n' 'anna:\$6\$abcdefgh\$0123456789abcdef' | chpasswd --encrypted"
out ''
after "[[ \$(getent shadow anna) == 'anna:\$6\$abcdefgh\$0123456789abcdef:'* ]]"

row CP2 'a user that is not there'
does "printf '%s\\n' 'nobody-here:\$6\$abcdefgh\$0123456789abcdef' | chpasswd --encrypted"
ends 1
err_has "chpasswd: line 1: user 'nobody-here' does not exist"

row CP3 'instead of another one'
world "account anna; printf '%s\\n' 'anna:\$6\$abcdefgh\$0123456789abcdef' | chpasswd --encrypted"
does "printf '%s\\n' 'anna:\$y\$j9T\$other' | chpasswd --encrypted"
after "[[ \$(getent shadow anna) == 'anna:\$y\$j9T\$other:'* ]]"
