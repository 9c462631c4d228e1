# The system's store of authorities. (tls-authority)
table update-ca-certificates ca-certificates
own=/usr/local/share/ca-certificates

row CA1 'a certificate more: in the one file of all, and found by its subject'
world "own_authorities_only; certificate $own/probe.crt probe"
call --fresh
after '[[ /etc/ssl/certs/probe.pem -ef /usr/local/share/ca-certificates/probe.crt ]]' 'is_trusted /usr/local/share/ca-certificates/probe.crt' \
  'is_in_bundle /usr/local/share/ca-certificates/probe.crt'

row CA2 'another one in its place, without --fresh: in the file of all, but not found by its new subject'
world "own_authorities_only; certificate $own/probe.crt probe; update-ca-certificates; certificate $own/probe.crt other"
call
after 'is_in_bundle /usr/local/share/ca-certificates/probe.crt' '! is_trusted /usr/local/share/ca-certificates/probe.crt'

row CA3 'the same with --fresh: found'
world "own_authorities_only; certificate $own/probe.crt probe; update-ca-certificates; certificate $own/probe.crt other"
call --fresh
after 'is_in_bundle /usr/local/share/ca-certificates/probe.crt' 'is_trusted /usr/local/share/ca-certificates/probe.crt'

row CA4 'a file whose name does not end in .crt: not taken, with status 0'
world "own_authorities_only; certificate $own/probe.pem probe"
call --fresh
after '[[ ! -e /etc/ssl/certs/probe.pem ]]'

row CA5 'one that was taken away: gone'
world "own_authorities_only; certificate $own/probe.crt probe; update-ca-certificates; mv $own/probe.crt /tmp/"
call --fresh
after '[[ ! -L /etc/ssl/certs/probe.pem ]]' '! is_trusted /tmp/probe.crt'
