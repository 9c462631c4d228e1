# So many of a line, then an honest answer, at one question: what is not shown is counted.
my ($count, $what) = @words;
honest_until(qr/_(check|verify)$/, 1);
my $begins = $what eq 'output' ? '' : "$token $what ";
say_raw(join '', map { "$begins$mark $_\n" } 1 .. $count);
report(honest_verb(1) . " $mark");
1 while honest_until(qr/^\z/, 1);
1;
