import { Command } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventAnswer, EventsAnswer } from '../../../libs/operations/answers/operations.dto.js';
import { examples, integerOption, sourceOf, withFormat, withSource, type FormatOptions } from '../options.js';
import { render, sheet, type AnySheet, type Column } from '../sheet.js';
import type { Terminal } from '../terminal.js';
import { openTransport, type Transport } from '../transport.js';
import { instantText } from '../words.js';

const pageMax = 500;
const followEveryMs = 500;

const fieldIn = (text: string, field: string): string => {
  const envelope: { readonly [name: string]: unknown } = JSON.parse(text);
  const value = envelope[field];
  return typeof value === 'string' ? value : '';
};

const columns: readonly Column<EventAnswer>[] = [
  { field: 'index', head: 'Sự kiện', isNumber: true, value: ({ index }) => index, print: ({ index }) => `#${index}` },
  { field: 'recordedAt', head: 'Ghi lúc', value: ({ text }) => fieldIn(text, 'recordedAt'), print: ({ text }) => instantText(fieldIn(text, 'recordedAt')) },
  { field: 'type', head: 'Loại', value: ({ type }) => type },
  { field: 'stream', head: 'Luồng', value: ({ stream }) => stream },
  { field: 'revision', head: 'Phiên bản', isNumber: true, value: ({ revision }) => revision },
  { field: 'actor', head: 'Người ghi', value: ({ text }) => fieldIn(text, 'actor') },
];

/** For programs the stored bytes too: they are what is hashed. */
const textColumn: Column<EventAnswer> = { field: 'text', head: '', value: ({ text }) => text };

export const eventsSheet = ({ head, events }: EventsAnswer): AnySheet => ({
  table: () => sheet({ columns, rows: events, below: [`Sự kiện cuối cùng của nhật ký: #${head}`] }).table(),
  csv: () => sheet({ columns: [...columns, textColumn], rows: events }).csv(),
});

type Options = FormatOptions & { readonly from?: number; readonly limit: number; readonly backwards?: boolean; readonly follow?: boolean };

const readEvents = async (transport: Transport, { from, limit, backwards }: Options): Promise<EventsAnswer> => {
  const asked = { from, direction: backwards ? 'backwards' : 'forwards' };
  const first = await transport.get<EventsAnswer>('events', { ...asked, limit: Math.min(limit, pageMax) });
  const events = [...first.events];
  let { next } = first;
  while (next !== null && events.length < limit) {
    const page = await transport.get<EventsAnswer>('events', { ...asked, from: next, limit: Math.min(limit - events.length, pageMax) });
    events.push(...page.events);
    next = page.next;
  }
  return { ...first, events, next };
};

/** Each event on a line as it is appended, until the reader stops it. */
const follow = async (transport: Transport, terminal: Terminal, from: number | undefined, isJson: boolean): Promise<never> => {
  let next = from ?? (await transport.get<EventsAnswer>('events', { limit: 1 })).head + 1;
  for (;;) {
    const { events } = await transport.get<EventsAnswer>('events', { from: next, limit: pageMax });
    for (const event of events) terminal.out(isJson ? `${JSON.stringify(event)}\n` : `#${event.index} ${fieldIn(event.text, 'recordedAt')} ${event.type} ${event.stream} ${event.revision}\n`);
    next = (events.at(-1)?.index ?? next - 1) + 1;
    if (events.length < pageMax) await pause(followEveryMs);
  }
};

export const eventsCommand = (terminal: Terminal): Command =>
  withFormat(withSource(new Command('events')))
    .description('nhật ký sự kiện / the event log, in the order of recording')
    .option('--from <index>', 'from this event (default: the first, with --backwards the last, with --follow what comes)', integerOption(0, 999_999_999_999))
    .option('--limit <count>', 'most events', integerOption(1, 10_000_000), 20)
    .option('--backwards', 'the latest first')
    .option('--follow', 'go on with what is appended, one line an event, until Ctrl-C')
    .addHelpText('after', examples('parity events --backwards', 'parity events --from 1000 --limit 100 --csv', 'parity events --follow --json'))
    .action(async (options: Options) => {
      const transport = await openTransport(sourceOf(options, terminal));
      try {
        if (options.follow) await follow(transport, terminal, options.from, Boolean(options.json));
        const answer = await readEvents(transport, options);
        terminal.out(render(options, answer, eventsSheet(answer)));
      } finally {
        await transport.close();
      }
    });
