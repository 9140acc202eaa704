import type { CommandOutcome } from '../../libs/commands/command-outcome.js';
import type { CommandPorts } from '../../libs/commands/execute-command.js';
import { OutcomeUnknown, StoreFull, StoreUnavailable } from '../../libs/event-store/event-store.port.js';
import { civilDateAt } from '../../libs/kernel/civil-date.js';
import { KeyStoreUnavailable } from '../../libs/key-store/key-store.port.js';
import { OfficialsExecutor } from '../../libs/officials/application/act-on-official.js';
import { officialsTarget, type Elsewhere } from '../../libs/officials/application/officials-target.js';
import type { OfficialCommands } from '../../libs/officials/domain/commands.js';
import { OrganisationExecutor } from '../../libs/organisation/application/change-organisation.js';
import { KnownOrganisation } from '../../libs/organisation/application/known-organisation.js';
import { organisationTarget } from '../../libs/organisation/application/organisation-target.js';
import type { OrganisationCommands } from '../../libs/organisation/domain/commands.js';
import type { Attempt, Told } from './attempt.js';
import type { Bug } from './bug.js';
import type { Life } from './course.js';
import { faultyEventStore } from './faulty-event-store.js';
import { faultyKeyStore } from './faulty-key-store.js';
import { province } from './small-province.js';
import { beginLife, instantOf, type World } from './world.js';

/** Seats and registered decisions are the read side's; here it is not asked, as while a province is recorded in bulk. */
const nowhere: Elsewhere = { holders: () => Promise.resolve(undefined), signedOn: () => Promise.resolve(undefined) };
/** Streams kept folded: few, so that forgetting is met too. */
const streamsMax = 3;

type Running = { readonly life: Life; readonly officials: OfficialsExecutor; readonly organisation: OrganisationExecutor };

/** One process that takes commands, over all its crashes and restarts. */
export class CommandSide {
  /** How far its clock is off. */
  skewMs = 0;
  #running: Running | undefined;
  #starts = 0;
  readonly #waiting = new Map<Attempt, (told: Told) => void>();

  constructor(readonly name: string, private readonly world: World, private readonly bug: Bug) {}

  get isUp(): boolean {
    return this.#running !== undefined;
  }

  start(): void {
    this.#starts += 1;
    const { world, bug } = this;
    const life = beginLife(world, `${this.name}.${this.#starts}`);
    const store = faultyEventStore(world, life);
    const keys = faultyKeyStore(world, life);
    const ports: CommandPorts = {
      store: bug.commandStore?.(store, { world, life }) ?? store,
      keys: bug.commandKeys?.(keys) ?? keys,
      clock: { now: () => this.#readClock() },
      random: world.random,
      patience: { now: () => world.course.nowMs, pause: (ms) => world.course.pause(life, ms) },
    };
    const known = new KnownOrganisation(ports.store, province);
    const officials = officialsTarget(known, ports.keys, ports.store, nowhere);
    this.#running = {
      life,
      officials: new OfficialsExecutor(bug.officials?.(officials) ?? officials, ports, streamsMax),
      organisation: new OrganisationExecutor(organisationTarget(civilDateAt), ports, streamsMax),
    };
    world.course.note(`${life.name} starts`);
  }

  crash(): void {
    if (!this.#running) return;
    this.#running.life.isOver = true;
    this.#running = undefined;
    this.world.course.note(`${this.name} crashes`);
    for (const cut of [...this.#waiting.values()]) cut({ outcome: 'cut-off' });
  }

  /** Undefined when it is down: nothing was sent. */
  send(attempt: Attempt): Promise<Told> | undefined {
    const running = this.#running;
    if (!running) return undefined;
    return new Promise((resolve) => {
      const settle = (told: Told) => {
        if (this.#waiting.delete(attempt)) resolve(told);
      };
      this.#waiting.set(attempt, settle);
      this.#execute(running, attempt).then(settle, (error: unknown) => settle(toldOf(error)));
    });
  }

  #execute({ officials, organisation }: Running, attempt: Attempt): Promise<CommandOutcome> {
    const { intent, command, correlation, ifMatch } = attempt;
    const idempotencyKey = this.bug.keyOf?.(attempt) ?? intent.key;
    const order = {
      ...(intent.target === undefined ? {} : { target: intent.target }),
      submission: { actor: intent.actor, role: 'clerk', idempotencyKey, correlation, ...(ifMatch === undefined ? {} : { ifMatch }) },
    };
    // The command was drawn for its operation; the compiler cannot follow it through the intent.
    if (intent.context === 'officials') return officials.execute({ ...order, operation: intent.operation as keyof OfficialCommands, command: command as OfficialCommands[keyof OfficialCommands] });
    return organisation.execute({ ...order, operation: intent.operation as keyof OrganisationCommands, command: command as OrganisationCommands[keyof OrganisationCommands] });
  }

  #readClock(): number {
    const now = instantOf(this.world) + this.skewMs;
    for (const attempt of this.#waiting.keys()) attempt.instants.push(now);
    return now;
  }
}

/** As the edge turns errors into statuses. */
const toldOf = (error: unknown): Told => {
  if (error instanceof StoreUnavailable || error instanceof StoreFull || error instanceof KeyStoreUnavailable) return { outcome: 'not-written', because: error.name };
  if (error instanceof OutcomeUnknown) return { outcome: 'unknown' };
  const because = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { outcome: 'stopped', because };
};
