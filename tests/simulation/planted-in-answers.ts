import { breaking, type Planted } from './planted.js';

/** What can be wrong between the documents and a report. */
export const plantedInAnswers: { readonly [name: string]: Planted } = {
  'a share is reckoned in floating point': breaking(['I5'], {
    figures: (figures) =>
      figures.map((figure) => {
        const { numerator, denominator, percent, verdict } = figure;
        return { ...figure, verdict: denominator === 0 ? verdict : 1 - (denominator - numerator) / denominator >= percent / 100 ? 'met' : 'not-met' };
      }),
  }),
  'a share of nobody is nothing': breaking(['I5'], { figures: (figures) => figures.map((figure) => ({ ...figure, share: figure.share ?? '0.00' })) }),
  'evidence is listed as it comes': breaking(['I5'], { evidence: (keys, { world }) => keys.toSorted((a, b) => firstMet(world.chronicle.written, a) - firstMet(world.chronicle.written, b)) }),
  'a report is in no order': breaking(['I5'], { evidence: (keys, { world }) => world.prng.shuffled(keys) }),
  'answers go on although the ledger has stopped': breaking(['I9'], { answersStalled: true }),
  'today is the day in UTC': breaking(['time'], { answerClock: (clock) => ({ now: () => clock.now() - 7 * 3_600_000 }) }),
};

const firstMet = (written: readonly { readonly stored: { readonly stream: string } }[], official: string): number => written.findIndex(({ stored }) => stored.stream.endsWith(official));
