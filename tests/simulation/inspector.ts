import { countedOf } from '../../libs/indicators/counted.js';
import { figures } from '../../libs/indicators/evaluate.js';
import type { Counted, Figure, Moment, Scope } from '../../libs/indicators/figure.js';
import { KeyStoreUnavailable } from '../../libs/key-store/key-store.port.js';
import { Problem } from '../../libs/platform/http/problem.js';
import { ReadStoreUnavailable } from '../../libs/read-store/read-store.port.js';
import { replayUpTo } from '../../libs/replay/replay.js';
import { resolveMoment } from '../../libs/reporting/application/moment.js';
import type { Bug } from './bug.js';
import type { Life } from './course.js';
import type { Answering, Projector } from './projector.js';
import { dayAt, instantOf, violated, type World } from './world.js';

const scopes: readonly Scope[] = [{ kind: 'province' }, { kind: 'unit', unit: 'so-nv' }];
const readings = ['S30.staff', 'H.directors', 'C.both'];
/** Or no day at all, which is today. */
const days = ['2016-01-01', '2018-07-01', '2020-05-01'];

type Question = { readonly trueOn?: string; readonly knownAt?: string };
type Said = 'answered' | 'refused' | 'not-now';

/** Asks for reports while everything goes on, and holds each answer against the log itself. */
export class Inspector {
  constructor(private readonly world: World, private readonly bug: Bug) {}

  async inspect(projectors: readonly Projector[], questions: number): Promise<void> {
    const { world } = this;
    const life: Life = { name: 'inspector', isOver: false, slowness: 1 };
    for (let nth = 0; nth < questions; nth += 1) {
      await world.course.pause(life, world.prng.below(4_000));
      const { answering } = world.prng.pick(projectors);
      const knownAt = world.prng.chance(0.5) ? {} : { knownAt: String(world.prng.between(-1, world.chronicle.head + 1)) };
      const trueOn = world.prng.chance(0.3) ? {} : { trueOn: world.prng.pick(days) };
      // An answer that its process does not live to give keeps nobody.
      if (answering) void this.ask(answering, { ...knownAt, ...trueOn });
    }
  }

  async ask({ tail, freshness, knowledge, life }: Answering, asked: Question): Promise<Said> {
    const { world, bug } = this;
    try {
      await tail.follow();
      if (!bug.answersStalled) await freshness.require(asked);
      const { trueOn, knownAt } = resolveMoment(knowledge, asked);
      this.#hold({ trueOn, knownAt }, asked, knowledge.ledger, life);
      return 'answered';
    } catch (error) {
      if (error instanceof Problem) {
        world.course.note(`${life.name} refuses ${JSON.stringify(asked)}: ${error.document.code}`);
        return 'refused';
      }
      if (!(error instanceof ReadStoreUnavailable || error instanceof KeyStoreUnavailable)) violated(world, 'soundness', `${life.name} cannot answer: ${String(error)}`);
      return 'not-now';
    }
  }

  /** I5, I9: the bytes of a report are those that the log alone gives, twice, and none reaches past an event that cannot be applied. */
  #hold(moment: Moment, asked: Question, ledger: Parameters<typeof figures>[0], life: Life): void {
    const { world, bug } = this;
    const what = `${life.name} on ${moment.trueOn} known at ${moment.knownAt}`;
    const poison = world.chronicle.poisonIndex();
    if (poison !== undefined && moment.knownAt >= poison) violated(world, 'I9', `${what} answered past ${poison}, which cannot be applied`);
    if (asked.trueOn === undefined && moment.trueOn !== dayAt(instantOf(world))) violated(world, 'time', `${what} took today for ${dayAt(instantOf(world))}`);
    const report = () => reportOf(
      (scope) => bug.figures?.(figures(ledger, moment, scope).figures) ?? figures(ledger, moment, scope).figures,
      (reading, scope) => countedIn(countedOf(ledger, moment, scope, reading), (keys) => bug.evidence?.(keys, { world, life }) ?? keys),
    );
    const replay = replayUpTo(world.chronicle.recorded(moment.knownAt), moment.knownAt).at(moment.trueOn);
    const [first, second, alone] = [report(), report(), reportOf((scope) => replay.figures(scope), (reading, scope) => replay.counted(reading, scope))];
    world.course.note(`${what} ${first.length}`);
    if (first !== second) violated(world, 'I5', `${what} gave two reports`);
    if (first !== alone) violated(world, 'I5', `${what} reported ${first} and the log says ${alone}`);
  }
}

const countedIn = (counted: Counted | undefined, evidence: (keys: readonly string[]) => readonly string[]): Counted =>
  ({ denominator: evidence(counted?.denominator ?? []), numerator: evidence(counted?.numerator ?? []) });

const reportOf = (figuresIn: (scope: Scope) => readonly Figure[], counted: (reading: string, scope: Scope) => Counted): string =>
  JSON.stringify([scopes.map(figuresIn), readings.map((reading) => counted(reading, { kind: 'province' }))]);
