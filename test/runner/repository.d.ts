/** Where the repository is; put in by start.mjs. */
declare const REPOSITORY: string;
