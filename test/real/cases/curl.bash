# Questions over HTTP, and what is fetched. (http, fetch)
table curl curl
asking=(--disable --silent --show-error --globoff --proto '=http,https' --noproxy '*' --max-time 2 --output /tmp/reply --write-out '%{http_code}')
fetching=(--disable --fail --silent --show-error --globoff --location --max-redirs 5 --proto '=https,http' --proto-redir '=https' --output /tmp/reply)
server=http://127.0.0.1:8124

row CU1 'an answer: its status on stdout, its body in the file'
world "answers $server/good 200 body"
call "${asking[@]}" -- "$server/good"
out 200
err ''
after '[[ $(</tmp/reply) == body ]]'

row CU2 'an answer that is an error: status 0 without --fail'
world "answers $server/bad 503 body"
call "${asking[@]}" -- "$server/bad"
out 503
err ''

row CU3 'the same with --fail: 22, and no file'
world "answers $server/bad 404 body"
call "${fetching[@]}" -- "$server/bad"
ends 22
err 'curl: \(22\) The requested URL returned error: 404( Not Found)?'
after '[[ ! -s /tmp/reply ]]'

row CU4 'nobody listens'
call "${asking[@]}" -- http://127.0.0.1:8125/
ends 7
out 000
err_has 'curl: \(7\) Failed to connect to 127\.0\.0\.1 port 8125.*(Connection refused|Couldn.t connect to server|Could not connect to server)'

row CU5 'a certificate that nobody trusts'
world 'answers https://127.0.0.1:8443/good 200 body; is_self_signed https://127.0.0.1:8443/good'
call "${asking[@]}" -- https://127.0.0.1:8443/good
ends 60
out 000
err_has 'curl: \(60\) SSL certificate problem: self-signed certificate'

row CU6 'the same with --insecure'
world 'answers https://127.0.0.1:8443/good 200 body; is_self_signed https://127.0.0.1:8443/good'
call "${asking[@]}" --insecure -- https://127.0.0.1:8443/good
out 200

row CU7 'a redirect is an answer, where nobody follows'
world "answers $server/moved 302; answer_is $server/moved location $server/good"
call "${asking[@]}" -- "$server/moved"
out 302

row CU8 'a redirect that is not to be followed that way'
world "answers $server/moved 302; answer_is $server/moved location $server/good; answers $server/good 200 body"
call "${fetching[@]}" -- "$server/moved"
ends 1
err_has 'curl: \(1\) Protocol .*(not supported|disabled)'

row CU9 'the disk is full'
on stand-in debian13
world "answers $server/good 200 body"
call --disable --silent --show-error --output /dev/full --write-out '%{http_code}' -- "$server/good"
ends 23

row CU10 'no answer in time'
world "answers $server/slow 200; hangs $server/slow"
call "${asking[@]}" -- "$server/slow"
ends 28
out 000

row CU11 'what is posted'
world "answers $server/take 201"
does 'printf given | curl "${asking[@]}" --data-binary @- -- "$server/take"'
out 201
after '[[ $(posted) == given ]]'

row CU12 'an empty body: the file is there, or it is not'
world "answers $server/empty 200"
call "${asking[@]}" -- "$server/empty"
out 200
after '[[ ! -s /tmp/reply ]]'

row CU13 'a server whose certificate is the only authority'
world 'answers https://127.0.0.1:8443/good 200 body; is_self_signed https://127.0.0.1:8443/good; server_certificate /tmp/ca.pem'
call "${asking[@]}" --cacert /tmp/ca.pem -- https://127.0.0.1:8443/good
out 200
err ''

row CU14 'an authority whose file is not there'
world 'answers https://127.0.0.1:8443/good 200 body; is_self_signed https://127.0.0.1:8443/good'
call "${asking[@]}" --cacert /tmp/none.pem -- https://127.0.0.1:8443/good
ends 77
out 000
err_has 'curl: \(77\) error .*'
