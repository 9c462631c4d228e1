// @ts-check
// server.mjs <folder> – what the real programs are answered on the loopback: HTTP on port 8124, HTTPS with a certificate that nobody trusts
// on 8443. Files below packages/ are a repository; an address that a row has given an answer is a folder in urls/, with % for /: status,
// body, location, authenticate, hangs, as for the sandbox's curl.
import { execFileSync } from "node:child_process";
import { copyFileSync, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";

const folder = process.argv[2] ?? "";

/** @type {(path: string) => string | undefined} */
const text = (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

/** @type {(scheme: string) => import("node:http").RequestListener} */
const answer = (scheme) => (request, response) => {
  const at = join(folder, "urls", `${scheme}://${request.headers.host}${request.url}`.replaceAll("/", "%"));
  const file = join(folder, normalize(`/${request.url}`));
  if (request.method === "POST") request.pipe(createWriteStream(join(folder, "urls", "posted")));
  else request.resume();
  if (existsSync(at)) {
    const location = text(join(at, "location"));
    const wanted = text(join(at, "authenticate"));
    if (existsSync(join(at, "hangs"))) return;
    response.writeHead(Number(text(join(at, "status")) ?? 200), {
      ...(location !== undefined && { location }),
      ...(wanted !== undefined && { "www-authenticate": wanted }),
    });
    response.end(text(join(at, "body")));
  } else if (request.url?.startsWith("/packages/") && existsSync(file) && statSync(file).isFile()) {
    response.writeHead(200, { "last-modified": statSync(file).mtime.toUTCString() });
    response.end(readFileSync(file));
  } else {
    response.writeHead(404);
    response.end("not found\n");
  }
};

const own = mkdtempSync(join(tmpdir(), "phoenix-real-"));
const [key, cert] = [join(own, "key"), join(own, "certificate")];
const words = [
  "req",
  "-x509",
  "-newkey",
  "ec",
  "-pkeyopt",
  "ec_paramgen_curve:P-256",
  "-nodes",
  "-subj",
  "/CN=localhost",
  "-addext",
  "subjectAltName=IP:127.0.0.1",
];
execFileSync("openssl", [...words, "-keyout", key, "-out", cert], { stdio: "ignore" });
createServer(answer("http")).listen(8124, "127.0.0.1");
createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, answer("https")).listen(8443, "127.0.0.1");
copyFileSync(cert, join(folder, "server.pem"));
rmSync(own, { recursive: true });
