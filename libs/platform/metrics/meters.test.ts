import { readFileSync } from 'node:fs';
import { openMeters } from './meters.js';

const guide = readFileSync(new URL('../../../docs/guides/administrator.md', import.meta.url), 'utf8');
const inCode = openMeters('test').registry.getMetricsAsArray().map(({ name }) => name);
const inGuide = [...guide.matchAll(/`(parity_\w+)`/g)].map(([, name]) => name ?? '');

describe('the administrator’s guide', () => {
  it('explains every metric there is, and none that there is not', () => {
    expect(inCode.filter((name) => !inGuide.includes(name))).toEqual([]);
    expect(inGuide.filter((name) => !inCode.includes(name))).toEqual([]);
  });
});
