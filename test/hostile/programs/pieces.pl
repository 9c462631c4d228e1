# The answer cut in pieces over time.
while (next_question()) {
  for my $piece (split //, "\n$token note $mark\n$token " . honest_verb(0) . "\n") {
    say_raw($piece);
    select undef, undef, undef, 0.001;
  }
}
1;
