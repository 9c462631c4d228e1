# What a terminal, a reader or a log viewer would obey; some lines have an invalid byte.
my @lines = (
  "$mark esc \x1b[31m bel \x07 bs \b del \x7f csi \xc2\x9b31m nel \xc2\x85 bidi \xe2\x80\xae ls \xe2\x80\xa8 ps \xe2\x80\xa9 zwsp \xe2\x80\x8b tag \xf3\xa0\x80\xa1",
  "$mark raw \x9b31m \xff csi \xc2\x9b31m nel \xc2\x85 bidi \xe2\x80\xae",
  "$mark title \x1b]0;owned\x07 \x1b]52;c;b3duZWQ=\x07 \x1bP+q\x1b\\ \x1b[6n \x1bc \x0e \x0f",
  "$mark isolates \xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9 bom \xef\xbb\xbf shy \xc2\xad alm \xd8\x9c anno \xef\xbf\xb9",
  "$mark overlong \xc0\x8a \xe0\x80\x8a \xf0\x80\x80\x8a surrogate \xed\xa0\x80 beyond \xf4\x90\x80\x80 cut \xe2\x82",
  "$mark tab\tcr\rvt\x0bff\x0c nul\x00end",
  "$mark fine: \xc3\xa9 \xe6\xbc\xa2 \xf0\x9f\x98\x80 \xe2\x82\xac",
  "\x9b$mark", "\xe2\x80\xae$mark", "\r$mark", "\x1b[1A\x1b[2K$mark",
);
my $way = shift @words;
honest_until(qr/_(check|verify)$/, 1);
for my $line (@lines) {
  say_raw($way eq 'output' ? "$line\n" : "$token $way $line\n");
}
report(honest_verb(1) . " $lines[rand @lines]");
1 while honest_until(qr/^\z/, 1);
1;
