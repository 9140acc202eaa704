import progressBars, { type SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';
import { countText, secondsText } from './words.js';

/** A stage of work that is shown while it goes on: a bar at a terminal, elsewhere one line when it is done. */
export type Stage = { update(done: number, total: number): void };

/** Without anybody watching, a line this often says that it goes on. */
const lineEveryMs = 5_000;

/** Runs a stage and says how fast it goes, how long it will take and how long it took. A failed one leaves nothing half drawn behind. */
export const runStage = async <Result>(terminal: Terminal, name: string, work: (stage: Stage) => Promise<Result>, now: () => number = () => performance.now()): Promise<Result> => {
  const startedMs = now();
  const bar = terminal.isWatched ? barOf(name) : undefined;
  if (!bar) terminal.err(`${name} …\n`);
  bar?.start(1, 0, { pace: '' });
  let counted = '';
  let first: { readonly done: number; readonly ms: number } | undefined;
  let saidMs = startedMs;
  try {
    const result = await work({
      update: (done, total) => {
        const ms = now();
        counted = ` (${countText(done)})`;
        // What was done before, in an earlier run say, tells nothing of the pace.
        first ??= { done, ms };
        const pace = paceText(done - first.done, total - done, ms - first.ms);
        bar?.setTotal(Math.max(total, 1));
        bar?.update(done, { pace });
        if (bar || ms - saidMs < lineEveryMs) return;
        saidMs = ms;
        terminal.err(`${name}: ${countText(done)}/${countText(total)}${pace}\n`);
      },
    });
    bar?.stop();
    terminal.err(`${name}${counted}: xong sau ${secondsText(now() - startedMs)}\n`);
    return result;
  } finally {
    bar?.stop();
  }
};

/** How many a second, and how long the rest will take at that pace; nothing before there is one. */
const paceText = (done: number, left: number, ms: number): string => {
  if (done <= 0 || ms < 200) return '';
  const perSecond = (done * 1_000) / ms;
  return `, ${countText(Math.round(perSecond))}/s, còn ${secondsText((left * 1_000) / perSecond)}`;
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
      format: (options, { progress, value, total }, { pace }) =>
        `${name} ${Format.BarFormat(progress, options)} ${Math.floor(progress * 100)}%  ${countText(value)}/${countText(total)}${pace}`,
    },
    Presets.shades_classic,
  );
