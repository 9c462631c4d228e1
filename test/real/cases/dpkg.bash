# dpkg itself. (apt-finish, repository)
table dpkg dpkg

row DP1 'nothing is left to be configured'
call --configure -a
out ''

row DP2 'an installation that was cut off is finished'
world 'was_cut_off'
call --configure -a
after 'is_finished'

row DP3 'the architecture'
call --print-architecture
out amd64

row DP4 'another one is at work: the lock, and its process; Debian 13 names the program'
world 'dpkg_is_locked'
call --configure -a
ends 2
err_has 'dpkg: error: dpkg frontend lock was locked by (another|/[^ ]*) process with pid [0-9]+'

row DP5 'a script that fails again'
on debian12 debian13
world 'has_half_configured probe-broken'
call --configure -a
ends 1
err_has 'Errors were encountered while processing:'
