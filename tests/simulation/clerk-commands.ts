import { civilDate } from '../../libs/kernel/civil-date.js';
import type { OfficialCommands } from '../../libs/officials/domain/commands.js';
import type { OrganisationCommands } from '../../libs/organisation/domain/commands.js';
import type { Intent } from './attempt.js';
import { director, province, units } from './small-province.js';
import { dayAt, instantOf, type World } from './world.js';

/** What the clerks of one province have been told so far: who there is, and which acts were recorded of them. */
export type Acquaintances = { readonly officials: string[]; readonly acts: Map<string, string[]> };

type Drawn = Pick<Intent, 'context' | 'operation' | 'target' | 'command'>;
const official = <Operation extends keyof OfficialCommands>(operation: Operation, target: string | undefined, command: OfficialCommands[Operation]): Drawn =>
  ({ context: 'officials', operation, target, command });
const organise = <Operation extends keyof OrganisationCommands>(operation: Operation, command: OrganisationCommands[Operation]): Drawn =>
  ({ context: 'organisation', operation, target: province, command });

const effectiveDays = ['2016-01-01', '2018-07-01', '2020-02-29', '2020-05-01'].map(civilDate);
/** Few, so that two officials want the same. */
const identityNumbers = ['280000001', '280000002'];

/** Signed today, as the clerk's calendar says. */
const decisionOf = (world: World, number: number) => ({ issuer: 'UBND', symbol: 'QD', number: number + 1, signedOn: civilDate(dayAt(instantOf(world))) });
const everyWarning = ['EFFECTIVE_BEFORE_SIGNED', 'PAST_RETIREMENT_AGE'].map((code) => ({ code, reason: 'lý do' }));

const entry = (world: World, number: number): Drawn => {
  const { prng } = world;
  const person = {
    unit: prng.pick(units), category: 'cong-chuc', position: 'chuyen-vien', name: `Người ${number}`, gender: prng.chance(0.4) ? 'female' : 'male', birthDate: '1985-05-05',
    effectiveOn: effectiveDays[0] ?? civilDate('2016-01-01'), ...(prng.chance(0.3) ? { identityNumber: prng.pick(identityNumbers) } : {}),
  } as const;
  if (prng.chance(0.5)) return official('find-in-service', undefined, { ...person, source: { file: 'danh-sach', row: number + 1, statedOn: civilDate(dayAt(instantOf(world))) } });
  return official('recruit', undefined, { ...person, decision: decisionOf(world, number), overrides: everyWarning });
};

/** What a clerk wants next. Most of it is meant for somebody whom another clerk is at as well. */
export const drawCommand = (world: World, number: number, { officials, acts }: Acquaintances): Drawn => {
  const { prng } = world;
  const kind = prng.next();
  const who = officials.length === 0 ? undefined : prng.chance(world.swarm.crowding) ? officials.at(0) : prng.pick(officials);
  if (world.swarm.isRush) return renaming(world, `Sở ${number}`);
  if (kind < 0.1) return organisationChange(world);
  if (who === undefined || kind < 0.28) return entry(world, number);
  const decided = { decision: decisionOf(world, number), effectiveOn: prng.pick(effectiveDays), overrides: everyWarning };
  const known = acts.get(who) ?? [];
  const act = known.length === 0 ? who : prng.pick(known);
  if (kind < 0.48) return official('appoint', who, { ...decided, unit: prng.pick(units), position: director });
  if (kind < 0.7) return official('correct-gender', who, { gender: prng.chance(0.5) ? 'female' : 'male', reason: 'ghi sai' });
  if (kind < 0.84) return official('transfer', who, { ...decided, unit: prng.pick(units), category: 'cong-chuc', position: 'chuyen-vien' });
  if (kind < 0.9) return official('relieve', who, { ...decided, endedActId: act, reason: 'mien-nhiem' });
  if (kind < 0.95) return official('annul-act', who, { annulledActId: act, decision: decided.decision, reason: 'sai', standsAgain: [] });
  return official('retire', who, decided);
};

const renaming = ({ prng }: World, name: string): Drawn => organise('rename-unit', { unit: prng.pick(units), name, effectiveOn: prng.pick(effectiveDays) });
const organisationChange = (world: World): Drawn => {
  const { prng } = world;
  if (prng.chance(0.6)) return renaming(world, `Sở ${prng.between(1, 9)}`);
  return organise('move-unit', { unit: prng.pick(units), parent: prng.pick([province, ...units]), effectiveOn: prng.pick(effectiveDays) });
};

/** The same command with another body, as a client with a defect sends it. */
export const changedBody = (command: object): object => ({ ...command, ...('reason' in command && !('endedActId' in command) ? { reason: 'khác' } : 'name' in command ? { name: 'Người khác' } : { note: 'khác' }) });
