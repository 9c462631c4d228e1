# Ends with this status, or by this signal, at this function; `at-once` before it has read anything.
my ($how, $wanted) = @words;
$wanted eq 'at-once' or honest_until(qr/$wanted/, 1);
say_raw("$mark\n");
kill $how, $$ if $how =~ /^[A-Z]/;
exit $how;
1;
