/** The version of what the command line prints with `--json`. It goes up when a field is removed, renamed, or means something else. */
export const JSON_VERSION = 2;
