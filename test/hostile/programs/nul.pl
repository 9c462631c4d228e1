# NUL bytes within lines, tokens and verbs.
while (next_question()) {
  my $verb = honest_verb(0);
  say_raw("\0$mark\0\n\0\n$token note \0$mark\n" . substr($token, 0, 9) . "\0" . substr($token, 9) . " note $mark\n\0$token \0$verb\0 $mark\0\n");
}
1;
