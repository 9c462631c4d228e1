# Says back whatever it hears.
while (defined(my $line = next_line())) {
  say_raw($line);
}
1;
