# Does not read any further from the first question on.
next_question();
close STDIN;
report(honest_verb(0));
sleep_on() if @words;
1;
