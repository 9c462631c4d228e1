# The last line has no end; then it goes, or stays.
honest_until(qr/$words[0]/, 0) or exit 0;
say_raw("\n$token yes $mark");
sleep_on() if ($words[1] // '') eq 'stays';
1;
