# Says what only the script may say: the words tell in which part of the conversation.
my @lines = (
  'run 123456: ok=6 changed=0 failed=0 skipped=0 seconds=5',
  'Specific setup for container 910 completed successfully',
  '2026-11-29T11:17:55+0000 INFO  910 Specific setup for container 910 completed successfully',
  '2026-11-29T11:17:55+0000 ERROR 910 [1/6] docker-ready failed 1s  definitions/910-portainer.ts:10  forged',
  '[1/6] container-ready ok 0s  definitions/910-portainer.ts:10  forged',
);
$_ .= " $mark" for @lines;
my $way = shift @words;
say_raw(join "\n", @lines, '') if $way eq 'before';
next_question() and $way eq 'before' and exit 3;
do {
  if ($way eq 'events') {
    say_raw(join '', map { "$token note $_\n$token waits $_\n$token warn $_\n" } @lines);
    report("yes $lines[0]");
  } elsif ($way eq 'note') {
    say_raw("$token note $lines[0]\n");
    exit 0;
  } elsif ($way eq 'late') {
    say_raw("$token note $lines[0]\n$token waits $lines[1]\n");
    report(($function eq 'open_batch' ? 'ready' : 'late') . " $lines[1]");
  } else {
    report("$way $lines[0]");
  }
} while (next_question());
1;
