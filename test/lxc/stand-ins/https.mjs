// Answers HTTPS for all names of the stand-ins: package repositories and files as they lie in <folder>/www/<name>/, and
// the registry of Docker images with its tokens.   node https.mjs <address> <folder> <log file>
//
// What tests ask of it stands in files, which are looked at for each request: <folder>/down/<name> lets a name answer 503,
// <folder>/slow/<name> holds how many bytes a second it sends.
import { createReadStream, createWriteStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:https";
import { join, normalize } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

const [address, folder, logFile] = process.argv.slice(2);
const log = createWriteStream(logFile, { flags: "a" });

const REGISTRY = "registry-1.docker.io";
const TOKENS = "auth.docker.io";
const CHALLENGE = `Bearer realm="https://${TOKENS}/token",service="registry.docker.io"`;
const MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

/** What is sent: a status, headers, and a text or a file. */
const answer = (name, path, headers) => {
  if (existsSync(join(folder, "down", name))) return { status: 503, text: "the stand-in is down\n" };
  if (name === TOKENS) return { status: 200, type: "application/json", text: '{"token":"stand-in"}' };
  if (name === REGISTRY && headers.authorization !== "Bearer stand-in") {
    return { status: 401, headers: { "www-authenticate": CHALLENGE }, text: '{"errors":[{"code":"UNAUTHORIZED"}]}' };
  }
  if (name === REGISTRY && path === "/v2/") return { status: 200, type: "application/json", text: "{}" };
  const file = join(folder, "www", name, path);
  if (!existsSync(file) || !statSync(file).isFile()) {
    return { status: 404, text: name === REGISTRY ? '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}' : "no such file\n" };
  }
  return { status: 200, type: path.includes("/manifests/") ? MANIFEST : "application/octet-stream", file };
};

/** Counts what is passed on, and passes on so many bytes a second at most; 0 is as many as there are. */
const counted = (count, bytesPerSecond) =>
  new Transform({
    transform(chunk, _encoding, done) {
      count(chunk.length);
      if (bytesPerSecond > 0) setTimeout(done, (chunk.length / bytesPerSecond) * 1000, null, chunk);
      else done(null, chunk);
    },
  });

/** A range that apt asks for when it goes on where it was cut off; `bytes=<from>-` is all it asks. */
const startOf = (range, size) => {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  return from < size ? from : 0;
};

const serve = async (request, response) => {
  const name = (request.headers.host ?? "").replace(/:\d+$/, "");
  // `normalize` also folds double slashes, and what leads out of a rooted path stays at its root.
  const path = normalize(decodeURIComponent(new URL(request.url, "https://stand-in").pathname));
  const { status, headers = {}, type = "text/plain", text = "", file } = answer(name, path, request.headers);
  const size = file === undefined ? Buffer.byteLength(text) : statSync(file).size;
  const start = file === undefined ? 0 : startOf(request.headers.range, size);
  response.writeHead(start > 0 ? 206 : status, {
    ...headers,
    "content-type": type,
    "content-length": size - start,
    ...(start > 0 && { "content-range": `bytes ${start}-${size - 1}/${size}` }),
  });
  let sent = 0;
  const words = [
    new Date().toISOString(),
    request.socket.remoteAddress,
    name,
    request.method,
    path,
    response.statusCode,
  ];
  response.on("close", () => log.write(`${[...words, sent].join(" ")}\n`));
  if (request.method === "HEAD") return response.end();
  const slow = join(folder, "slow", name);
  const rate = existsSync(slow) ? Number(readFileSync(slow, "utf8")) : 0;
  const highWaterMark = rate > 0 ? Math.ceil(rate / 10) : 65536;
  const source =
    file === undefined ? Readable.from([Buffer.from(text)]) : createReadStream(file, { start, highWaterMark });
  await pipeline(
    source,
    counted((bytes) => (sent += bytes), rate),
    response,
  );
};

createServer(
  { key: readFileSync(join(folder, "server.key")), cert: readFileSync(join(folder, "server.crt")) },
  // A client that goes away in the middle is in the log, and no reason to end.
  (request, response) => serve(request, response).catch(() => response.destroy()),
).listen(443, address);
