import { civilDate, civilDateAt } from '../../libs/kernel/civil-date.js';
import { simulatedClock } from './simulated-clock.js';

const today = civilDate('2020-12-31');
const at = (time: string) => Date.parse(`2020-12-31T${time}+07:00`);

describe('telling the time of sample data', () => {
  it('begins at eight in the morning and goes on with the clock on the wall', () => {
    let wall = 1_000;
    const clock = simulatedClock(today, 0, { now: () => wall });
    expect(clock.now()).toBe(at('08:00:00.000'));
    wall += 60_000;
    expect(clock.now()).toBe(at('08:01:00.000'));
  });
  it('goes on from what was recorded last', () => expect(simulatedClock(today, at('10:30:00.000'), { now: () => 5 }).now()).toBe(at('10:30:00.000')));
  it('stands still at the last millisecond of the day', () => {
    let wall = 0;
    const clock = simulatedClock(today, 0, { now: () => wall });
    wall = 40 * 3_600_000;
    expect(clock.now()).toBe(at('23:59:59.999'));
    expect(civilDateAt(clock.now())).toBe(today);
  });
  it('does not go back when the clock on the wall is put back', () => {
    let wall = 9_000;
    const clock = simulatedClock(today, 0, { now: () => wall });
    wall = 0;
    expect(clock.now()).toBe(at('08:00:00.000'));
  });
});
