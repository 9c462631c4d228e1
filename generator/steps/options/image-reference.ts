import type { Doubt } from "../../dsl/step.ts";
import { isJoinedText, isRuntimeValue, type Text, textValue } from "../../dsl/text.ts";

const PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const HOST = "[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*(?::[0-9]+)?";
const REFERENCE = new RegExp(
  `^(?:${HOST}/)?${PART}(?:/${PART})*(?<tag>:\\w[\\w.-]{0,127})?(?<digest>@sha256:[0-9a-f]{64})?$`,
);

/** A name that `docker pull` takes, such as `portainer/agent:2.33.5` or `ghcr.io/owner/image@sha256:…`; or a run-time value. */
export const imageReference = textValue.refine(
  (value) => typeof value !== "string" || REFERENCE.test(value),
  "must be an image name: [registry/]name[:tag][@sha256:digest]",
);

/** What is known now of where the image comes from: all of a literal, the beginning of joined text. */
const known = (image: Text): string => {
  const first = isJoinedText(image) ? image.parts[0] : image;
  return typeof first === "string" ? first : "";
};

/** Names to be resolvable for a pull. A name whose first part has no dot and no port is one of Docker Hub's, as is a run-time value. */
export function registryHosts(image: Text): string[] {
  const [first = "", ...rest] = known(image).split("/");
  const named = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  if (!named || first === "docker.io") return ["registry-1.docker.io", "auth.docker.io"];
  return [first.replace(/:[0-9]+$/, "")];
}

/** D302: the tag says `latest`, or there is none, which means the same. What a run-time value says is not known now. */
export function imageDoubts({ image }: { readonly image: Text }): Doubt[] {
  if (isRuntimeValue(image) || isJoinedText(image)) return [];
  const { tag, digest } = REFERENCE.exec(image)?.groups ?? {};
  if (digest !== undefined || (tag !== undefined && tag !== ":latest")) return [];
  const message = `the image '${image}' has ${tag === undefined ? "no tag, which means `latest`" : "the tag `latest`"}: what it is depends on the day`;
  return [{ code: "D302", message, fix: "pin a version or a digest, or accept D302", path: ["image"] }];
}
