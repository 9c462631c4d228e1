# The zones that a system knows, as files; timedatectl needs a running systemd. (system-time-zone)
table date tzdata

row TZ1 'a zone of tzdata'
on debian12 debian13
does '[[ -f /usr/share/zoneinfo/Europe/Berlin ]]'

row TZ2 'an old name of a zone: Debian 12 has it in tzdata'
on debian12
does '[[ -f /usr/share/zoneinfo/US/Eastern ]]'

row TZ3 'Debian 13 does not: it is in tzdata-legacy'
on debian13
does '[[ -e /usr/share/zoneinfo/US/Eastern ]]'
ends 1

row TZ4 'a zone that is not there is UTC, with status 0 and not a word'
does 'TZ=Mars/Olympus date --date=@0 +%H:%M'
out 00:00
err ''

row TZ5 '/etc/localtime is a link into it'
on debian12 debian13
does 'ln -sf /usr/share/zoneinfo/Europe/Berlin /etc/localtime; date --date=@0 +%H:%M'
out 01:00
