# Never silent for long, never done.
next_question();
while (1) {
  say_raw("$mark still here\n");
  select undef, undef, undef, 0.02;
}
1;
