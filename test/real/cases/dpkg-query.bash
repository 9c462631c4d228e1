# What steps ask dpkg of a package. (apt-installed, apt-versions)
table dpkg-query dpkg

row DQ1 'an installed package: one word, without the end of a line'
world 'has_packages probe-tool'
call --show '--showformat=${db:Status-Status}' probe-tool
out installed
err ''

row DQ2 'a package that nobody knows: status 1, and nothing on stdout'
call --show '--showformat=${db:Status-Status}' no-such-package
ends 1
out ''
err 'dpkg-query: no packages found matching no-such-package'

row DQ3 'a removed package of which the configuration is still there: status 0'
world 'has_configuration_of probe-settings'
call --show '--showformat=${db:Status-Status}' probe-settings
out config-files

row DQ4 'the version as well'
world 'has_packages probe-tool=2'
call --show '--showformat=${db:Status-Status} ${Version}' probe-tool
out 'installed 2'

row DQ5 'a package that apt could install, but dpkg has never seen: as one that nobody knows'
world 'offers_packages probe-tool'
call --show '--showformat=${db:Status-Status}' probe-tool
ends 1
out ''

row DQ6 'a name that an installed package provides: status 0, but not-installed'
on debian12 debian13
world 'has_packages libprobe1t64'
call --show '--showformat=${db:Status-Status}' libprobe1
out not-installed

row DQ7 'one package for two architectures: both answers, with nothing between them'
on debian12 debian13
world 'has_for_two_architectures probe-both'
call --show '--showformat=${db:Status-Status}' probe-both
out installedinstalled

row DQ8 'a name with its architecture'
world 'has_packages probe-native'
call --show '--showformat=${db:Status-Status}' probe-native:amd64
out installed

row DQ9 'a package whose configuration failed'
on debian12 debian13
world 'has_half_configured probe-broken'
call --show '--showformat=${db:Status-Status}' probe-broken
out half-configured

row DQ10 'a name is a pattern: what matches it is printed as well'
on debian12 debian13
world 'has_packages probe-tool probe-lib'
call --show '--showformat=${db:Status-Status}' 'probe-*'
out installedinstalled

row DQ11 'a package that is held, but was never installed: status 0, and a state of its own'
on debian12 debian13
world 'printf "%s\n" "Package: probe-tool" "Version: 1" "Architecture: all" "Maintainer: n" "Description: d" | dpkg --merge-avail >/dev/null
  echo "probe-tool hold" | dpkg --set-selections'
call --show '--showformat=${db:Status-Status}' probe-tool
out 'not-installed'

row DQ12 'its name and version, with an escaped line end'
world 'has_packages probe-tool=2'
call --show '--showformat=${Package} ${Version}\n' probe-tool
out 'probe-tool 2'

row DQ13 'all packages, and what they provide besides'
world 'has_provider'
call --show '--showformat=${db:Status-Status} ${Package} ${Provides}\n'
out_has 'installed libprobe1t64 libprobe1 \(= 1\)'

row DQ14 'the names of all packages'
world 'has_packages probe-tool'
call --show '--showformat=${binary:Package}\n'
out_has 'probe-tool'

row DQ15 'the architecture as well'
world 'has_packages probe-native'
call --show '--showformat=${db:Status-Status} ${Version} ${Architecture}\n' probe-native
out 'installed 1 amd64'
