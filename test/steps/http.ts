import { kib, seconds } from "../../generator/dsl/units.ts";
import type { httpAnswers } from "../../generator/steps/kinds/http-answers.ts";
import type { Case } from "./case.ts";

export const url = "https://10.0.0.99:9443";
export const span = { within: seconds(4), every: seconds(1) };

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
function realCases(answers: typeof httpAnswers): Case[] {
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

/** What is asked of both: they differ in who asks, and in what reads JSON there. */
export function httpCases(answers: typeof httpAnswers, needs: readonly string[]): Case[] {
  const json = (path: string, more: object = {}) => answers({ url, json: { path, ...more }, ...span });
  const models = `answers ${url} 200 '{"data": [{"id": "Qwen/Qwen3 \\u00e9", "n": 1.5}], "ok": true}'`;
  return [
    { title: "200", step: answers({ url, ...span }), world: `answers ${url} 200 hello`, asks: "holds" },
    {
      title: "one of several statuses",
      step: answers({ url, status: [200, 302, 401], ...span }),
      world: `answers ${url} 401`,
      asks: "holds",
    },
    {
      title: "later",
      step: answers({ url, within: seconds(20), every: seconds(1) }),
      world: `answers ${url} 200; answers_later ${url} 3`,
      asks: "holds",
    },
    {
      title: "another status",
      step: answers({ url, ...span }),
      world: `answers ${url} 503`,
      asks: "fails",
      code: 23,
      says: "status 503, 4 tries",
    },
    {
      title: "nobody there",
      step: answers({ url, ...span }),
      asks: "fails",
      code: 23,
      says: "connection refused, 4 tries",
    },
    {
      title: "any certificate",
      step: answers({ url, insecure: true, ...span }),
      world: `answers ${url} 200; answer_is ${url} self-signed`,
      asks: "holds",
    },
    {
      title: "no certificate but a good one",
      step: answers({ url, ...span }),
      world: `answers ${url} 200; answer_is ${url} self-signed`,
      asks: "fails",
      code: 23,
      says: "self-signed",
    },
    {
      title: "curl is missing",
      step: answers({ url, ...span }),
      world: "without curl",
      asks: "fails",
      code: 28,
      says: "curl is not installed",
    },
    {
      title: "a body and headers go along",
      step: answers({ url, method: "PUT", headers: { "X-Some": "it's $(b)" }, body: "$HOME 'x'\n", ...span }),
      world: `answers ${url} 201`,
      asks: "changes",
      afterwards: `
      called_with curl "X-Some: it's \\$(b)"
      called_with curl PUT
      cmp /var/world/posted <(printf "%s\\n" "\\$HOME 'x'")`,
    },
    {
      title: "JSON: text at a path",
      step: json("data.0.id", { contains: "qwen3 é", ignoreCase: true }),
      needs,
      world: models,
      asks: "holds",
      faults: true,
    },
    { title: "JSON: equal number", step: json("data.0.n", { equals: "1.5" }), needs, world: models, asks: "holds" },
    { title: "JSON: anything there", step: json("ok"), needs, world: models, asks: "holds" },
    {
      title: "JSON: false is something",
      step: json("ok", { equals: "false" }),
      needs,
      world: `answers ${url} 200 '{"ok": false}'`,
      asks: "holds",
    },
    {
      title: "JSON: other text",
      step: json("data.0.id", { contains: "gpt" }),
      needs,
      world: models,
      asks: "fails",
      code: 28,
      says: "the reply says: Qwen",
    },
    {
      title: "JSON: other text, a warning",
      step: json("data.0.id", { contains: "gpt", otherwise: "warn" }),
      needs,
      world: models,
      asks: "holds",
    },
    {
      title: "JSON: no such path",
      step: json("data.1.id", { otherwise: "warn" }),
      needs,
      world: models,
      asks: "fails",
      code: 28,
      says: "nothing at data.1.id",
    },
    {
      title: "JSON: an error",
      step: json("ok", { otherwise: "warn" }),
      needs,
      world: `answers ${url} 200 '{"ok": 1, "error": {"message": "no"}}'`,
      asks: "fails",
      code: 28,
    },
    {
      title: "JSON: what is shown of an error is cut",
      step: json("ok"),
      needs,
      world: `answers ${url} 200 '{"error": "'$(printf %05000d)'"}'`,
      asks: "fails",
      code: 28,
      says: "error: .*0{100}",
      hides: "0{400}",
    },
    {
      title: "JSON: what is shown of another text is cut",
      step: json("a", { equals: "1" }),
      needs,
      world: `answers ${url} 200 '{"a": "'$(printf %05000d)'"}'`,
      asks: "fails",
      code: 28,
      says: "the reply says: 0{100}",
      hides: "0{400}",
    },
    { title: "JSON: none", step: json("ok"), needs, world: `answers ${url} 200 '<html>'`, asks: "fails", code: 28 },
    { title: "JSON: an empty reply", step: json("ok"), needs, world: `answers ${url} 200`, asks: "fails", code: 28 },
    {
      title: "JSON: asked again until it says so",
      step: answers({
        url,
        json: { path: "state", equals: "ok", otherwise: "again" },
        within: seconds(20),
        every: seconds(1),
      }),
      needs,
      world: `answers ${url} 200 '{"state": "starting"}'; answer_is ${url} body-later '{"state": "ok"}'`,
      asks: "holds",
    },
    {
      title: "JSON: asked again, a boolean, and it never comes",
      step: answers({ url, json: { path: "ready", equals: true, otherwise: "again" }, ...span }),
      needs,
      world: `answers ${url} 200 '{"ready": false}'`,
      asks: "fails",
      code: 23,
      says: "the reply says: false; wanted: true, 4 tries",
    },
    {
      title: "JSON: asked again, and no JSON comes",
      step: answers({ url, json: { path: "ready", otherwise: "again" }, ...span }),
      needs,
      world: `answers ${url} 200 '<html>'`,
      asks: "fails",
      code: 23,
    },
    ...realCases(answers),
  ];
}
