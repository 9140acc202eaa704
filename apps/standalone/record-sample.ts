import { CommandBus } from '@nestjs/cqrs';
import type { INestApplicationContext } from '@nestjs/common';
import type { CommandOutcome, Submission } from '../../libs/commands/command-outcome.js';
import { sha1 } from '../../libs/commands/recording.js';
import { civilDateAt } from '../../libs/kernel/civil-date.js';
import { commandIdOf, madeIdOf, openedStreamOf } from '../../libs/kernel/command-identity.js';
import { plan3009 } from '../../libs/indicators/rules/plan-3009.js';
import { ActOnOfficial } from '../../libs/officials/application/act-on-official.js';
import { ChangeOrganisation } from '../../libs/organisation/application/change-organisation.js';
import { PlanOfficial } from '../../libs/planning/application/plan-official.js';
import { PublishRuleSet } from '../../libs/reporting/application/publish-rule-set.js';
import type { SampleCommand, SampleIds, SampleSize } from '../../libs/sample/sample-command.js';
import { sampleCommands } from '../../libs/sample/sample.js';
import { TrainOfficials } from '../../libs/training/application/train-officials.js';
import { openDependencyQueue } from './dependency-queue.js';
import type { Registry } from './open-registry.js';

/** A directory that holds something else than this sample. */
export class SampleDiffers extends Error {
  override readonly name = 'SampleDiffers';
}
/** A command of the sample was not recorded: the sample and the rules disagree, which is a defect. */
export class SampleRefused extends Error {
  override readonly name = 'SampleRefused';
}

export type SampleProgress = { readonly done: number; readonly total: number };
export type SampleOptions = {
  readonly size: SampleSize;
  readonly seed: number;
  readonly onProgress?: (progress: SampleProgress) => void;
  /** Ends the recording between two waves; what is recorded stays, and the next run goes on. */
  readonly signal?: AbortSignal;
};

/** Commands under way at once: they share durable commits. */
const underWayMax = 512;

export const sampleIds: SampleIds = {
  streamId: (command) => openedStreamOf(sha1, commandIdOf(sha1, command)),
  actId: (command, ordinal) => madeIdOf(sha1, commandIdOf(sha1, command), ordinal),
};

/**
 * Gives the sample's commands to the application's own handlers, those that are not in the log yet: many at once, each after those of its own stream and of
 * the streams that it refers to; an act on the organisation by itself, since everything refers to it, and no day before the last one is done.
 * @returns how many commands the log then holds of it. @throws SampleDiffers, SampleRefused
 */
export const recordSample = async (application: INestApplicationContext, registry: Registry, { size, seed, onProgress, signal }: SampleOptions): Promise<number> => {
  await refuseOther(registry, size, seed);
  const recorded = await recordedCommands(registry);
  const commands = [...sampleCommands(size, seed, sampleIds)];
  const bus = application.get(CommandBus);
  const queue = openDependencyQueue(underWayMax);
  let done = 0;
  let today = '';
  for (const command of commands) {
    if (signal?.aborted) break;
    const isOrganisation = command.context === 'organisation';
    const recordedOn = civilDateAt(command.recordedAt);
    // A day ends before the next begins: what was known on a day is what lies before that day's end in the log.
    if (isOrganisation || recordedOn !== today) await queue.drained();
    today = recordedOn;
    const isRecorded = recorded.has(commandIdOf(sha1, identityOf(command)));
    await queue.add(command.stream, referredTo(command), () => (isRecorded ? Promise.resolve() : give(bus, command)));
    if (isOrganisation) await queue.drained();
    if (done === 0) await publishRules(bus, command);
    done += 1;
    if (done % progressEvery === 0) onProgress?.({ done, total: commands.length });
  }
  await queue.drained();
  onProgress?.({ done, total: commands.length });
  return done;
};
const progressEvery = 250;

const refuseOther = async (registry: Registry, size: SampleSize, seed: number): Promise<void> => {
  const { structure } = await registry.organisation.read();
  const { sample } = structure;
  if (sample && (sample.size !== size || sample.seed !== seed))
    throw new SampleDiffers(`the directory holds the sample of size ${sample.size} and seed ${sample.seed}; give another directory with --data-dir for size ${size} and seed ${seed}`);
  if (!sample && (await registry.events.head()) >= 0) throw new SampleDiffers('the directory holds a registry that is no sample; give another directory with --data-dir');
};

const recordedCommands = async (registry: Registry): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const page of registry.events.readAll()) for (const { text } of page) ids.add(commandIdIn(text));
  return ids;
};
const commandIdIn = (text: string): string => /"commandId":"([^"]+)"/.exec(text)?.[1] ?? '';

const opening = new Set<string>(['officials/recruit', 'officials/find-in-service', 'planning/propose', 'training/open']);
const opens = ({ context, operation }: SampleCommand): boolean => opening.has(`${context}/${operation}`);
const identityOf = (command: SampleCommand) => ({ actor: command.actor, context: command.context, operation: command.operation, target: opens(command) ? '' : command.stream, key: command.key });

const referredTo = (command: SampleCommand): readonly string[] => {
  if (command.context === 'planning' && command.operation === 'propose') return [command.command.official];
  if (command.context === 'training' && command.operation === 'send') return command.command.participants.map(({ official }) => official);
  return [];
};

const submissionOf = ({ actor, role, key, recordedAt }: Pick<SampleCommand, 'actor' | 'role' | 'key' | 'recordedAt'>): Submission =>
  ({ actor, role, idempotencyKey: key, correlation: `sample-${key}`, recordedAtMs: recordedAt });

const give = async (bus: CommandBus, command: SampleCommand): Promise<void> => {
  const outcome = await bus.execute(toBus(command));
  if (outcome.outcome !== 'recorded') throw new SampleRefused(`${command.context}/${command.operation} ${command.key} (${command.target}): ${JSON.stringify(outcome)}`);
};

const toBus = (command: SampleCommand): ActOnOfficial | ChangeOrganisation | PlanOfficial | TrainOfficials => {
  const submission = submissionOf(command);
  const target = opens(command) ? undefined : command.stream;
  switch (command.context) {
    case 'organisation':
      return new ChangeOrganisation(command.operation, command.stream, command.command, submission);
    case 'officials':
      return new ActOnOfficial(command.operation, target, command.command, submission);
    case 'planning':
      return new PlanOfficial(command.operation, target, command.command, submission);
    case 'training':
      return new TrainOfficials(command.operation, target, command.command, submission);
  }
};

const publishRules = async (bus: CommandBus, first: SampleCommand): Promise<void> => {
  const submission = submissionOf({ ...first, key: `${plan3009.ruleSet}-${plan3009.version}` });
  const outcome: CommandOutcome = await bus.execute(new PublishRuleSet(plan3009, submission));
  if (outcome.outcome !== 'recorded') throw new SampleRefused(`the rule set: ${JSON.stringify(outcome)}`);
};
