# What a package's file says of itself. (apt-deb)
table dpkg-deb dpkg

row DD1 'its name'
world 'package_file /tmp/probe.deb probe-tool'
call --field /tmp/probe.deb Package
out probe-tool

row DD2 'a file that is no package'
world 'echo text >/tmp/probe.deb'
call --field /tmp/probe.deb Package
ends 2
out ''
err_has "dpkg-deb: error: '/tmp/probe.deb' is not a Debian format archive"
