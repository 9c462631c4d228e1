# Two answers at once, the words say which two; the second is none to the next question.
while (next_question()) {
  if ($function eq 'open_batch') {
    report('ready');
    next;
  }
  my @verbs = map { $_ eq 'right' ? honest_verb(0) : $_ } @words;
  say_raw(join '', map { "$token $_ $mark\n" } @verbs);
}
1;
