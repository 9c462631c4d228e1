# The answers to a question come with the token of the one before; the words say whether also the right one.
my $before = '';
while (next_question()) {
  my $verb = honest_verb(0);
  say_raw("$before $_ $mark\n") for grep { $before } qw(yes done ready no failed late busy unknown);
  say_raw("0" x 32 . " $verb $mark\n$mark $token\n$token\n" . uc($token) . "x $verb $mark\n ${token} $verb $mark\n\t$token $verb\n");
  $before = $token;
  report("$verb $mark") if @words || $function eq 'open_batch';
  exit 0 unless @words || $function eq 'open_batch';
}
1;
