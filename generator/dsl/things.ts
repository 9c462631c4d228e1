/** The classes of what one step makes and another one relies on. */
export type ThingClass =
  | "path"
  | "unit"
  | "user"
  | "group"
  | "package"
  | "program"
  | "port"
  | "container"
  | "network"
  | "volume"
  | "setting";

/** Something in a container that steps make, change or rely on. */
export interface Thing {
  /** Its class. A file, a folder and a link are a `path`, Docker's things a `container`, `network` or `volume`. */
  readonly what: ThingClass;
  /** Its name within that class; the number of a port as text. */
  readonly name: string;
  /** The option that names it. Default: the step as a whole. */
  readonly at?: readonly PropertyKey[];
}

/** What is there once a step has been carried out. */
export interface Provided extends Thing {
  /**
   * In which state, by aspect, such as `owner` or `text`; what a step leaves open is missing. Two steps contradict each other where one aspect
   * has two values. Values are compared as JSON.
   */
  readonly state?: Readonly<Record<string, unknown>>;
  /** What it is called where it is of use only to other steps that name it, such as `the secret`. Several of one step are names of one thing. */
  readonly forOthers?: string;
}

/** What has to be there before a step is carried out. */
export interface Required extends Thing {
  /** What the step does with it, after its title: `waits for`. Default `needs`. */
  readonly verb?: string;
  /** For a path, whether only a file will do: a missing folder is made by what needs it. */
  readonly kind?: "file";
  /** Whether it may also come after the step, as the user of a unit that is started later. */
  readonly inAnyOrder?: boolean;
}

/** Returns whether a step may provide a thing that it does not name. */
export type MayProvide = (thing: Thing) => boolean;
