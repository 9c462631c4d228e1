#!/usr/bin/perl
# keeper.pl – makes the world new and compares it with itself, as one process for the whole sandbox: what `find`, `sort` and sums would
# take a dozen processes for, at each of thousands of questions. Reads a line from the FIFO /keeper/ask, a word with its own words after
# it, and answers on /keeper/say what is wrong, closed by NUL; nothing, if nothing is.
use strict;
use warnings;

my @places = qw(/etc /var /run /root /home /tmp /opt /srv /usr/local /host);
# Left out of every comparison: what the stand-ins write down of their calls and of times, logs, and the run's own files.
my $skipped = qr{
  ^/var/world/(?:calls|owners|posted|init[^/]*|urls/[^/]*/later|units/[^/]*/since|containers/[^/]*/started)$ | /\.journal$ | ^/run/phoenix-setup-apt$ | /run/lock$ | /run/phoenix-setup$
}xs;
# A fault may leave these behind: temporary files, and what git notes of times.
my $passing = qr{^(?:/var)?/tmp/ | /run/phoenix-setup-http[^/]*$ | /\.git/(?:index|logs)$}xs;
my $litter = qr{phoenix-setup\.[^/]{6}[^/]*$ | /run/phoenix-setup-http[^/]*$ | ^(?:/var)?/tmp/}xs;

# children <folder> – the paths in it, sorted.
sub children {
  my ($folder) = @_;
  opendir(my $handle, $folder) or return;
  return map { ($folder eq '/' ? '' : $folder) . "/$_" } sort grep { $_ ne '.' && $_ ne '..' } readdir $handle;
}

sub content {
  my ($path) = @_;
  open(my $handle, '<', $path) or return "cannot be read: $!";
  local $/;
  return readline($handle) // '';
}

# each_path <folder> <sub> – calls it for each path below, a folder before what is in it; it returns whether to go into that.
sub each_path {
  my ($folder, $call) = @_;
  for my $path (children($folder)) {
    my @stat = lstat $path or next;
    each_path($path, $call) if $call->($path, \@stat) && -d _;
  }
}

sub remove_below {
  for my $path (children($_[0])) {
    lstat $path;
    if (-d _) { remove_below($path); rmdir $path } else { unlink $path }
  }
}

# What every world begins with, read once: path, mode, times, and content, link target, or neither for a folder.
my @base;
each_path('/base', sub {
  my ($path, $stat) = @_;
  my $kind = -l _ ? 'link' : -d _ ? 'folder' : 'file';
  my $what = $kind eq 'link' ? readlink $path : $kind eq 'file' ? content($path) : undef;
  push @base, [substr($path, length '/base'), $kind, $stat->[2] & 07777, @$stat[8, 9], $what];
  return 1;
});

sub write_file {
  my ($path, $text) = @_;
  open(my $handle, '>', $path) or return 0;
  return print({$handle} $text) && close $handle;
}

sub make_fresh {
  my $wrong = '';
  remove_below($_) for @places;
  for (@base) {
    my ($path, $kind, $mode, $read, $written, $what) = @$_;
    my $done = $kind eq 'link' ? symlink $what, $path : $kind eq 'folder' ? -d $path || mkdir $path : write_file($path, $what);
    $wrong .= "$path: $!\n" if !$done;
    chmod $mode, $path if $kind ne 'link';
  }
  # Last, for what is made in a folder changes its times.
  $_->[1] ne 'link' && utime $_->[3], $_->[4], $_->[0] for @base;
  mkdir "/usr/local/$_" for qw(bin sbin lib share);
  return $wrong;
}

# state <lasting or nothing> – all that a step may change: by path its type, mode, link target or content, and recorded owner. Owners are recorded
# by inode, so that a file that is moved keeps its own.
sub state {
  my ($how) = @_;
  my (%state, %owner);
  for (children("/var/world/owners")) { $owner{$1} = content($_) if m{/(\d+)$} }
  my $look = sub {
    my ($path, $stat) = @_;
    my $inode = $stat->[1];
    my $owned = defined $owner{$inode} && $path !~ m{^/host/} ? ", of $owner{$inode}" : '';
    $owned =~ s/\n$//;
    my $out = $path =~ $skipped || $how eq 'lasting' && $path =~ $passing;
    if ($out) { $state{$path} = "owner only$owned" if $owned; return 0 }
    my $mode = sprintf '%o', $stat->[2] & 07777;
    my $what = -l _ ? 'link to ' . readlink $path : -f _ ? 'file: ' . content($path) : -d _ ? 'folder' : -p _ ? 'FIFO' : 'special';
    $state{$path} = "$mode$owned, $what";
    return 1;
  };
  for my $place (@places) {
    my @stat = lstat $place or next;
    $look->($place, \@stat);
    each_path($place, $look);
  }
  return \%state;
}

# differences <before> <after> – a line for each, as a reader needs it.
sub differences {
  my ($before, $after) = @_;
  my $text = '';
  for my $path (sort keys %{ { %$before, %$after } }) {
    my ($was, $is) = map { $_->{$path} // 'not there' } $before, $after;
    next if $was eq $is;
    s/[^\x20-\x7e]/./g, length > 400 && (substr($_, 400) = '…') for $was, $is;
    $text .= "< $path: $was\n> $path: $is\n";
  }
  return $text;
}

sub left_behind {
  my $text = '';
  for my $place (grep { $_ ne '/var' } @places) {
    each_path($place, sub { $text .= "$_[0]\n" if $_[0] =~ $litter; 1 });
  }
  each_path('/var', sub { return 0 if $_[0] eq '/var/world'; $text .= "$_[0]\n" if $_[0] =~ $litter; 1 });
  return $text && "left behind:\n$text";
}

# wrap <folder> <wrapper> <name…> – the folder gets that wrapper for every program that a step can find, but for those names.
sub wrap {
  my ($folder, $wrapper, @without) = @_;
  my %names = map { (split m{/})[-1] => 1 } map { children($_) } qw(/stand-ins/bin /programs /var/world/bin);
  delete @names{@without};
  remove_below($folder);
  mkdir $folder;
  return join '', map { symlink($wrapper, "$folder/$_") ? () : "$folder/$_: $!\n" } sort keys %names;
}

my %kept;
my %answers = (
  fresh => \&make_fresh,
  calls => sub { remove_below('/var/world/calls'); mkdir '/var/world/calls'; chmod 0777, '/var/world/calls'; '' },
  keep => sub { $kept{ $_[0] } = state($_[1] // ''); '' },
  differs => sub { differences($kept{ $_[0] }, state($_[1] // '')) },
  litter => \&left_behind,
  wrap => \&wrap,
);

umask 022;
open(my $ask, '+<', '/keeper/ask') or die "ask: $!\n";
open(my $say, '+>', '/keeper/say') or die "say: $!\n";
select((select($say), $| = 1)[0]);
while (defined(my $line = readline $ask)) {
  my ($name, @words) = split ' ', $line;
  my $answer = $answers{$name} or die "the keeper does not know $name\n";
  print {$say} $answer->(@words), "\0";
}
