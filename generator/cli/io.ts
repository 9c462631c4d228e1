/** What a line that is rewritten goes to. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Everything outside that the command line reads from and writes to. */
export interface Io {
  /** The project: the folder that holds `definitions/` and `dist-scripts/`. */
  readonly folder: string;
  /** Data, to standard output. */
  readonly out: (text: string) => void;
  /** Messages, to standard error. */
  readonly err: (text: string) => void;
  /** Whether messages may be coloured. */
  readonly colour: boolean;
  /** Whether data may be: only for a person who looks at it. */
  readonly colourData: boolean;
  /** Variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the person at the terminal for one line; undefined where there is nobody to ask. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** Where messages go, for a line that is rewritten while work goes on. */
  readonly terminal: Terminal;
}
