import { createHash } from 'node:crypto';
import { Argument, Command, Option } from 'commander';
import { canonicalJson } from '../../../libs/kernel/canonical-json.js';
import { code } from '../../../libs/kernel/schema.js';
import type { ReceiptAnswer } from '../../../libs/platform/http/answers.js';
import { binhDuongCommands } from '../../../libs/sample/binh-duong/organisation-acts.js';
import { CommandStopped } from '../exit-codes.js';
import { examples, sourceOf, withSource, type SourceOptions } from '../options.js';
import { runStage } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { openRecordingTransport, type Transport } from '../transport.js';
import { countText } from '../words.js';

type Options = SourceOptions & { readonly actor: string; readonly role: string; readonly json?: boolean };
type Order = { readonly path: string; readonly body: object };

const ordersOfBinhDuong = (): readonly Order[] => [
  ...binhDuongCommands('full').map(({ operation, command }) => ({ path: `organisation/${operation}`, body: command })),
  { path: 'rule-sets/adopt', body: { ruleSet: 'plan-3009' } },
];

/** The same order always has the same key, so that running this again records nothing twice. */
const keyOf = ({ path, body }: Order): string => `init-${createHash('sha256').update(canonicalJson({ path, body })).digest('hex').slice(0, 32)}`;

export type Initialised = { readonly recorded: number; readonly before: number; readonly head: number };

const give = async (transport: Transport, { actor, role }: Options, onProgress: (done: number, total: number) => void): Promise<Initialised> => {
  const orders = ordersOfBinhDuong();
  const submitted = { 'parity-actor': encodeURIComponent(actor), 'parity-role': encodeURIComponent(role) };
  let [recorded, before, head] = [0, 0, -1];
  for (const order of orders) {
    const { answer, isReplay } = await transport.post<ReceiptAnswer>(order.path, { body: order.body, headers: { ...submitted, 'idempotency-key': keyOf(order) } });
    if (isReplay) before += 1;
    else recorded += 1;
    head = Math.max(head, answer.index);
    onProgress(recorded + before, orders.length);
  }
  return { recorded, before, head };
};

const named = (value: string, flag: string): string => {
  if (code.accepts(value)) return value;
  throw new CommandStopped('usage', `${flag}=${JSON.stringify(value)} must be a code of letters, digits and ._/-, at most 80 characters`);
};

export const initCommand = (terminal: Terminal): Command =>
  withSource(new Command('init'))
    .description('ghi tổ chức của một tỉnh và bộ quy tắc đầu tiên / record a province’s units, positions, bodies and rule set v1 as events; again, it records nothing new')
    .addArgument(new Argument('<province>', 'which province').choices(['binh-duong']))
    .addOption(new Option('--actor <code>', 'who records').default('quan-tri'))
    .addOption(new Option('--role <code>', 'in which role').default('sysadmin'))
    .option('--json', 'what was recorded, as JSON')
    .addHelpText('after', examples('parity init binh-duong', 'parity init binh-duong --actor nguyen.van.an --role sysadmin --url http://127.0.0.1:3009'))
    .action(async (_: string, options: Options) => {
      const [actor, role] = [named(options.actor, '--actor'), named(options.role, '--role')];
      const transport = await openRecordingTransport(sourceOf(options, terminal));
      try {
        terminal.err(`${actor}, vai trò ${role}, ghi vào ${transport.from}\n`);
        const done = await runStage(terminal, 'Ghi tổ chức Bình Dương', (stage) => give(transport, { ...options, actor, role }, stage.update));
        const told = done.recorded === 0 ? 'Không có gì mới: mọi việc đã được ghi từ trước.' : `Đã ghi ${countText(done.recorded)} việc${done.before > 0 ? `; ${countText(done.before)} việc đã có từ trước` : ''}.`;
        terminal.out(options.json ? `${JSON.stringify(done)}\n` : `${told}\n`);
      } finally {
        await transport.close();
      }
    });
