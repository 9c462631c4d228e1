import * as z from "zod";
import { type LocalFile, localFileValue } from "../../dsl/local-file.ts";
import { defineStep } from "../../dsl/step-kind.ts";
import type { StepOptions } from "../../dsl/step-options.ts";
import { literal } from "../../dsl/text.ts";
import { textIn } from "../options/carried-file.ts";
import { filePath, ownerName } from "../options/file-schema.ts";
import { isBelow, pathNeeded, pathWith, userNamed } from "../options/things.ts";
import { hostOf, webAddress } from "../options/web-address.ts";

/** Options of {@link pythonVenv}. */
export interface PythonVenvOptions extends StepOptions {
  /** Absolute path of the environment's folder inside; folders above it are made. */
  readonly path: string;
  /**
   * What is installed in it, as pip's requirements files have it: a list of lines, or `local("requirements.txt")`. With `--hash` in the lines, pip takes
   * nothing else. Either this or `requirementsFile`.
   */
  readonly requirements?: readonly string[] | LocalFile;
  /** Absolute path of a requirements file inside, such as one in a `git.checkout`. */
  readonly requirementsFile?: string;
  /** User that it belongs to, and that pip runs as; an earlier step, or a package, has made it. Default `root`. */
  readonly user?: string;
  /** The Python that it is made with: a program's name or path. Default `python3`. */
  readonly python?: string;
  /** Address of another package index than PyPI. No credentials: they would be seen in the list of processes; pip reads them from `~/.netrc`. */
  readonly index?: string;
}

const lines = z.array(literal.regex(/^\P{Cc}*$/u, "must be one line")).readonly();

const requirements = z.union([
  lines,
  localFileValue.refine((file) => file.problem !== undefined || textIn(file.bytes) !== undefined, {
    error: "is no text in UTF-8",
  }),
]);

const isLocal = (given: readonly string[] | LocalFile): given is LocalFile => !Array.isArray(given);

/**
 * The virtual environment is there, made from these requirements with this Python. It is made anew when the requirements, or Python's minor
 * version, have changed; a folder that is no such environment, and not empty, is left alone, and the step fails.
 *
 * Needs `python3-venv` inside.
 *
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 * @example
 * python.venv({ path: "/opt/app/venv", requirements: ["flask==3.1.1", "gunicorn==23.0.0"] })
 */
export const pythonVenv = defineStep<PythonVenvOptions>({
  kind: "python-venv",
  schema: z
    .strictObject({
      path: filePath,
      requirements: requirements.exactOptional(),
      requirementsFile: filePath.exactOptional(),
      user: ownerName.exactOptional(),
      python: z
        .string()
        .regex(/^[A-Za-z0-9_./][A-Za-z0-9_./-]*$/, "must be a program's name or path")
        .exactOptional(),
      index: webAddress.regex(/^[^@]*$/, "must not hold credentials").exactOptional(),
    })
    .refine(
      ({ requirements: given, requirementsFile }) => (given === undefined) !== (requirementsFile === undefined),
      "needs either `requirements` or `requirementsFile`",
    ),
  title: ({ path }) => `python environment ${path}`.slice(0, 120),
  limit: 1800,
  view: ({ path, requirements: given = [], requirementsFile = "", user = "root", python = "python3", index = "" }) => ({
    path,
    requirements: isLocal(given) ? (textIn(given.bytes) ?? "") : given.map((line) => `${line}\n`).join(""),
    requirementsFile,
    user,
    python,
    index,
  }),
  shared: ({ requirementsFile }) => [
    ...["as-user", "fail-because", "file", "file-place", "folder-put", "host-file", "path-user", "read-regular"],
    ...(requirementsFile === undefined ? [] : ["edit-place", "file-whole"]),
  ],
  fetches: ({ index }) => (index === undefined ? ["pypi.org", "files.pythonhosted.org"] : [hostOf(index)]),
  traits: { replaces: ({ path }) => [`${String(path)}/x`] },
  provides: ({ path }) => [pathWith({ path }, { kind: "folder" })],
  requires: ({ user, requirementsFile, python }) => [
    ...(python === undefined ? [{ what: "package", name: "python3-venv" } as const] : []),
    ...userNamed(user, "user"),
    ...pathNeeded(requirementsFile, "requirementsFile"),
  ],
  mayProvide: ({ path }) => isBelow(path),
  told: ({ path, user = "root" }) => ({
    check: `${path} is a virtual environment of ${user}, made from these requirements with the Python that there is`,
    apply: "`python3 -m venv` in an empty folder, then `pip install --requirement`",
  }),
});
