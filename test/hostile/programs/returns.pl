# Ends its lines with a carriage return only, or with both.
while (next_question()) {
  say_raw(join('', map { "$mark $_%\r" } 1 .. 100) . "\n$token note $mark\r\n");
  if ($words[0] eq 'answer' && $function ne 'open_batch') {
    say_raw("\r$token " . honest_verb(0) . "\r\n");
  } else {
    report(honest_verb(0));
  }
}
1;
