import { readFileSync } from 'node:fs';
import { openMeters } from './meters.js';

const guide = readFileSync(new URL('../../../docs/guides/administrator.md', import.meta.url), 'utf8');
const inCode = openMeters('test').registry.getMetricsAsArray().map(({ name }) => name);
const alarms = [...readFileSync(new URL('../../../infra/prometheus/alarms.yml', import.meta.url), 'utf8').matchAll(/alert: (\w+)/g)].map(([, name]) => name ?? '');
const inGuide = [...guide.matchAll(/`(parity_\w+)`/g)].map(([, name]) => name ?? '');

describe('the administrator’s guide', () => {
  it('explains every metric there is, and none that there is not', () => {
    expect(inCode.filter((name) => !inGuide.includes(name))).toEqual([]);
    expect(inGuide.filter((name) => !inCode.includes(name))).toEqual([]);
  });
  it('says of every alarm what it means, and of none that there is not', () => {
    expect([...guide.matchAll(/^\| `([A-Z]\w+)` \|/gm)].map(([, name]) => name)).toEqual(alarms);
  });
});
