# As fast as it can: lines, events, or nothing that counts; the words say what, and at which function.
my ($what, $wanted) = @words;
honest_until(qr/$wanted/, 1) or exit 0;
my %texts = (
  lines => "$mark " . 'x' x 60 . "\n",
  empty => "\n",
  blanks => " \t \n",
  short => "x\n",
  note => "$token note $mark\n",
  waits => "$token waits $mark\n",
  warn => "$token warn $mark\n",
  escapes => "\x1b[31m$mark\xe2\x80\xae\n",
  bytes => "$mark\xff\xfe\x9b" . "\x80" x 70 . "\n",
  endless => 'x' x 64,
  nul => "\0" x 64,
  returns => "\r" x 64,
  long => 'x' x 3999 . "\n",
  token => $token x 20,
);
say_forever($texts{$what} x (65536 / length $texts{$what}));
1;
