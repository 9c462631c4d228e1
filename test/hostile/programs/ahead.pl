# Answers that come before their question: with the token at hand, and with tokens that one could guess.
next_question() or exit 0;
my @verbs = qw(ready yes yes yes done yes yes yes no unknown);
my @tokens = ($token, '0' x 32, '00000000', '*', '?' x 32, '[0-9a-f]*', '', '$token', '"$token"', 'token');
for my $verb (@verbs) {
  say_raw("$_ $verb $mark\n") for $verb eq 'ready' ? $token : @tokens;
}
say_raw("$token yes $mark\n") for 1 .. 50;
sleep_on() if @words;
1;
