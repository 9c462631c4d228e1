# One line of so many bytes that ends, then an honest answer; with a second word it begins as an event, or as the answer.
my ($bytes, $begins) = @words;
honest_until(qr/_(check|verify)$/, 1);
my $verb = honest_verb(1);
my $start = defined $begins ? "$token " . ($begins eq 'verb' ? $verb : $begins) . ' ' : '';
say_raw($start . $mark . ' x' x ($bytes / 2) . "\n");
report($verb) unless ($begins // '') eq 'verb';
1 while honest_until(qr/^\z/, 1);
1;
