# The right verb without a token, then every verb with something else in its place, and then the end, unless one was taken for an answer.
honest_until(qr/$words[0]/, 0);
say_raw(honest_verb(0) . " $mark\n");
if (!is_asked(0.2)) {
  for my $verb (qw(yes no done ready failed late busy unknown)) {
    say_raw("$verb $mark\n $verb\n$verb\ntoken $verb\n$step $verb\n$function $verb\n$token\n$token$verb\n");
  }
  is_asked(0.2) or exit 0;
}
1 while honest_until(qr/^\z/, 0);
1;
