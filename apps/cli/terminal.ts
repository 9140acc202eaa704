/** What a command may see of the process that it runs in. */
export type Terminal = {
  readonly environment: NodeJS.ProcessEnv;
  /** Someone looks at the error stream, so progress may be drawn over. */
  readonly isWatched: boolean;
  out(text: string): void;
  err(text: string): void;
};

export const processTerminal: Terminal = {
  environment: process.env,
  isWatched: Boolean(process.stderr.isTTY),
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};
