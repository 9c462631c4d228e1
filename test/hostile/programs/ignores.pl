# Ignores signals and the word to stop, and says nothing more at this function.
$SIG{$_} = 'IGNORE' for qw(HUP INT TERM PIPE USR1 USR2);
honest_until(qr/$words[0]/, 0);
my $end = time + 60;
while (time < $end) {
  sleep_on();
}
1;
