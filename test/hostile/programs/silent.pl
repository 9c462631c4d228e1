# Says nothing at this function.
honest_until(qr/$words[0]/, ($words[1] // '') eq 'fresh');
sleep_on();
1;
