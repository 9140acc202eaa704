import { openInMemoryEventStore } from '../../libs/event-store/in-memory/in-memory-event-store.js';
import type { EventStore, NewEvent } from '../../libs/event-store/event-store.port.js';
import { openInMemoryKeyStore } from '../../libs/key-store/in-memory/in-memory-key-store.js';
import type { RuleSet } from '../../libs/indicators/rules/rule-set.js';
import { civilDate, civilDateAt } from '../../libs/kernel/civil-date.js';
import { uuidV5 } from '../../libs/kernel/ids.js';
import { OrganisationExecutor } from '../../libs/organisation/application/change-organisation.js';
import { organisationTarget } from '../../libs/organisation/application/organisation-target.js';
import type { OrganisationCommands } from '../../libs/organisation/domain/commands.js';
import { sha1 } from '../../libs/commands/recording.js';
import { RuleSetExecutor, ruleSetTarget } from '../../libs/reporting/application/publish-rule-set.js';
import { openPrng } from '../../libs/sample/prng.js';

export const province = 'bd';
export const units = ['so-nv', 'so-kh', 'so-tc'] as const;
export const director = 'giam-doc-so';
const founded = civilDate('2015-01-01');

/** Percentages that small numbers of people meet exactly, or miss by one. */
const rules: RuleSet = {
  ruleSet: 'simulated',
  version: 1,
  name: 'Bộ quy tắc mô phỏng',
  basis: 'Mô phỏng',
  effectiveOn: founded,
  rules: [
    ...[20, 30, 40, 50].map((percent) => ({
      target: `S${percent}`, reading: `S${percent}.staff`, isPublished: true, percent, name: 'Nữ trong biên chế', nameEn: 'Women on the staff',
      measure: { shape: 'share-of-staff', tiers: ['tinh'], unitTypes: ['so'], categories: ['cong-chuc'] } as const,
    })),
    {
      target: 'H', reading: 'H.directors', isPublished: true, percent: 30, name: 'Nữ giám đốc sở', nameEn: 'Women among directors',
      measure: { shape: 'share-of-holders', tiers: ['tinh'], positions: [director], count: 'persons', capacities: ['full', 'acting'] },
    },
    {
      target: 'C', reading: 'C.both', isPublished: true, percent: 100, name: 'Sở có nữ lãnh đạo', nameEn: 'Departments led by women',
      measure: { shape: 'unit-conjunction', unitTypes: ['so'], staffOutside: [], staffPercent: 30, leaders: [director], capacities: ['full'], condition: 'both' },
    },
  ],
};

type Founding = { readonly [Operation in keyof OrganisationCommands]: readonly [Operation, OrganisationCommands[Operation]] }[keyof OrganisationCommands];
const founding: readonly Founding[] = [
  ['register-province', { province, name: 'Bình Dương', tiers: [{ tier: 'tinh', name: 'tỉnh' }], unitTypes: ['tinh', 'so'].map((unitType) => ({ unitType, name: unitType })) }],
  ['establish-unit', { unit: province, name: 'Bình Dương', unitType: 'tinh', tier: 'tinh', effectiveOn: founded }],
  ...units.map((unit): Founding => ['establish-unit', { unit, name: unit, unitType: 'so', tier: 'tinh', parent: province, effectiveOn: founded }]),
  ['define-position', { position: director, title: 'Giám đốc sở', level: 'L3', block: 'committee', isElected: false }],
  ['define-position', { position: 'chuyen-vien', title: 'Chuyên viên', level: 'L6', block: 'committee', isElected: false }],
];

type Founded = { readonly stream: string; readonly event: NewEvent };

const found = async (): Promise<readonly Founded[]> => {
  const prng = openPrng(0);
  const random = { bytes: (length: number) => Uint8Array.from({ length }, () => prng.below(256)) };
  const store = openInMemoryEventStore();
  const ports = { store, keys: openInMemoryKeyStore({ random }), clock: { now: () => Date.parse('2020-01-01T02:00:00.000Z') }, random };
  const by = (key: string) => ({ actor: 'founder', role: 'clerk', idempotencyKey: key, correlation: 'founding' });
  const organisation = new OrganisationExecutor(organisationTarget(civilDateAt), ports);
  for (const [number, [operation, command]] of founding.entries())
    expectRecorded(await organisation.execute({ operation, target: province, command, submission: by(`${number}`) }));
  expectRecorded(await new RuleSetExecutor(ruleSetTarget, ports).execute({ operation: 'publish', target: rules.ruleSet, command: rules, submission: by('rules') }));
  const all: Founded[] = [];
  for await (const page of store.readAll()) for (const { stream, type, text } of page) all.push({ stream, event: { id: uuidV5(sha1, text), type, text } });
  return all;
};
const expectRecorded = (outcome: { readonly outcome: string }): void => {
  if (outcome.outcome !== 'recorded') throw new Error(`the founding was not recorded: ${JSON.stringify(outcome)}`);
};

let foundation: Promise<readonly Founded[]> | undefined;

/** Writes what stands in the log before any run: a province with three departments, and the rules it is judged by. */
export const foundProvince = async (store: EventStore): Promise<void> => {
  foundation ??= found();
  const revisions = new Map<string, number>();
  for (const { stream, event } of await foundation) {
    const before = revisions.get(stream);
    await store.append(stream, before ?? 'none', [event]);
    revisions.set(stream, (before ?? -1) + 1);
  }
};
