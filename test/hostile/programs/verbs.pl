# One answer that is none, to the function that the first word matches; the second is the verb, where _ stands for a blank and %XX for a byte.
my ($wanted, $verb) = @words;
$verb =~ s/_/ /g;
$verb =~ s/%([0-9A-F]{2})/chr hex $1/ge;
honest_until(qr/$wanted/, 1) or exit 0;
report("$verb $mark");
1 while honest_until(qr/^\z/, 1);
1;
