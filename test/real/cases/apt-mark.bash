# Packages that are held. (apt-hold)
table apt-mark apt

row AM1 'hold'
world 'has_packages probe-tool'
call hold -- probe-tool
out 'probe-tool set on hold\.'
after '[[ $(apt-mark showhold -- probe-tool) == probe-tool ]]'

row AM2 'what is held, of those that are asked for'
world 'has_packages probe-tool probe-lib; apt-mark hold -- probe-tool'
call showhold -- probe-tool probe-lib
out probe-tool

row AM3 'nothing is held'
world 'has_packages probe-tool'
call showhold -- probe-tool
out ''

row AM4 'hold of what is held already'
world 'has_packages probe-tool; apt-mark hold -- probe-tool'
call hold -- probe-tool
out 'probe-tool was already set on hold\.'
