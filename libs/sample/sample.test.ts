import { civilDate, civilDateAt, dayNumber } from '../kernel/civil-date.js';
import { figures } from '../indicators/evaluate.js';
import { runInMemory, sampleIds, type Run } from './in-memory.fixtures.js';
import type { SampleCommand, SampleSize } from './sample-command.js';
import { sampleCommands } from './sample.js';
import { designed, tolerance, years } from './trajectory.js';

const generate = (size: SampleSize, seed = 1): SampleCommand[] => [...sampleCommands(size, seed, sampleIds)];
const codesOf = ({ refused }: Run) => refused.map(({ command, refusal }) => `${command.operation} ${command.target}: ${JSON.stringify(refusal)}`);
const count = (commands: readonly SampleCommand[], operation: string) => commands.filter((command) => command.operation === operation).length;

describe('generating the test size', () => {
  const commands = generate('test');

  it('gives the same commands for the same seed, byte for byte', () => expect(JSON.stringify(generate('test'))).toBe(JSON.stringify(commands)));
  it('gives others for another seed', () => expect(JSON.stringify(generate('test', 2))).not.toBe(JSON.stringify(commands)));
  it('holds about 300 people and 3,000 events', () => {
    expect(count(commands, 'find-in-service')).toBeGreaterThan(270);
    expect(count(commands, 'find-in-service')).toBeLessThan(345);
    const { events } = runInMemory(commands);
    expect(events).toBeGreaterThan(2500);
    expect(events).toBeLessThan(4500);
  });
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is accepted to the last command from seed %i', (seed) => expect(codesOf(runInMemory(generate('test', seed)))).toEqual([]));
});

describe('generating the demo size', () => {
  const commands = generate('demo');
  const run = runInMemory(commands);
  const readings = new Map(years.map((year) => {
    const { figures: all } = figures(run.ledger, { trueOn: civilDate(`${year}-12-31`), knownAt: run.head }, { kind: 'province' });
    return [year, new Map(all.map((figure) => [figure.reading, figure]))];
  }));
  const figureOf = (year: (typeof years)[number], reading: string) => {
    const figure = readings.get(year)?.get(reading);
    if (!figure) throw new RangeError(`no ${reading} in ${year}`);
    return figure;
  };
  const decided = commands.flatMap((command) =>
    command.context === 'officials' && 'decision' in command.command && command.command.decision && 'effectiveOn' in command.command
      ? [{ recordedOn: civilDateAt(command.recordedAt), signedOn: command.command.decision.signedOn, effectiveOn: command.command.effectiveOn }]
      : []);

  it('is accepted to the last command', () => expect(codesOf(run)).toEqual([]));
  it('holds about 5,700 people and 80,000 events', () => {
    expect(count(commands, 'find-in-service')).toBeGreaterThan(5600);
    expect(count(commands, 'find-in-service')).toBeLessThan(5800);
    expect(run.events).toBeGreaterThan(75_000);
    expect(run.events).toBeLessThan(95_000);
  });
  it('is in recorded order, in office hours, from 4/1/2016 to 31/12/2020', () => {
    let last = 0;
    for (const { recordedAt } of commands) {
      if (recordedAt < last) throw new RangeError(`${recordedAt} after ${last}`);
      last = recordedAt;
      const local = new Date(recordedAt + 7 * 3_600_000);
      if (local.getUTCHours() < 8 || local.getUTCHours() > 16 || local.getUTCDay() % 6 === 0) throw new RangeError(`${local.toISOString()} is out of hours`);
    }
    expect(civilDateAt(commands[0]?.recordedAt ?? 0)).toBe('2016-01-04');
    expect(civilDateAt(last)).toBe('2020-12-31');
  });
  it('never gives two commands one key, nor two decisions one number', () => {
    expect(new Set(commands.map(({ key }) => key)).size).toBe(commands.length);
    const signed = new Map<string, string>();
    for (const { command } of commands) {
      if (!('decision' in command) || !command.decision) continue;
      const { issuer, symbol, number, signedOn } = command.decision;
      const name = `${issuer} ${number}/${signedOn.slice(0, 4)}/${symbol}`;
      if ((signed.get(name) ?? signedOn) !== signedOn) throw new RangeError(`${name} was signed twice`);
      signed.set(name, signedOn);
    }
  });

  describe.each([...years.entries()])('at the end of year %i (%i)', (at, year) => {
    const near = (reading: string, expected: number, within: number) => {
      const { numerator, denominator } = figureOf(year, reading);
      const share = (100 * numerator) / denominator;
      if (Math.abs(share - expected) > within) throw new RangeError(`${reading} is ${numerator}/${denominator} = ${share}, designed ${expected} ± ${within}`);
    };
    it('passes as many authorities as designed', () => {
      expect(Math.abs(figureOf(year, 'T1.pair').numerator - (designed.T1pair[at] ?? 0))).toBeLessThanOrEqual(tolerance.T1);
      expect(Math.abs(figureOf(year, 'T1.strict').numerator - (designed.T1strict[at] ?? 0))).toBeLessThanOrEqual(tolerance.T1);
      expect(figureOf(year, 'T1.pair').denominator).toBe(101);
    });
    it('has as many departments meeting both parts as designed', () => {
      expect(Math.abs(figureOf(year, 'T2.both').numerator - (designed.T2both[at] ?? 0))).toBeLessThanOrEqual(tolerance.T2);
      expect(figureOf(year, 'T2.both').denominator).toBe(designed.T2departments[at]);
    });
    it('has the designed shares of commune chairs, division leaders and participations', () => {
      near('T3.chairs', designed.T3[at] ?? 0, tolerance.T3);
      near('T4.leaders', designed.T4[at] ?? 0, tolerance.T4);
      near('T5.completed', designed.T5[at] ?? 0, tolerance.T5);
    });
  });
  it('crosses 15 % of commune chairs in 2019 and ends just under 30 % of division leaders', () => {
    expect([2017, 2018, 2019, 2020].map((year) => figureOf(years.find((one) => one === year) ?? 2016, 'T3.chairs').verdict)).toEqual(['not-met', 'not-met', 'met', 'met']);
    expect(figureOf(2020, 'T4.leaders')).toMatchObject({ share: '29.60', verdict: 'not-met' });
  });
  it('is recorded late as offices do: half within a week, one in twenty after a month, one in a hundred after half a year', () => {
    const lags = decided.map(({ recordedOn, signedOn }) => dayNumber(recordedOn) - dayNumber(signedOn)).toSorted((a, b) => a - b);
    const share = (over: number) => (100 * lags.filter((lag) => lag > over).length) / lags.length;
    expect(lags[lags.length >> 1]).toBeGreaterThanOrEqual(5);
    expect(lags[lags.length >> 1]).toBeLessThanOrEqual(7);
    expect(share(30)).toBeGreaterThan(4);
    expect(share(30)).toBeLessThan(8);
    expect(share(180)).toBeGreaterThan(0.5);
    expect(share(180)).toBeLessThan(1.8);
  });
  it('takes effect before it is signed in one case of twelve', () => {
    const backdated = (100 * decided.filter(({ effectiveOn, signedOn }) => effectiveOn < signedOn).length) / decided.length;
    expect(backdated).toBeGreaterThan(6);
    expect(backdated).toBeLessThan(10);
  });
  it('has wrong genders put right, appointments annulled, concurrent posts and people who come back', () => {
    expect(count(commands, 'annul-act')).toBe(5);
    expect(count(commands, 'correct-gender')).toBeGreaterThan(2);
    expect(count(commands, 'add-concurrent-post')).toBeGreaterThan(80);
    expect(count(commands, 'return')).toBe(12);
  });
  it('lists some people twice, under another number', () => {
    const listed = commands.flatMap((command) => (command.operation === 'find-in-service' ? [command.command] : []));
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '');
    const twins = listed.length - new Set(listed.map(({ name, birthDate, unit }) => `${plain(name)} ${birthDate} ${unit}`)).size;
    expect(twins).toBeGreaterThan(8);
    expect(twins).toBeLessThan(60);
    expect(new Set(listed.map(({ identityNumber }) => identityNumber)).size).toBe(listed.length);
  });
});
