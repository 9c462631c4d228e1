# Ends, while a process of its own keeps the pipes open.
honest_until(qr/$words[0]/, 0);
if (!fork) {
  sleep_on();
}
exit 0;
1;
