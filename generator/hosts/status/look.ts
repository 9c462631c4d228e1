/** One setting of a container that is not as its definition says. */
export interface Drift {
  /** Its name in the container's configuration, such as `memory`, or what is mounted, such as `mount /srv/media`. */
  readonly setting: string;
  /** Empty text means that it is not there. */
  readonly is: string;
  /** Empty text means that it is not to be there. */
  readonly wanted: string;
  /** `restart`: right after the next start; `restart breaks`: right until then; `now`: neither. */
  readonly when: "now" | "restart" | "restart breaks";
  /** Who sets it: the one who made the container, or its script. */
  readonly owner: "container" | "script";
}

/** Settings by their key. */
export type Settings = ReadonlyMap<string, string>;

/** One look at a setting: whether it is right among these settings, and what it is there. */
export interface Look {
  readonly isRight: boolean;
  readonly is: string;
}

/** A setting that is looked at now, and as it will be after the next start. */
export interface Looked extends Pick<Drift, "setting" | "wanted" | "owner"> {
  readonly look: (settings: Settings) => Look;
}
