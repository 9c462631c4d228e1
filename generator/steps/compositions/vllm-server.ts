import type { Step } from "../../dsl/step.ts";
import type { Text } from "../../dsl/text.ts";
import { type Duration, seconds } from "../../dsl/units.ts";
import { dockerContainer } from "../kinds/docker-container.ts";
import { dockerImage } from "../kinds/docker-image.ts";
import { dockerLogLine } from "../kinds/docker-log-line.ts";
import { httpAnswers } from "../kinds/http-answers.ts";
import { httpAnswersFromHost } from "../kinds/http-answers-from-host.ts";
import type { HttpOptions } from "../options/http-probe.ts";
import { joined } from "../options/text-parts.ts";

/** Options of {@link vllmServer}. */
export interface VllmServerOptions {
  /** Name of the Docker container. */
  readonly name: string;
  /** Image of vLLM's server, pinned: `vllm/vllm-openai:v0.10.1`. */
  readonly image: Text;
  /** Hugging Face name of the model. */
  readonly model: Text;
  /** Number of GPUs that the model is spread over. */
  readonly tensorParallelSize: Text | number;
  /** Absolute path inside the LXC container of a file with a Hugging Face token, see `secret.fromHost`. Default: no token. */
  readonly tokenFile?: string;
  /** Port inside and outside, 1 to 65535. Default 8000. */
  readonly port?: number;
  /** How long the model may take to be downloaded, loaded and served. */
  readonly within: Duration;
  /** How often the log is looked at meanwhile. Default 15 s. */
  readonly every?: Duration;
  /** Steps whose change the server has to be made anew for, such as the one that brings the token. */
  readonly restartOn?: readonly Step[];
  /** The container's address without its prefix length; the host then asks there, too. Default: only from inside. */
  readonly address?: Text;
}

const CACHE = "/root/.cache/huggingface";

/**
 * A model served by vLLM on all GPUs, with an API in OpenAI's manner; the model is kept in `/root/.cache/huggingface` inside. At the end the
 * model is asked a question: an answer that is wrong is a warning, none at all a failure. Needs curl and jq inside, and curl on the host.
 *
 * @example
 * vllmServer({
 *   name: "vllm",
 *   image: "vllm/vllm-openai:v0.10.1",
 *   model: "Qwen/Qwen3-8B-AWQ",
 *   tensorParallelSize: 2,
 *   within: minutes(30),
 *   address: "10.0.0.150",
 * })
 */
export const vllmServer = (options: VllmServerOptions): Step[] => {
  const {
    name,
    image,
    model,
    tensorParallelSize,
    tokenFile,
    port = 8000,
    within,
    every = seconds(15),
    address,
    restartOn,
  } = options;
  return [
    dockerImage({ image, retries: 2 }),
    dockerContainer({
      name,
      image,
      restart: "always",
      // The wait for its log's line fails if it ends or is started again.
      stable: false,
      ...(restartOn && { restartOn }),
      runtime: "nvidia",
      gpus: "all",
      ipc: "host",
      ports: [`${port}:8000`],
      volumes: [`${CACHE}:${CACHE}`, ...(tokenFile === undefined ? [] : [`${tokenFile}:${CACHE}/token:ro`])],
      // The image's entrypoint is the server already, so these are arguments, and no `vllm serve`.
      arguments: ["--model", model, "--tensor-parallel-size", text(tensorParallelSize)],
    }),
    // uvicorn says "Uvicorn running on" only where it opens the socket itself, and vLLM hands it one that is open.
    dockerLogLine({ container: name, line: "Application startup complete", within, every }),
    httpAnswers(chatProbe(`http://localhost:${port}`, model)),
    ...(address === undefined ? [] : [httpAnswersFromHost(chatProbe(joined("http://", address, `:${port}`), model))]),
  ];
};

/** Asks a served model for the capital of France; `server` is the address without a path. For probes of trials, too. */
export const chatProbe = (server: Text, model: Text): HttpOptions => ({
  url: joined(server, "/v1/chat/completions"),
  headers: { "Content-Type": "application/json" },
  body: joined(
    '{"model":',
    inQuotes(model),
    ',"messages":[{"role":"user","content":"What is the capital of France?"}]}',
  ),
  json: { path: "choices.0.message.content", contains: "Paris", ignoreCase: true, otherwise: "warn" },
  within: seconds(120),
});

/** As a string in JSON. What a run-time value holds is not known now; names of models need no escapes. */
const inQuotes = (value: Text): Text => (typeof value === "string" ? JSON.stringify(value) : joined('"', value, '"'));

const text = (value: Text | number): Text => (typeof value === "number" ? String(value) : value);
