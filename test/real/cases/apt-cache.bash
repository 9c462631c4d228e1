# What can be asked of apt's lists. No step does so yet; so it is the real program alone.
table apt-cache apt

row AC1 'policy: the version that is there, and the one that would come'
on debian12 debian13
world 'has_packages probe-tool=1; offers_packages probe-tool=2'
call policy probe-tool
out_has 'Installed: 1'
out_has 'Candidate: 2'

row AC2 'policy of what nobody knows: status 0, and not a word'
on debian12 debian13
world 'offers_packages probe-tool'
call policy no-such-package
out ''
err ''

row AC3 'policy of a name that others provide: no candidate, and status 0'
on debian12 debian13
world 'offers_packages probe-renamed=2'
call policy probe-old
out_has 'Candidate: \(none\)'

row AC4 'show of what nobody knows'
on debian12 debian13
world 'offers_packages probe-tool'
call show no-such-package
ends 100
err_has 'E: No packages found'

row AC5 'madison of what nobody knows: status 0'
on debian12 debian13
world 'offers_packages probe-tool'
call madison no-such-package
out ''

row AC6 'who provides a name'
on debian12 debian13
world 'offers_packages probe-renamed=2'
call showpkg probe-old
out_has $'Reverse Provides: \nprobe-renamed 2'
