/** A mount that a step of the script makes: a folder of the host, or a volume. */
export interface WantedMount {
  readonly path: string;
  /** The folder of the host; null for a volume. */
  readonly source: string | null;
  /** The storage of a volume; null for a folder. */
  readonly storage: string | null;
  /** The least size of a volume in MiB. */
  readonly mebibytes: number;
  /** Further parts by their name; empty text means none. */
  readonly parts: ReadonlyMap<string, string>;
}

/** A device entry that a step of the script makes. */
export interface WantedDevice {
  readonly path: string;
  /** Parts of the entry such as `mode=0660`; without those whose number is known inside only. */
  readonly parts: readonly string[];
  /** Names of those parts. */
  readonly open: readonly string[];
}

/** What a step sets in the container's configuration on its host. */
export interface Configures {
  /** Settings by `pct`'s own keys, as `pct config` prints them. */
  readonly options?: readonly (readonly [key: string, value: string])[];
  readonly mounts?: readonly WantedMount[];
  readonly devices?: readonly WantedDevice[];
  /** Lines for LXC itself. */
  readonly raw?: readonly string[];
}

/** Returns the pairs of a view's list: a key, its value, the next key. */
export function pairs(list: unknown): [key: string, value: string][] {
  const words = Array.isArray(list) ? list.map(String) : [];
  return words.flatMap((key, i): [string, string][] => (i % 2 === 0 ? [[key, words[i + 1] ?? ""]] : []));
}
