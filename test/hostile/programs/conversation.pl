# Plays the turns of the file `conversation`: at the how-manieth time that a function is asked, so many acts. Other questions get honest answers.
my (%turns, $acts);
open my $file, '<', "$place/conversation" or die "conversation: $!";
while (my $line = <$file>) {
  chomp $line;
  if ($line =~ /^turn (\w+) (\d+)$/) {
    $acts = $turns{$1}[$2] = [];
  } else {
    push @$acts, $line;
  }
}
my ($old, $older) = ('0' x 32, '0' x 32);

# A text as it is said: %T% is the token of the question, %O% and %P% are those of the two before it, %U% is the token in capitals.
sub text {
  my $text = pack 'H*', $_[0];
  my %words = (T => $token, O => $old, P => $older, U => uc $token, C => $canary);
  $text =~ s/%([TOPUC])%/$words{$1}/g;
  return $text;
}

while (next_question()) {
  my $turn = $turns{$function}[$asked{$function}];
  if (!$turn) {
    report(honest_verb(($words[0] // '') eq 'fresh'));
  } else {
    for my $act (@$turn) {
      my ($what, $how, $text) = split ' ', $act;
      if ($what eq 'w') {
        say_raw(text($how));
      } elsif ($what eq 'f') {
        say_raw(text($text) x $how);
      } elsif ($what eq 'p') {
        select undef, undef, undef, $how / 1000;
      } elsif ($what eq 'c') {
        close STDOUT;
        close STDERR;
        sleep_on();
      } elsif ($what eq 'i') {
        close STDIN;
      } elsif ($what eq 'x') {
        exit $how;
      } elsif ($what eq 'k') {
        kill $how, $$;
      } elsif ($what eq 's') {
        sleep_on();
      }
    }
    exit 0 unless is_asked(0.3);
  }
  ($old, $older) = ($token, $old);
}
1;
