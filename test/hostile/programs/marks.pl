# Output that looks like the script's own marks and levels, or ends a line in another way.
while (next_question()) {
  say_raw("$_ $mark\n") for '[6/6] docker-ready | ', 'ERROR 910', '| ', '[0/6] program failed 0s  none  ', "x\r2026-11-29T11:17:55+0000 INFO  910 done", "x\x{0b}y", "x\x{0c}y";
  report(honest_verb(1));
}
1;
