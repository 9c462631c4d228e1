#!/usr/bin/perl
# The container's side of `pct exec`: this process stands for lxc-attach, and its child for what runs inside, which a signal on the host does not
# reach. What it is stands in the file `program`: a name of programs/, then words for it. What passes is noted in the file `heard`:
# `Q <token> <step> <function>` for a question that was read, and `W <bytes>`, then these bytes, for what was written.
use strict;
use warnings;

our ($place, $programs) = @ARGV;
our ($token, $step, $function) = ('', '', '');
# Stands in all that programs say, so that it can be found again; and what must never be made.
our $mark = 'said-inside';
our $canary = "$place/CANARY";
our $command = "touch $canary";
# What has been read and not used, the program that was sent, and the answers so far by function.
our ($unread, $sent, %asked) = ('', '');

my $has_program = 0;
my $noted = 0;
open my $heard, '>>', "$place/heard" or die "heard: $!";

sub note_down {
  syswrite $heard, $_[0];
}

# Waits for a line; undef at the end of input.
sub next_line {
  my $end;
  while (($end = index $unread, "\n") < 0) {
    sysread STDIN, $unread, 65536, length $unread or return undef;
  }
  return substr $unread, 0, $end + 1, '';
}

# Waits for the next question, the first of which stands behind the program. False at the end of input, and when the host says stop.
sub next_question {
  my $line;
  while (!$has_program) {
    $line = next_line() // return 0;
    $sent .= $line;
    $has_program = $line eq "serve_questions\n";
  }
  $line = next_line() // return 0;
  ($token, $step, $function) = split ' ', $line;
  return 0 unless defined $function;
  $asked{$function}++;
  $noted = 0;
  note_down("Q $token $step $function\n");
  return 1;
}

# Whether the host asks or says something within so many seconds: whoever has given no answer ends by itself, rather than at the step's limit.
sub is_asked {
  my ($seconds) = @_;
  my $ready = '';
  vec($ready, 0, 1) = 1;
  return $unread ne '' || select $ready, undef, undef, $seconds;
}

# Says exactly that. Of a flood, the beginning is noted.
sub say_raw {
  my ($text) = @_;
  if ($noted < 1 << 20) {
    note_down('W ' . length($text) . "\n$text");
    $noted += length $text;
  }
  for (my $at = 0; $at < length $text;) {
    my $done = syswrite STDOUT, $text, length($text) - $at, $at;
    exit 141 unless defined $done;
    $at += $done;
  }
}

# Says that without end, until nobody reads any more.
sub say_forever {
  my ($text) = @_;
  say_raw($text);
  1 while defined syswrite STDOUT, $text;
  exit 141;
}

# A line about the question in hand, as the real program says it.
sub report { say_raw("\n$token $_[0]\n") }

# The verb with which the conversation goes on; on a fresh container, what can be applied has to be first.
sub honest_verb {
  my ($fresh) = @_;
  return 'ready' if $function eq 'open_batch';
  return 'done' if $function =~ /_apply$/;
  (my $apply = $function) =~ s/_check$/_apply/;
  return 'no' if $fresh && $function =~ /_check$/ && !$asked{$apply} && $sent =~ /^\Q$apply\E \(\)/m;
  return 'yes';
}

# Answers honestly until a question comes for which the function is wanted. False at the end.
sub honest_until {
  my ($wanted, $fresh) = @_;
  while (next_question()) {
    return 1 if $function =~ $wanted;
    report(honest_verb($fresh) . " $mark");
  }
  return 0;
}

# Waits for ever, though not longer than anybody tests.
sub sleep_on { select undef, undef, undef, 60 }

my $child = fork() // die "fork: $!";
if ($child == 0) {
  setpgrp 0, 0;
  open my $inside, '>>', "$place/inside" or die "inside: $!";
  syswrite $inside, "$$\n";
  close $inside;
  open my $file, '<', "$place/program" or die "program: $!";
  our ($name, @words) = split ' ', <$file> // '';
  close $file;
  defined do "$programs/$name.pl" or die "$name: " . ($@ || $!);
  exit 0;
}
waitpid $child, 0;
exit($? & 127 ? 128 + ($? & 127) : $? >> 8);
