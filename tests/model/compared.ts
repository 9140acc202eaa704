import type { Moment } from '../../libs/indicators/figure.js';
import { openReplay, type RecordedEvent, type ReplayView } from '../../libs/replay/replay.js';
import { openLedgerEvaluator, type Evaluator } from './ledger-evaluator.js';
import { ratioQuestions, readings, scopes, versions } from './questions.js';

/** `turn` chooses which of the many countings and ratios this cell asks; figures it asks all. */
export type Cell = Moment & { readonly turn: number };
type Answered = { readonly question: string; readonly ledger: string; readonly replay: string };
export type Difference = Answered & { readonly cell: Cell };

const turning = <Item>(items: readonly Item[], turn: number, count: number): readonly Item[] =>
  Array.from({ length: count }, (_, at) => items[(turn * 7919 + at * 104_729) % items.length]).filter((item) => item !== undefined);

/** What an evaluator says, or that it calls the history corrupt. */
const said = (ask: () => unknown): string => {
  try {
    return JSON.stringify(ask());
  } catch (error) {
    if (error instanceof Error && error.name === 'CorruptHistory') return 'CorruptHistory';
    throw error;
  }
};

const answersOf = (ledger: Evaluator, view: ReplayView, cell: Cell): Iterable<Answered> =>
  (function* () {
    for (const scope of scopes)
      yield { question: `figures ${JSON.stringify(scope)}`, ledger: said(() => fieldsOf(ledger.figures(cell, scope))), replay: said(() => fieldsOf(view.figures(scope))) };
    const [version] = turning(versions, cell.turn, 1);
    const [within] = turning(scopes, cell.turn, 1);
    if (within)
      yield { question: `version ${version} ${JSON.stringify(within)}`, ledger: said(() => fieldsOf(ledger.figures(cell, within, version))), replay: said(() => fieldsOf(view.figures(within, version))) };
    for (const reading of turning(readings, cell.turn, 3))
      for (const scope of turning(scopes, cell.turn + 1, 2))
        yield {
          question: `counted ${reading} ${JSON.stringify(scope)}`,
          ledger: said(() => ledger.counted(cell, scope, reading)),
          replay: said(() => view.counted(reading, scope)),
        };
    for (const question of turning(ratioQuestions, cell.turn, 4))
      yield { question: `ratios ${JSON.stringify(question)}`, ledger: said(() => ledger.ratios(cell, question)), replay: said(() => view.ratios(question)) };
  })();

/** Field by field, so that the order of fields is no difference. */
const fieldsOf = (figures: ReturnType<Evaluator['figures']>) =>
  figures.map(({ reading, percent, numerator, denominator, share, verdict, needed }) => [reading, percent, numerator, denominator, share, verdict, needed.replacing, needed.adding]);

/** The first difference between the two evaluators in these cells, ascending by what is known. */
export const findDifference = (events: readonly RecordedEvent[], cells: readonly Cell[]): Difference | undefined => {
  const ledger = openLedgerEvaluator(events);
  const replay = openReplay();
  let next = 0;
  for (const cell of cells.toSorted((a, b) => a.knownAt - b.knownAt)) {
    for (let event = events[next]; event !== undefined && event.index <= cell.knownAt; event = events[next]) {
      replay.apply(event);
      next += 1;
    }
    for (const answered of answersOf(ledger, replay.at(cell.trueOn), cell)) if (answered.ledger !== answered.replay) return { cell, ...answered };
  }
  return undefined;
};
