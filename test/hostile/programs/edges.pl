# Lines as long as what is read at once, and a byte less and more; some are answers, some cut a character in half.
honest_until(qr/_(check|verify)$/, 1);
for my $length (3999 .. 4001) {
  say_raw("$mark " . 'x' x ($length - length("$mark ")) . "\n");
  say_raw("$token note $mark " . 'x' x ($length - length("$token note $mark ")) . "\n");
  say_raw($mark . "\xe2\x82\xac" x (($length - length $mark) / 3) . "\n");
}
my $more = 0;
do {
  my $answer = "$token " . honest_verb(1) . ' ';
  say_raw($answer . 'x' x (3999 + $more - length $answer) . "\n");
} while (next_question() and $more++ < 3);
report(honest_verb(1));
1 while honest_until(qr/^\z/, 1);
1;
