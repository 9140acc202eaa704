import type { EventStore } from '../../event-store/event-store.port.js';
import { openInMemoryEventStore } from '../../event-store/in-memory/in-memory-event-store.js';
import { systemRandom } from '../../commands/recording.js';
import { civilDateAt } from '../../kernel/civil-date.js';
import { openInMemoryKeyStore } from '../../key-store/in-memory/in-memory-key-store.js';
import { OrganisationExecutor } from './change-organisation.js';
import { KnownOrganisation } from './known-organisation.js';
import { organisationTarget } from './organisation-target.js';

const province = { province: 'binh-duong', name: 'Bình Dương', tiers: [{ tier: 'tinh', name: 'Cấp tỉnh' }], unitTypes: [{ unitType: 'so', name: 'Sở' }] };
const opened = async () => {
  const store = openInMemoryEventStore();
  let reads = 0;
  const counted: EventStore = {
    append: (...call) => store.append(...call),
    readStream: (...call) => {
      reads += 1;
      return store.readStream(...call);
    },
    readAll: (...call) => store.readAll(...call),
    head: () => store.head(),
    follow: (...call) => store.follow(...call),
    close: () => store.close(),
  };
  const clock = { now: () => Date.parse('2020-06-01T02:00:00Z') };
  const executor = new OrganisationExecutor(organisationTarget(civilDateAt), { store, keys: openInMemoryKeyStore(), clock, random: systemRandom }, 1);
  const submission = (key: string) => ({ actor: 'snv', role: 'administrator', idempotencyKey: key, correlation: key });
  return {
    known: new KnownOrganisation(counted, 'binh-duong'),
    reads: () => reads,
    register: () => executor.execute({ operation: 'register-province', target: 'binh-duong', command: province, submission: submission('register') }),
  };
};

describe('knowing the organisation', () => {
  it('finds what was recorded before it was asked, even in the same turn as an earlier question', async () => {
    const { known, register } = await opened();
    const before = known.read();
    await register();
    const [, after] = await Promise.all([before, known.read()]);
    expect(after.structure.province?.name).toBe('Bình Dương');
    expect(after.index).toBe(0);
  });
  it('finds it also while an earlier question is being answered', async () => {
    const { known, register } = await opened();
    const before = known.read();
    await new Promise(setImmediate);
    const recorded = register();
    await Promise.all([before, recorded]);
    expect((await known.read()).structure.province?.name).toBe('Bình Dương');
  });
  it('reads once for all who ask in one turn', async () => {
    const { known, reads } = await opened();
    await Promise.all(Array.from({ length: 50 }, () => known.read()));
    expect(reads()).toBe(1);
    await known.read();
    expect(reads()).toBe(2);
  });
});
