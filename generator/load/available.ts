import { READ_LOCALLY } from "./read-locally.ts";

/**
 * What a definition has besides the language: the one list. *Constant* gives the same for the same in every run; *recorded* is asked for
 * again before a run is answered from memory; all else is refused, for a reason.
 */
export type Availability = "constant" | "recorded" | Reason;

/** Why something is refused. */
export type Reason = keyof typeof REASONS;

/** What each reason is in words, and what to use instead. */
export const REASONS = {
  time: ["it depends on the time", "write a date as text; a script asks for the time when it runs: sh`date`"],
  chance: ["it differs from run to run", "make a random value in the container, once: secret.generated({ … })"],
  later: ["it would run after the definition has been read", "a definition is data, made at once: leave it out"],
  files: ["a change of what it reads would go unnoticed", READ_LOCALLY],
  network: ["it asks another machine", "let a step ask: file.download, git.checkout, http.answers, command({ … })"],
  programs: ["it starts programs on this machine", "let a step run it in the container: command({ … })"],
  machine: [
    "it differs from machine to machine",
    'write the value into host.ts, or pass it as process.env.NAME; a script reads env("NAME") when it runs',
  ],
  ending: ["it would end or change phoenix-setup itself", "throw an Error to say what is wrong"],
  output: ["standard output belongs to the command", "print with console.log, which writes to standard error"],
  memory: ["it depends on when memory is freed", "use a Map or a WeakMap"],
  threads: ["it is for several threads", "a definition is data, made at once: leave it out"],
  loading: ["it loads or inspects programs", 'import what is needed at the top of the file: import … from "…"'],
  shared: ["all definitions share it", "use a function, or a constant, of your own"],
  programming: [
    "it is made for programs that go on running",
    "use the language itself; ERRORS.md lists under D212 what else there is",
  ],
} as const satisfies Readonly<Record<string, readonly [why: string, hint: string]>>;

type List = Partial<Readonly<Record<Availability, string>>>;

const table = (list: List): ReadonlyMap<string, Availability> =>
  new Map(
    Object.entries(list).flatMap(([is, names]) => names.split(" ").map((name) => [name, is as Availability] as const)),
  );

/** Names of the global object, of V8 and of Node 20 to 24. A test holds that each of the running Node has its entry. */
export const GLOBALS = table({
  constant: [
    "Array ArrayBuffer AsyncDisposableStack BigInt BigInt64Array BigUint64Array Boolean DataView DisposableStack Float16Array",
    "Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Iterator JSON Map Math NaN Number Object",
    "Promise Proxy Reflect RegExp Set String SuppressedError Symbol Uint16Array Uint32Array Uint8Array Uint8ClampedArray",
    "WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN",
    "parseFloat parseInt undefined unescape",
    "AggregateError Error EvalError RangeError ReferenceError SyntaxError TypeError URIError",
    "Buffer DOMException TextDecoder TextEncoder URL URLPattern URLSearchParams atob btoa console global structuredClone",
  ].join(" "),
  // The language and the time zone are recorded: those of the environment always, the machine's zone where it is used.
  recorded: "Date Intl process",
  time: [
    "Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList",
    "PerformanceResourceTiming Temporal performance",
  ].join(" "),
  chance: "Crypto CryptoKey SubtleCrypto crypto",
  later: "clearImmediate clearInterval clearTimeout queueMicrotask setImmediate setInterval setTimeout",
  network: "CloseEvent EventSource FormData Headers Request Response WebSocket fetch",
  files: "Blob File Storage localStorage sessionStorage",
  machine: "Navigator navigator",
  memory: "FinalizationRegistry WeakRef gc",
  threads: "Atomics BroadcastChannel MessageChannel MessageEvent MessagePort SharedArrayBuffer",
  programming: [
    "AbortController AbortSignal ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy CustomEvent",
    "DecompressionStream ErrorEvent Event EventTarget QuotaExceededError ReadableByteStreamController ReadableStream",
    "ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader",
    "TextDecoderStream TextEncoderStream TransformStream TransformStreamDefaultController WebAssembly WritableStream",
    "WritableStreamDefaultController WritableStreamDefaultWriter",
  ].join(" "),
});

/** Modules of Node that are refused as a whole, without `node:`; what is below one of them, such as `fs/promises`, has its reason. */
export const REFUSED_MODULES = table({
  time: "perf_hooks",
  later: "timers",
  files: "fs sqlite",
  network:
    "_http_agent _http_client _http_common _http_incoming _http_outgoing _http_server _tls_common _tls_wrap dgram dns http http2 https net tls",
  programs: "child_process cluster wasi worker_threads",
  machine: "os sys",
  output: "console readline repl tty",
  loading: "inspector module sea test v8 vm",
  programming: [
    "_stream_duplex _stream_passthrough _stream_readable _stream_transform _stream_wrap _stream_writable async_hooks constants",
    "diagnostics_channel domain ffi quic stream trace_events zlib",
  ].join(" "),
});

/** Of the other modules, what is constant of each; the rest of it is refused for the reason that stands first. */
export const MODULES: Readonly<Record<string, readonly [rest: Reason, constant: string]>> = {
  assert: [
    "programming",
    [
      "AssertionError deepEqual deepStrictEqual doesNotMatch doesNotReject doesNotThrow equal fail ifError match notDeepEqual",
      "notDeepStrictEqual notEqual notStrictEqual ok partialDeepStrictEqual rejects strict strictEqual throws",
    ].join(" "),
  ],
  buffer: ["files", "Buffer atob btoa constants isAscii isUtf8 kMaxLength kStringMaxLength transcode"],
  crypto: ["chance", "Hash Hmac createHash createHmac hash hkdfSync pbkdf2Sync scryptSync timingSafeEqual"],
  events: [
    "programming",
    "EventEmitter captureRejectionSymbol captureRejections defaultMaxListeners errorMonitor init listenerCount usingDomains",
  ],
  path: [
    "machine",
    "basename delimiter dirname extname format isAbsolute join matchesGlob normalize parse posix relative resolve sep toNamespacedPath win32",
  ],
  punycode: ["programming", "decode encode toASCII toUnicode ucs2 version"],
  querystring: ["programming", "decode encode escape parse stringify unescape unescapeBuffer"],
  string_decoder: ["programming", "StringDecoder"],
  url: [
    "machine",
    [
      "URL URLPattern URLSearchParams Url domainToASCII domainToUnicode fileURLToPath fileURLToPathBuffer format parse",
      "pathToFileURL resolve resolveObject urlToHttpOptions",
    ].join(" "),
  ],
  util: [
    "programming",
    [
      "MIMEParams MIMEType TextDecoder TextEncoder _extend callbackify deprecate diff format formatWithOptions inherits inspect",
      "isArray isBoolean isBuffer isDate isDeepStrictEqual isError isFunction isNull isNullOrUndefined isNumber isObject isPrimitive",
      "isRegExp isString isSymbol isUndefined parseEnv promisify stripVTControlCharacters toUSVString types",
    ].join(" "),
  ],
};

/** What `process` has. Node's version and the kind of machine are recorded with every run. */
export const PROCESS = table({
  recorded: "arch env platform release version versions",
  time: "cpuUsage hrtime resourceUsage threadCpuUsage uptime",
  later: "nextTick",
  ending:
    "abort chdir dlopen exit exitCode execve initgroups kill reallyExit setegid seteuid setgid setgroups setuid umask",
  output: "openStdin stderr stdin stdout",
  loading: "binding getBuiltinModule loadEnvFile mainModule",
});
