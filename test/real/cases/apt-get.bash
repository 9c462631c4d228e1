# What steps have apt do. (apt, apt-update, apt-upgrade, apt-deb, apt-absent)
table apt-get apt

# The words that every call but update begins with.
apt=(--quiet --yes -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold)
# Those with which a simulation leaves nothing behind.
simulated=(-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o Dir::Log::Planner= --simulate)

row AG1 'update: there are lists afterwards'
world 'publishes_packages probe-tool'
call --quiet --yes update
after '[[ -n $(ls /var/lib/apt/lists/*_*) ]]'

row AG2 'update, nobody listens at the mirror: status 0, and only warnings'
on debian12 debian13
world 'mirror_is_down'
call --quiet --yes update
out_has 'Could not connect to 127\.0\.0\.1:8125'
err_has 'W: Failed to fetch http://127\.0\.0\.1:8125/.*(Could not|Unable to) connect to 127\.0\.0\.1:8125'
err_has 'W: Some index files failed to download\. They have been ignored, or old ones used instead\.'
err_lacks 'E: '

row AG3 'update, nobody listens at the mirror, Error-Mode=any: a failure'
on debian12 debian13
world 'mirror_is_down'
call --quiet --yes -o APT::Update::Error-Mode=any update
ends 100
err_has 'E: Failed to fetch http://127\.0\.0\.1:8125/.*(Could not|Unable to) connect to 127\.0\.0\.1:8125'

row AG4 'update, the mirror answers 404: a failure by itself'
on debian12 debian13
world 'mirror_has_nothing'
call --quiet --yes update
ends 100
err_has 'E: '

row AG5 'install what the lists offer'
world 'offers_packages probe-tool'
call "${apt[@]}" install probe-tool
after 'is_installed probe-tool=1'

row AG6 'install what nobody knows'
world 'offers_packages probe-tool'
call "${apt[@]}" install no-such-package
ends 100
err_has 'E: Unable to locate package no-such-package'

row AG7 'install what is there already in an older version: the new one comes'
world 'has_packages probe-tool=1; offers_packages probe-tool=2'
call "${apt[@]}" install probe-tool
after 'is_installed probe-tool=2'

row AG8 'install one that nobody knows beside one that is offered: neither comes'
world 'offers_packages probe-tool'
call "${apt[@]}" install probe-tool no-such-package
ends 100
after 'is_not_installed probe-tool'

row AG9 'a name with a hyphen at its end: the package is removed, with status 0'
on debian12 debian13
world 'has_packages probe-tool; offers_packages probe-tool'
call "${apt[@]}" install probe-tool-
after 'is_not_installed probe-tool'

row AG10 'the same with --no-remove: a failure'
on debian12 debian13
world 'has_packages probe-tool; offers_packages probe-tool'
call "${apt[@]}" --no-remove install probe-tool-
ends 100
err_has 'E: Packages need to be removed but remove is disabled\.'
after 'is_installed probe-tool'

row AG11 'a name with a plus at its end: the package is installed'
on debian12 debian13
world 'offers_packages probe-tool'
call "${apt[@]}" install probe-tool+
after 'is_installed probe-tool'

row AG12 'a package that conflicts with one that is there: that is removed, with status 0'
on debian12 debian13
world 'has_packages probe-tool; offers_packages probe-rival'
call "${apt[@]}" install probe-rival
after 'is_not_installed probe-tool'

row AG13 'the same with --no-remove: a failure, and the first stays'
on debian12 debian13
world 'has_packages probe-tool; offers_packages probe-rival'
call "${apt[@]}" --no-remove install probe-rival
ends 100
after 'is_installed probe-tool'

row AG14 'a package that needs one that is not to be had'
on debian12 debian13
world 'offers_packages probe-impossible'
call "${apt[@]}" install probe-impossible
ends 100
out_has 'Depends: probe-nowhere but it is not (installable|going to be installed)'
err_has 'E: '

row AG15 'a version'
world 'offers_packages probe-tool=2'
call "${apt[@]}" install probe-tool=2
after 'is_installed probe-tool=2'

row AG16 'a version that is not to be had'
world 'offers_packages probe-tool=2'
call "${apt[@]}" install probe-tool=9
ends 100
err_has "E: Version '9' for 'probe-tool' was not found"

row AG17 'an older version than the one that is there'
world 'has_packages probe-tool=2; offers_packages probe-tool=1'
call "${apt[@]}" install probe-tool=1
ends 100
err_has 'E: Packages were downgraded and -y was used without --allow-downgrades\.'

row AG18 'the same, allowed'
world 'has_packages probe-tool=2; offers_packages probe-tool=1'
call "${apt[@]}" --allow-downgrades install probe-tool=1
after 'is_installed probe-tool=1'

row AG19 'remove'
world 'has_packages probe-settings; offers_packages probe-settings'
call "${apt[@]}" remove probe-settings
after '[[ $(state_of probe-settings) == config-files ]]'

row AG20 'purge of what is removed, but for its configuration'
world 'has_configuration_of probe-settings; offers_packages probe-settings'
call "${apt[@]}" purge probe-settings
after '[[ -z $(state_of probe-settings) ]]'

row AG21 'remove what nobody knows'
world 'offers_packages probe-tool'
call "${apt[@]}" remove no-such-package
ends 100
err_has 'E: Unable to locate package no-such-package'

row AG22 'remove what is offered, but not there: status 0'
world 'offers_packages probe-tool'
call "${apt[@]}" remove probe-tool

row AG23 'an installation was cut off: nothing else is done before dpkg --configure -a'
world 'offers_packages probe-tool; was_cut_off'
call "${apt[@]}" install probe-tool
ends 100
err_has "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem\."

row AG24 'a name that another package provides: that one is installed, under its own name'
on debian12 debian13
world 'offers_packages probe-renamed=2'
call "${apt[@]}" install probe-old
after 'is_installed probe-renamed=2'

row AG25 'clean'
world 'mkdir -p /var/cache/apt/archives; : >/var/cache/apt/archives/probe-tool_1_all.deb'
call clean
after '[[ ! -e /var/cache/apt/archives/probe-tool_1_all.deb ]]'

row AG26 'upgrade'
world 'has_packages probe-tool=1; offers_packages probe-tool=2'
call "${apt[@]}" upgrade
after 'is_installed probe-tool=2'

row AG27 'upgrade, simulated: a line for each package that waits, and nothing is left'
world 'has_packages probe-tool=1; offers_packages probe-tool=2; rm -f /var/cache/apt/*.bin /var/log/apt/eipp.log.xz'
call "${apt[@]}" "${simulated[@]}" upgrade
out_has $'\nInst probe-tool \\[1\\] \\(2 ?.*\\)'
after 'is_installed probe-tool=1' '[[ ! -e /var/cache/apt/pkgcache.bin && ! -e /var/log/apt/eipp.log.xz ]]'

row AG28 'upgrade, simulated, with nothing to do: no such line'
world 'has_packages probe-tool=2; offers_packages probe-tool=2'
call "${apt[@]}" "${simulated[@]}" upgrade
out_has 'Reading package lists\.\.\.'
out_lacks 'Inst '

row AG29 'an upgrade whose configuration file was changed here: that file stays'
world 'has_packages probe-settings=1; offers_packages probe-settings=2; changed_settings'
call "${apt[@]}" install probe-settings
after 'is_installed probe-settings=2' '[[ $(</etc/probe-settings.conf) == "changed here" ]]'

row AG30 'the same without a word for dpkg: it asks, nobody answers, and it fails'
world 'has_packages probe-settings=1; offers_packages probe-settings=2; changed_settings'
call --quiet --yes install probe-settings
ends 100
out_has 'end of file on stdin at conffile prompt'

row AG31 'a package that is held is not upgraded, with status 0'
on debian12 debian13
world 'has_packages probe-tool=1; offers_packages probe-tool=2; apt-mark hold probe-tool'
call "${apt[@]}" upgrade
after 'is_installed probe-tool=1'

row AG32 'install of a package that is held in an older version'
on debian12 debian13
world 'has_packages probe-tool=1; offers_packages probe-tool=2; apt-mark hold probe-tool'
call "${apt[@]}" install probe-tool
ends 100
err_has 'E: Held packages were changed and -y was used without --allow-change-held-packages\.'
after 'is_installed probe-tool=1'

row AG33 'a package whose own script fails'
on debian12 debian13
world 'offers_packages probe-broken'
call "${apt[@]}" install probe-broken
ends 100
err_has 'the script of probe-broken fails'
err_has 'E: Sub-process /usr/bin/dpkg returned an error code \(1\)'

row AG34 'update while another one reads the lists: a failure at once'
world 'publishes_packages probe-tool; lists_are_locked'
call --quiet --yes update
ends 100
err_has 'E: Could not get lock /var/lib/apt/lists/lock\. It is held by process [0-9]+ \(.*\)'

row AG35 'the repository no longer has the file that its lists name'
on debian12 debian13
world 'offers_gone probe-tool'
call "${apt[@]}" install probe-tool
ends 100
err_has 'E: Failed to fetch .*404 +Not Found'

row AG36 'a file'
world 'package_file /tmp/probe.deb probe-tool=2'
call "${apt[@]}" install --allow-downgrades --reinstall /tmp/probe.deb
after 'is_installed probe-tool=2'

row AG37 'a file of an older version than the one that is there'
world 'has_packages probe-tool=2; package_file /tmp/probe.deb probe-tool=1'
call "${apt[@]}" install --allow-downgrades --reinstall /tmp/probe.deb
after 'is_installed probe-tool=1'

row AG38 'update, one mirror of two is down: status 0, and the other one is read'
on debian12 debian13
world 'publishes_packages probe-tool; echo "deb [trusted=yes] http://127.0.0.3:8125/packages ./" >/etc/apt/sources.list.d/dead.list'
call --quiet --yes update
err_has 'W: Failed to fetch http://127\.0\.0\.3:8125/'
after 'apt-get --simulate install probe-tool'

row AG39 'the same with Error-Mode=any: a failure, though one was read'
on debian12 debian13
world 'publishes_packages probe-tool; echo "deb [trusted=yes] http://127.0.0.3:8125/packages ./" >/etc/apt/sources.list.d/dead.list'
call --quiet --yes -o APT::Update::Error-Mode=any update
ends 100
after 'apt-get --simulate install probe-tool'

row AG40 'a package that is held, changed all the same'
world 'has_packages probe-tool=1; offers_packages probe-tool=2; apt-mark hold -- probe-tool'
call "${apt[@]}" --allow-change-held-packages install probe-tool
after 'is_installed probe-tool=2'
