# Keys and certificates. In the sandbox it is this machine's own. (certificate, trust, authority)
table openssl openssl

row OS1 'a key'
call genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256
out_has '^-----BEGIN PRIVATE KEY-----'

row OS2 'a certificate that signed itself, by a configuration of its own'
world 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 >/tmp/key
  printf "%s\n" "[req]" "prompt = no" "distinguished_name = subject" "x509_extensions = extensions" "[subject]" "CN = probe" "[extensions]" "basicConstraints = critical,CA:FALSE" "subjectAltName = DNS:probe.example,IP:192.0.2.7" >/tmp/configuration'
does 'openssl req -new -x509 -sha256 -days 30 -key /tmp/key -config /tmp/configuration | openssl x509 -noout -ext subjectAltName'
out $'X509v3 Subject Alternative Name: *\n    DNS:probe\\.example, IP Address:192\\.0\\.2\\.7'

row OS3 'a certificate without that extension: status 0, and nothing on stdout'
world 'certificate /tmp/probe.crt probe'
does 'openssl x509 -noout -ext subjectAltName </tmp/probe.crt'
out ''
err_has 'No extensions? '

row OS4 'what is no certificate'
does 'echo text | openssl x509 -noout -ext subjectAltName'
ends 1
out ''
err_has .

row OS5 'it does not end so soon'
world 'certificate /tmp/probe.crt probe'
does 'openssl x509 -noout -checkend 86400 </tmp/probe.crt'
out 'Certificate will not expire'

row OS6 'it does: status 1, and words on stdout'
world 'certificate /tmp/probe.crt probe'
does 'openssl x509 -noout -checkend 8640000000 </tmp/probe.crt'
ends 1
out 'Certificate will expire'

row OS7 'the public half of what is no key'
does 'echo text | openssl pkey -pubout'
ends 1
out ''

row OS8 'a certificate that no authority of the store has signed'
world 'own_authorities_only; certificate /tmp/probe.crt probe'
does 'openssl verify -partial_chain -no-CAfile -CApath /etc/ssl/certs </tmp/probe.crt'
ends 2
err_has 'self-signed certificate'

row OS9 'the extension of an authority'
world 'certificate /tmp/probe.crt probe'
does 'openssl x509 -noout -ext basicConstraints </tmp/probe.crt'
out_has 'CA:TRUE'

row OS10 'an RSA key, and what is said of it'
does 'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 | openssl pkey -pubout | openssl pkey -pubin -noout -text'
out_has $'Public-Key: \\(2048 bit\\)\nModulus:'

row OS11 'what is said of a key on that curve'
does 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 | openssl pkey -pubout | openssl pkey -pubin -noout -text'
out_has 'NIST CURVE: P-256'

row OS12 'a subject, with what its configuration takes for more than it is'
world 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 >/tmp/key
  printf "%s\n" "[req]" "prompt = no" "distinguished_name = subject" "utf8 = yes" "[subject]" "C = DE" "O = a, \\\$b \\#1 \\\"q\\\" \\\\c" "CN = probe" >/tmp/configuration'
does 'openssl req -new -x509 -sha256 -days 30 -key /tmp/key -config /tmp/configuration | openssl x509 -noout -subject -nameopt utf8,sep_multiline,sname'
out $'subject=\n    C=DE\n    O=a, \\$b #1 "q" \\\\c\n    CN=probe'
