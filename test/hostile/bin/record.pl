#!/usr/bin/perl
# record.pl <file> <word…> – runs the words, and notes in the file what passes between their standard streams and ours, in the way of inside.pl.
use strict;
use warnings;

my $file = shift;
open my $heard, '>>', $file or die "$file: $!";
pipe my $in, my $to or die "pipe: $!";
pipe my $from, my $out or die "pipe: $!";
my $child = fork() // die "fork: $!";
if ($child == 0) {
  open STDIN, '<&', $in or die "stdin: $!";
  open STDOUT, '>&', $out or die "stdout: $!";
  open STDERR, '>&', $out or die "stderr: $!";
  close $_ for $to, $from;
  exec @ARGV;
  die "exec: $!";
}
close $in;
close $out;
my ($open, $begun, $line) = (1, 0, '');
while (1) {
  my $ready = '';
  vec($ready, 0, 1) = 1 if $open;
  vec($ready, fileno $from, 1) = 1;
  select $ready, undef, undef, undef;
  if ($open && vec $ready, 0, 1) {
    if (sysread STDIN, my $bytes, 65536) {
      $line .= $bytes;
      while ($line =~ s/^(.*)\n//) {
        my $whole = $1;
        syswrite $heard, "Q $whole\n" if $begun && $whole =~ /^\w+ \d+ \w+$/;
        $begun ||= $whole eq 'serve_questions';
      }
      syswrite $to, $bytes;
    } else {
      $open = 0;
      close $to;
    }
  }
  if (vec $ready, fileno $from, 1) {
    my $length = sysread $from, my $bytes, 65536 or last;
    syswrite $heard, "W $length\n$bytes";
    syswrite STDOUT, $bytes;
  }
}
waitpid $child, 0;
exit($? & 127 ? 128 + ($? & 127) : $? >> 8);
