import type { Acquaintances } from './clerk-commands.js';
import { changedBody, drawCommand } from './clerk-commands.js';
import type { Attempt, Intent, Told } from './attempt.js';
import type { CommandSide } from './command-side.js';
import type { Life } from './course.js';
import { checkAtOnce } from './told-truthfully.js';
import { streamOf } from './intended.js';
import { strikes, violated, type World } from './world.js';

const pauseFirstMs = 50;
const pauseMaxMs = 2_000;

export type Office = { readonly world: World; readonly sides: readonly CommandSide[]; readonly known: Acquaintances };

/** One after the other, and each again under its key until it is known what became of it. */
export const workAsClerk = async (office: Office, name: string): Promise<void> => {
  const { world } = office;
  const life: Life = { name, isOver: false, slowness: 1 };
  for (let nth = 0; nth < world.swarm.commandsEach; nth += 1) {
    await world.course.pause(life, world.prng.below(world.swarm.thinkMaxMs));
    await carryThrough(office, life, drawIntent(office, name, nth));
  }
};

const drawIntent = ({ world, known }: Office, actor: string, nth: number): Intent => {
  const number = Number(actor.slice(-1)) * 100 + nth;
  const drawn = drawCommand(world, number, known);
  const intent = { number, actor, key: `key-${number}`, ...drawn };
  if (drawn.target === undefined || !world.prng.chance(0.15)) return intent;
  const seen = world.chronicle.revisionOf(streamOf(intent), world.chronicle.head);
  return { ...intent, ifMatch: strikes(world, 'wrongRevision') ? seen + 1 : seen };
};

const carryThrough = async (office: Office, life: Life, intent: Intent): Promise<void> => {
  const { world } = office;
  for (let pauseMs = pauseFirstMs; ; pauseMs = Math.min(pauseMs * 2, pauseMaxMs)) {
    const sent = strikes(world, 'sentTwice') ? [send(office, intent), send(office, intent)] : [send(office, intent)];
    const told = (await Promise.all(sent)).filter(isFinal);
    if (told.length > 0) break;
    if (strikes(world, 'impatience')) return;
    await world.course.pause(life, pauseMs);
  }
  if (strikes(world, 'repeatAfterSuccess')) await send(office, intent);
  if (strikes(world, 'changedBody')) await send(office, intent, true);
};

const isFinal = (told: Told | undefined): boolean =>
  told !== undefined && told.outcome !== 'not-written' && told.outcome !== 'unknown' && told.outcome !== 'cut-off';

const send = async (office: Office, intent: Intent, isChanged = false): Promise<Told | undefined> => {
  const { world, known } = office;
  const { chronicle, course, attempts } = world;
  const up = office.sides.filter(({ isUp }) => isUp);
  const side = up.length === 0 ? undefined : world.prng.pick(up);
  if (!side) return undefined;
  const attempt: Attempt = {
    correlation: `a${attempts.length}`, intent, isChanged, command: isChanged ? changedBody(intent.command) : intent.command, ifMatch: intent.ifMatch,
    side: side.name, sentAtStep: course.steps, headAtSending: chronicle.head, headAtAnswer: -1, instants: [], told: undefined,
  };
  attempts.push(attempt);
  course.note(`${intent.actor} sends ${attempt.correlation} ${intent.operation} ${intent.key} to ${side.name}`);
  const told = await side.send(attempt);
  if (!told) return undefined;
  attempt.told = told;
  attempt.headAtAnswer = chronicle.head;
  course.note(`${intent.actor} is told ${attempt.correlation} ${told.outcome}${told.outcome === 'refused' ? ` ${told.refusal.code}` : ''}`);
  checkAtOnce(world, attempt);
  if (told.outcome === 'recorded') remember(known, intent, told.receipt);
  if (told.outcome === 'stopped' && chronicle.poisonIndex() === undefined) violated(world, 'soundness', `${attempt.correlation} stopped: ${told.because}`);
  return told;
};

const remember = ({ officials, acts }: Acquaintances, { context }: Intent, { id, events }: { readonly id: string; readonly events: readonly { readonly actId?: string }[] }): void => {
  if (context !== 'officials') return;
  if (!officials.includes(id)) officials.push(id);
  const made = events.flatMap(({ actId }) => actId ?? []);
  acts.set(id, [...new Set([...(acts.get(id) ?? []), ...made])]);
};

