# Virtual environments. (python-venv)
table python3 python3
installing=(-m pip install --no-input --disable-pip-version-check --progress-bar off --index-url http://127.0.0.1:8124/simple/ --requirement /tmp/requirements)

row PV1 'its version'
call -c 'import sys; print(*sys.version_info[:2])'
out '3 1[0-9]'

row PV2 'an environment, and a Python in it that starts'
call -m venv /opt/probe
after '[[ -e /opt/probe/pyvenv.cfg ]]' "/opt/probe/bin/python -c ''"

row PV3 'a package that the index does not have: status 1'
world 'python3 -m venv /opt/probe; echo no-such-package >/tmp/requirements'
does '/opt/probe/bin/python "${installing[@]}"'
ends 1
err_has 'ERROR: No matching distribution found for no-such-package'

row PV4 'no requirements: status 0'
world 'python3 -m venv /opt/probe; : >/tmp/requirements'
does '/opt/probe/bin/python "${installing[@]}"'

row PV5 'an environment where one is already: it stays usable'
world 'python3 -m venv /opt/probe'
call -m venv /opt/probe
after "/opt/probe/bin/python -c ''"
