# Checkouts. In the sandbox it is this machine's own. (git-checkout)
table git git

row GT1 'the end of a branch elsewhere'
world 'repository /srv/repo'
call ls-remote --exit-code -- file:///srv/repo refs/heads/main
out $'[0-9a-f]{40}\trefs/heads/main'

row GT2 'a branch that is not there: status 2, and not a word'
world 'repository /srv/repo'
call ls-remote --exit-code -- file:///srv/repo refs/heads/none
ends 2
out ''
err ''

row GT3 'a repository that is not there'
call ls-remote --exit-code -- file:///srv/none refs/heads/main
ends 128
err_has 'fatal: .*/srv/none.* does not appear to be a git repository'

row GT4 'a tag that the checkout does not have: status 1, and not a word'
world 'repository /srv/repo'
call -C /srv/repo rev-parse --verify --quiet 'refs/tags/v9^{commit}'
ends 1
out ''
err ''

row GT5 'a commit that the checkout does not have: status 1 with --verify --quiet'
world 'repository /srv/repo'
call -C /srv/repo rev-parse --verify --quiet '0123456789012345678901234567890123456789^{commit}'
ends 1
out ''

row GT6 'a checkout of somebody else: refused'
on debian12 debian13
world 'repository /srv/repo; chown -R 1234:1234 /srv/repo'
call -C /srv/repo rev-parse HEAD
ends 128
err_has 'detected dubious ownership'

row GT7 'the last commit of a branch alone'
world 'repository /srv/repo; git init --quiet /srv/checkout; git -C /srv/checkout config remote.origin.url file:///srv/repo'
call -C /srv/checkout fetch --quiet --depth 1 --no-tags origin +refs/heads/main:refs/remotes/origin/main
err ''
after '[[ $(git -C /srv/checkout rev-parse refs/remotes/origin/main) == "$(git -C /srv/repo rev-parse main)" ]]'

row GT8 'a tag that is not there'
world 'repository /srv/repo; git init --quiet /srv/checkout; git -C /srv/checkout config remote.origin.url file:///srv/repo'
call -C /srv/checkout fetch --quiet --depth 1 --no-tags origin refs/tags/v9:refs/tags/v9
ends 128
err_has "couldn't find remote ref refs/tags/v9"

row GT9 'a server that wants a password, and nobody to ask: an error at once'
on debian12 debian13
world 'answers "http://127.0.0.1:8124/private/info/refs?service=git-upload-pack" 401; answer_is "http://127.0.0.1:8124/private/info/refs?service=git-upload-pack" authenticate "Basic realm=probe"'
does 'GIT_TERMINAL_PROMPT=0 git ls-remote http://127.0.0.1:8124/private refs/heads/main'
ends 128
err_has "could not read Username for 'http://127\.0\.0\.1:8124': terminal prompts disabled"

row GT10 'a setting that is not there: status 1'
world 'repository /srv/repo'
call -C /srv/repo config --get remote.origin.url
ends 1
out ''

row GT11 'a file that was changed here is put back'
world 'repository /srv/repo; echo changed >/srv/repo/file'
call -C /srv/repo checkout --quiet --force --detach main
after '[[ $(</srv/repo/file) == content ]]'
