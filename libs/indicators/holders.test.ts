import { holdersOn, personsIn } from './holders.js';
import { laterActs, ledgerOf, on, smallProvince, type Recorded } from './indicators.fixtures.js';

const [merger] = laterActs;
const log: readonly Recorded[] = [
  ...smallProvince.map((organisation) => ({ organisation })),
  {
    version: {
      official: 'an', gender: 'female',
      timeline: {
        service: [{ actId: 'service', unit: 'phong-b', category: 'cong-chuc', position: 'chuyen-vien', from: on('2016-01-01') }],
        tenures: [{ actId: 'tenure', unit: 'phong-b', position: 'truong-phong', spans: [{ capacity: 'in-charge', from: on('2016-02-01'), until: on('2016-08-01') }] }],
      },
    },
  },
  ...(merger ? [{ organisation: merger }] : []),
];
const { ledger } = ledgerOf(log);
const holders = (day: string, knownAt = 99) => holdersOn(ledger, 'phong-b', 'truong-phong', on(day), knownAt).map(({ official, post }) => [official, post.capacity, post.since]);

describe('asking who holds a post', () => {
  it.each([
    ['the day before the first', '2016-01-31', 99, []],
    ['the first day', '2016-02-01', 99, [['an', 'in-charge', '2016-02-01']]],
    ['the first day without its unit', '2016-05-01', 99, []],
    ['the same day, before the merger was known', '2016-05-01', log.length - 2, [['an', 'in-charge', '2016-02-01']]],
    ['the day it ended', '2016-08-01', log.length - 2, []],
  ])('knows on %s', (_, day, knownAt, expected) => expect(holders(day, knownAt)).toEqual(expected));
});

describe('asking who is in service', () => {
  it('finds a person where the headcount went', () => {
    const found = personsIn(ledger, { trueOn: on('2016-05-01'), knownAt: 99 }, { kind: 'unit', unit: 'phong-a' });
    expect(found).toEqual([{
      official: 'an', isWoman: true,
      service: { actId: 'service', unit: 'phong-b', place: 'phong-a', position: 'chuyen-vien', category: 'cong-chuc', since: '2016-01-01' },
    }]);
  });
});
