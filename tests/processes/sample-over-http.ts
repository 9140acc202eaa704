import { plan3009 } from '../../libs/indicators/rules/plan-3009.js';
import { sampleCommands } from '../../libs/sample/sample.js';
import type { SampleCommand } from '../../libs/sample/sample-command.js';
import { openDependencyQueue } from '../../apps/standalone/dependency-queue.js';
import { sampleIds } from '../../apps/standalone/record-sample.js';

export type Posted = { readonly path: string; readonly body: object; readonly headers: { readonly [name: string]: string } };
/** Sends one command somewhere. */
export type Post = (posted: Posted) => Promise<{ readonly status: number; readonly answer: { readonly [name: string]: unknown } }>;
export type Recorded = { readonly recorded: number; /** Why others were not: `<code> <how many>`. */ readonly refused: ReadonlyMap<string, number>; /** Of the last event. */ readonly head: number };

const rooms = { organisation: 'organisation', officials: 'officials', planning: 'planning', training: 'classes' } as const;
const opening = new Set(['officials/recruit', 'officials/find-in-service', 'planning/propose', 'training/open']);
const pathOf = ({ context, operation, stream }: SampleCommand): string =>
  context === 'organisation' || opening.has(`${context}/${operation}`) ? `${rooms[context]}/${operation}` : `${rooms[context]}/${stream}/${operation}`;

const underWayMax = 16;

const headersOf = ({ actor, role, key }: Pick<SampleCommand, 'actor' | 'role' | 'key'>) => ({ 'parity-actor': encodeURIComponent(actor), 'parity-role': encodeURIComponent(role), 'idempotency-key': key });

const warningsIn = (answer: { readonly [name: string]: unknown }): readonly { readonly code: string }[] => {
  const { facts } = answer as { readonly facts?: { readonly warnings?: readonly { readonly code: string }[] } }; // A problem document.
  return answer['code'] === 'WARNINGS_STAND' ? (facts?.warnings ?? []) : [];
};

/** A clerk who is warned has a reason: nothing was recorded, so the key is still the command's. */
const insist = async (post: Post, posted: Posted): ReturnType<Post> => {
  const first = await post(posted);
  const warnings = warningsIn(first.answer);
  if (warnings.length === 0) return first;
  const overrides = [...new Set(warnings.map(({ code }) => code))].map((code) => ({ code, reason: 'Theo hồ sơ gốc' }));
  return post({ ...posted, body: { ...posted.body, overrides } });
};

/** Whose commands come first: those of the people that a command speaks of. */
const needsOf = (command: SampleCommand): readonly string[] => {
  const given = command.command as { readonly official?: string; readonly participants?: readonly { readonly official: string }[] };
  return [...(given.official === undefined ? [] : [given.official]), ...(given.participants ?? []).map(({ official }) => official)];
};

/** The province of size `test` as clerks record it today, through `post`; that it is a sample is what no clerk can say. */
export const recordSampleOverHttp = async (post: Post): Promise<Recorded> => {
  const queue = openDependencyQueue(underWayMax);
  const refused = new Map<string, number>();
  let [recorded, head, isFirst] = [0, -1, true];
  const give = async (posted: Posted): Promise<void> => {
    const { status, answer } = await insist(post, posted);
    if (status >= 500 || status === 401 || status === 403) throw new Error(`${posted.path}: ${status} ${JSON.stringify(answer)}`);
    if (status < 300) {
      recorded += 1;
      head = Math.max(head, Number(answer['index']));
    } else refused.set(String(answer['code']), (refused.get(String(answer['code'])) ?? 0) + 1);
  };
  for (const command of sampleCommands('test', 1, sampleIds)) {
    if (command.operation === 'declare-sample-data') continue;
    const isOrganisation = command.context === 'organisation';
    if (isOrganisation) await queue.drained();
    await queue.add(command.stream, needsOf(command), () => give({ path: pathOf(command), body: command.command, headers: headersOf(command) }));
    if (isOrganisation) await queue.drained();
    if (isFirst) await give({ path: 'rule-sets/adopt', body: { ruleSet: plan3009.ruleSet }, headers: headersOf({ ...command, key: 'plan-3009' }) });
    isFirst = false;
  }
  await queue.drained();
  return { recorded, refused, head };
};
