/** Container features, as `pct --features` takes them. */
export interface FeatureOptions {
  /** Containers inside the container; Docker needs it. */
  readonly nesting?: boolean;
  /** The `keyctl` system call; Docker needs it in unprivileged containers. */
  readonly keyctl?: boolean;
  /** FUSE file systems. */
  readonly fuse?: boolean;
}
