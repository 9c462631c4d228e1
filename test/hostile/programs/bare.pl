# Every verb without a token, or with something else in its place, and then the end.
honest_until(qr/$words[0]/, 0);
for my $verb (qw(yes no done ready failed late busy unknown)) {
  say_raw("$verb $mark\n $verb\n$verb\ntoken $verb\n$step $verb\n$function $verb\n$token\n$token$verb\n");
}
exit 0;
1;
