# Says nothing any more, and lives.
honest_until(qr/$words[0]/, 0) or exit 0;
close STDOUT;
close STDERR;
sleep_on();
1;
