import progressBars, { type SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';
import { countText, secondsText } from './words.js';

/** A stage of work that is shown while it goes on: a bar at a terminal, elsewhere one line when it is done. */
export type Stage = { update(done: number, total: number): void };

/** Runs a stage and says how long it took. A failed one leaves nothing half drawn behind. */
export const runStage = async <Result>(terminal: Terminal, name: string, work: (stage: Stage) => Promise<Result>): Promise<Result> => {
  const startedMs = performance.now();
  const bar = terminal.isWatched ? barOf(name) : undefined;
  if (!bar) terminal.err(`${name} …\n`);
  bar?.start(1, 0);
  let counted = '';
  try {
    const result = await work({
      update: (done, total) => {
        counted = ` (${countText(done)})`;
        bar?.setTotal(Math.max(total, 1));
        bar?.update(done);
      },
    });
    bar?.stop();
    terminal.err(`${name}${counted}: xong sau ${secondsText(performance.now() - startedMs)}\n`);
    return result;
  } finally {
    bar?.stop();
  }
};

const { Format, Presets } = progressBars;

const barOf = (name: string): SingleBar =>
  new progressBars.SingleBar(
    {
      clearOnComplete: true,
      hideCursor: true,
      // Ctrl-C is the command's own to handle.
      gracefulExit: false,
      fps: 8,
      barsize: 30,
      format: (options, { progress, value, total }) => `${name} ${Format.BarFormat(progress, options)} ${Math.floor(progress * 100)}%  ${countText(value)}/${countText(total)}`,
    },
    Presets.shades_classic,
  );
