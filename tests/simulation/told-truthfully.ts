import type { Receipt } from '../../libs/commands/command-outcome.js';
import { canonicalJson } from '../../libs/kernel/canonical-json.js';
import type { Attempt } from './attempt.js';
import { commandIdFor, idFor, streamOf } from './intended.js';
import { violated, type World } from './world.js';

/** I1, at the very moment: what is acknowledged is in the log when the clerk hears it. */
export const checkAtOnce = (world: World, { told, correlation }: Attempt): void => {
  if (told?.outcome !== 'recorded') return;
  const { index, commandId } = told.receipt;
  if (world.chronicle.written[index]?.envelope?.commandId !== commandId) violated(world, 'I1', `${correlation} was acknowledged at ${index}, where it is not`);
};

/** R15: what each clerk was told of each sending agrees with the log as it is in the end. */
export const checkTold = (world: World): void => {
  for (const attempt of world.attempts) {
    const wrong = wrongIn(world, attempt);
    if (wrong !== undefined) violated(world, 'told', `${attempt.correlation} (${attempt.intent.operation}) ${wrong}`);
  }
};

const wrongIn = (world: World, attempt: Attempt): string | undefined => {
  const { told, correlation } = attempt;
  const own = world.chronicle.ofAttempt(correlation);
  switch (told?.outcome) {
    case undefined:
      return 'was never answered';
    case 'unknown':
    case 'cut-off':
    case 'stopped':
      return undefined;
    case 'recorded':
      return wrongReceipt(world, attempt, told.receipt, told.isReplay);
    case 'not-written':
    case 'refused':
    case 'key-reused':
    case 'precondition-failed':
    case 'conflict':
      if (own.length > 0) return `was told ${told.outcome} and stands at ${own[0]?.stored.index}`;
      return told.outcome === 'key-reused' ? wrongReuse(world, attempt) : 'revision' in told ? wrongRevision(world, attempt, told.revision) : undefined;
  }
};

const wrongReceipt = (world: World, { intent, correlation, command }: Attempt, receipt: Receipt, isReplay: boolean): string | undefined => {
  const written = world.chronicle.ofCommand(receipt.commandId);
  const [first, last] = [written[0], written.at(-1)];
  if (!first || !last) return 'was acknowledged and is not in the log';
  if (written.length !== receipt.events.length || last.stored.index !== receipt.index || last.stored.revision !== receipt.revision || last.stored.stream !== receipt.stream)
    return `has a receipt of ${receipt.events.length} up to ${receipt.index} where the log has ${written.length} up to ${last.stored.index}`;
  const writer = first.envelope?.correlation;
  if (!isReplay) return writer === correlation ? undefined : `was told that it wrote what ${writer} did`;
  const body = world.attempts.find((attempt) => attempt.correlation === writer)?.command;
  const isSame = body !== undefined && canonicalJson(body) === canonicalJson(command);
  return isSame || world.destroyed.has(idFor(intent)) ? undefined : `was answered as a repeat of ${writer}, whose body is another`;
};

const wrongReuse = ({ chronicle, attempts }: World, { intent, headAtAnswer, command }: Attempt): string | undefined => {
  const [first] = chronicle.ofCommand(commandIdFor(intent));
  if (!first || first.stored.index > headAtAnswer) return 'was told that its key was used, which it was not';
  const writer = attempts.find(({ correlation }) => correlation === first.envelope?.correlation);
  return writer && canonicalJson(writer.command) === canonicalJson(command) ? 'was told that its key was used for another body, which is the same' : undefined;
};

/** 409 and 412 name a revision that the stream had between question and answer, and 412 one that was not asked for. */
const wrongRevision = ({ chronicle }: World, { intent, headAtSending, headAtAnswer, ifMatch, told }: Attempt, revision: number): string | undefined => {
  const [least, most] = [headAtSending, headAtAnswer].map((head) => chronicle.revisionOf(streamOf(intent), head));
  if (revision < (least ?? -1) || revision > (most ?? -1)) return `was told revision ${revision} where the stream was at ${least} to ${most}`;
  return told?.outcome === 'precondition-failed' && revision === ifMatch ? 'was told 412 at the revision it asked for' : undefined;
};

/** I2: an intent is in the log at most once, whole, in one stream; and nothing is in the log that nobody sent. */
export const checkOnce = (world: World): void => {
  const writers = new Map<string, string>();
  const sent = new Map(world.attempts.map((attempt) => [attempt.correlation, attempt]));
  for (const { stored, envelope } of world.chronicle.written) {
    const attempt = envelope && sent.get(envelope.correlation);
    if (!attempt) continue;
    const intent = commandIdFor(attempt.intent);
    const writer = writers.get(intent) ?? attempt.correlation;
    writers.set(intent, writer);
    if (writer !== attempt.correlation) violated(world, 'I2', `${attempt.intent.operation} ${attempt.intent.key} was recorded by ${writer} and at ${stored.index} by ${attempt.correlation}`);
    if (attempt.intent.target !== undefined && stored.stream !== streamOf(attempt.intent)) violated(world, 'I2', `${attempt.correlation} stands in ${stored.stream}`);
    const destroyedAt = world.destroyed.get(idFor(attempt.intent));
    if (envelope.sealed.length > 0 && destroyedAt !== undefined && attempt.sentAtStep > destroyedAt) violated(world, 'keys', `${attempt.correlation} sealed under a key that was destroyed before it was sent`);
  }
};

/** One official an identity number. A clock that is a day off takes every reservation for abandoned, so those runs are left out. */
export const checkIdentities = (world: World): void => {
  if (world.swarm.counts.clockJumps > 0) return;
  const holders = new Map<string, string>();
  for (const { envelope, stored } of world.chronicle.written) {
    const attempt = world.attempts.find(({ correlation }) => correlation === envelope?.correlation);
    if (!attempt || !('identityNumber' in attempt.command) || typeof attempt.command.identityNumber !== 'string') continue;
    const holder = holders.get(attempt.command.identityNumber) ?? stored.stream;
    holders.set(attempt.command.identityNumber, holder);
    if (holder !== stored.stream) violated(world, 'identity', `number ${attempt.command.identityNumber} is ${holder} and ${stored.stream}`);
  }
};
