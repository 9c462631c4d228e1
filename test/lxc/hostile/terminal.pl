# Honest answers; before each, all that can be done to the operator's terminal.
while (next_question()) {
  system "/usr/local/bin/terminal >>/srv/said";
  report(honest_verb(1) . " $mark");
}
1;
