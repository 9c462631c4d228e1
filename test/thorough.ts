/** `PHOENIX_THOROUGH=1`, as in continuous integration: all that can be tried, not a sample of it. */
export const thorough = (process.env["PHOENIX_THOROUGH"] ?? "") !== "";

/** Returns how many cases a property has: `PHOENIX_PROPERTY_RUNS`, or else a number for each of the two forms. */
export const runs = (plain: number, all: number): number =>
  Number(process.env["PHOENIX_PROPERTY_RUNS"] ?? (thorough ? all : plain));

/** Returns all of these in the thorough form; in the plain form every `nth` of them, so that the first is among them. */
export const sampled = <Each>(all: readonly Each[], nth: number): readonly Each[] =>
  all.filter((_, i) => thorough || i % nth === 0);

/** Which part is drawn: a number that `test/run` makes of the commit. Without one, as when a test file is run alone, everything is. */
export const draw = process.env["PHOENIX_DRAW"] ?? "";

/** Whether the one in this place of a list is drawn: in the plain form one in `nth`, others for another commit, so that all come round. */
export const isDrawn = (place: number, nth: number): boolean =>
  thorough || draw === "" || (place + Number(draw)) % nth === 0;

/** Flags of a `generate` whose script a test needs. ShellCheck takes seconds for it, so only the thorough form asks it as well. */
export const unlinted: readonly string[] = thorough ? [] : ["--no-lint"];
