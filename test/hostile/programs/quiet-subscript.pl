# Honest answers, but for one text with a command in it.
while (next_question()) {
  report("note 1+0*SECONDS[\$($command; echo 0)]") if $asked{$function} == 1;
  report(honest_verb(0) . " 1+0*SECONDS[\$($command; echo 0)]");
}
1;
