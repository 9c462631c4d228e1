/** How a script on the host stands to what it is to be. */
export type FileState = "same" | "mode" | "changed" | "missing" | "edited" | "foreign" | "in-the-way" | "unreadable";

/** What the host says of one script. */
export interface AnsweredFile {
  readonly name: string;
  readonly state: FileState;
}

/** What the host says of one link; `other` leads elsewhere. */
export interface AnsweredLink {
  readonly link: string;
  readonly name: string;
  readonly state: "same" | "missing" | "other" | "in-the-way";
}

/** A script of the folder that no definition describes. */
export interface AnsweredOrphan {
  readonly name: string;
  /** Only `ours` are ever removed. */
  readonly origin: "ours" | "edited" | "foreign" | "unreadable";
}

/** What a host has answered to a deployment. */
export interface Answers {
  readonly files: readonly AnsweredFile[];
  readonly links: readonly AnsweredLink[];
  readonly orphans: readonly AnsweredOrphan[];
  /** Texts as they lie there, of scripts that differ, if they were asked for. */
  readonly texts: ReadonlyMap<string, string>;
  /** Why nothing was changed: a reason, and its words. */
  readonly refusal: { readonly reason: string; readonly words: string } | undefined;
}

/** Reads the lines of `deploy/receive`. */
export function readAnswers(lines: readonly string[]): Answers {
  const files: AnsweredFile[] = [];
  const links: AnsweredLink[] = [];
  const orphans: AnsweredOrphan[] = [];
  const texts = new Map<string, string>();
  let refusal: Answers["refusal"];
  for (const line of lines) {
    const [what, first = "", second = "", third = ""] = line.split(" ");
    if (what === "file") files.push({ state: first as FileState, name: third });
    else if (what === "link") links.push({ state: first as AnsweredLink["state"], name: second, link: third });
    else if (what === "orphan") orphans.push({ origin: first as AnsweredOrphan["origin"], name: second });
    else if (what === "text") texts.set(first, Buffer.from(second, "base64").toString());
    else if (what === "refused") refusal = { reason: first, words: line.split(" ").slice(2).join(" ") };
  }
  return { files, links, orphans, texts, refusal };
}
