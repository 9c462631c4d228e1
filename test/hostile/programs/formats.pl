# Texts that a format, a pattern, a glob or another expansion would obey.
my @texts = map { "$mark $_" } (
  '%s%s%n%d', '%99999999d', '%(%F)T', '\\x1b[31m\\a\\0033[0m', '\\c', '\\u202e', '*', '/*/*', '~', '~root', '!!', '{1..9}', '{a,b}', '[a-z]*', '+(x)',
  '$HOME', '${step_title}', '$((1+1))', '&', '\\&', '-n', '-e', '--', '-v x', '| cat', "'", '"', '`', '\\', 'a=b', 'results[0]=ok', '$\'\\x1b\'',
);
while (next_question()) {
  for my $text (@texts) {
    say_raw("$text\n$token note $text\n$token warn $text\n");
  }
  report(honest_verb(1) . " $texts[rand @texts]");
}
1;
