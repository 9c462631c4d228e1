# Answers with a command in a subscript, wherever a number, a verb or a text could stand, now and in the ways of before.
my @expressions = (
  "SECONDS[\$($command; echo 0)]", "1+0*SECONDS[\$($command; echo 0)]", "a[\`$command\`]", "\$($command)", "'\$($command)'",
  "x];\$($command);[", "step_number=SECONDS[\$($command)]", "\${x:-\$($command)}", "}; $command; {", "; $command ;", "\n$command\n",
  "<($command)", "|| $command", "%(%s)T[\$($command)]", "hidden[\$($command)]", "PATH[\$($command)]=1",
);
my $way = shift @words;
while (next_question()) {
  if ($way eq 'text') {
    report("$_ $mark $expressions[rand @expressions]") for qw(note waits warn);
    report("$_ $mark") for map { "note $_" } @expressions;
    report(honest_verb(1) . ' ' . join ' ', @expressions);
  } elsif ($way eq 'verb') {
    report($_) for @expressions;
  } else {
    # The protocol of scripts that were made before.
    say_raw("\n$token step $_\n$token ok\n$token end $_\n") for @expressions;
  }
}
1;
