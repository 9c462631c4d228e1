import { kib, seconds } from "../../generator/dsl/units.ts";
import type { httpAnswers } from "../../generator/steps/kinds/http-answers.ts";
import type { Case } from "./case.ts";

/**
 * The machine's own curl, and a server for it: `/good`, `/moved` to that, `/kib/<n>` and `/bytes/<n>` of so much JSON, `/endless`, and `/slow`,
 * which never ends either. It stays for as long as the sandbox does. (The first line of Perl is `ip link set lo up`.)
 */
const server = `ln -sf /usr/bin/curl /var/world/bin/curl
  perl -MSocket -e '
    my $up = pack("a16sx22", "lo", 0x49); socket(my $any, AF_INET, SOCK_DGRAM, 0); ioctl($any, 0x8914, $up) or die "lo: $!";
    socket(my $s, AF_INET, SOCK_STREAM, 0); setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
    bind($s, pack_sockaddr_in(8099, INADDR_LOOPBACK)) or exit;
    listen($s, 9); $SIG{PIPE} = "IGNORE";
    while (accept(my $peer, $s)) {
      my ($path, $line) = <$peer> =~ m{^\\S+ (\\S+)};
      do { $line = <$peer> } while defined $line and $line =~ /\\S/;
      my $head = $path eq "/moved" ? "302 Found\\r\\nLocation: /good" : "200 OK";
      syswrite $peer, "HTTP/1.0 $head\\r\\n\\r\\n";
      if ($path =~ m{^/(kib|bytes)/(\\d+)}) {
        my $left = ($1 eq "kib" ? 1024 * $2 : $2) - 2;
        syswrite $peer, "\\"" . "x" x $left . "\\"";
      } elsif ($path eq "/endless") {
        1 while defined syswrite $peer, "x" x 65536;
      } elsif ($path eq "/slow") {
        do { select undef, undef, undef, 0.05 } while defined syswrite $peer, "x";
      }
      close $peer;
    }' </dev/null >/dev/null 2>&1 3>&- &
  for ((try = 0; try < 250; try++)); do (exec 4<>/dev/tcp/127.0.0.1/8099) 2>/dev/null && break; /usr/bin/sleep 0.02; done`;

const at = (path: string) => `http://127.0.0.1:8099${path}`;

/** What is asked of both, with the machine's own curl. */
export function realCases(answers: typeof httpAnswers): Case[] {
  const curl = ["/usr/bin/curl"];
  const once = { within: seconds(1), every: seconds(1) };
  const tooLong = { needs: curl, world: server, asks: "fails", code: 23 } as const;
  return [
    {
      title: "a server that answers",
      step: answers({ url: at("/good"), ...once }),
      needs: curl,
      world: server,
      asks: "holds",
    },
    {
      title: "a redirect is not followed",
      step: answers({ url: at("/moved"), status: [302], ...once }),
      needs: curl,
      world: server,
      asks: "holds",
    },
    {
      title: "a redirect is not followed, whatever is in .curlrc",
      step: answers({ url: at("/moved"), status: [302], ...once }),
      needs: curl,
      world: `${server}; put /root/.curlrc location`,
      asks: "holds",
    },
    {
      title: "a reply of 256 KiB",
      step: answers({ url: at("/kib/256"), ...once }),
      needs: curl,
      world: server,
      asks: "holds",
    },
    {
      title: "a reply that is a byte too long",
      step: answers({ url: at("/bytes/262145"), ...once }),
      ...tooLong,
      says: "the reply is longer than 256 KiB",
    },
    {
      title: "a longer reply, where one is expected",
      step: answers({ url: at("/kib/300"), maxReply: kib(300), ...once }),
      needs: curl,
      world: server,
      asks: "holds",
    },
    {
      title: "a reply that is longer than the step allows",
      step: answers({ url: at("/kib/3"), maxReply: kib(2), ...once }),
      ...tooLong,
      says: "the reply is longer than 2 KiB",
    },
    {
      title: "an endless reply",
      step: answers({ url: at("/endless"), ...once }),
      ...tooLong,
      says: "the reply is longer than 256 KiB",
    },
    {
      title: "a reply that comes too slowly to end",
      step: answers({ url: at("/slow"), each: seconds(1), ...once }),
      ...tooLong,
      says: "no answer in 1 s",
    },
  ];
}
