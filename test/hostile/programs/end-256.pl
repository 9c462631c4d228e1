# The ways of before: the end of all, with a status that is 0 modulo 256, and other numbers.
while (next_question()) {
  say_raw("\n$token end $_\n") for @words;
}
1;
