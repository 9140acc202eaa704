import { day } from './officials.fixtures.js';
import { retirementOn } from './retirement.js';

describe('reaching retirement age', () => {
  it.each([
    ['female', '1964-05-31', '2019-06-01', 'a woman of 55 on 31 May 2019'],
    ['female', '1964-05-01', '2019-06-01', 'whatever day of the month she was born on'],
    ['male', '1960-12-31', '2021-01-01', 'the last man to retire at 60'],
    ['male', '1961-01-01', '2021-05-01', 'the first man of 60 years 3 months'],
    ['male', '1961-09-30', '2022-01-01', 'the last man of 60 years 3 months'],
    ['male', '1961-10-01', '2022-05-01', 'the first man of 60 years 6 months'],
    ['male', '1962-06-30', '2023-01-01', 'the last man of 60 years 6 months'],
    ['male', '1966-04-01', '2028-05-01', 'the first man of 62'],
    ['male', '1980-02-29', '2042-03-01', 'a man of 62 born on a leap day'],
    ['female', '1965-12-31', '2021-01-01', 'the last woman to retire at 55'],
    ['female', '1966-01-01', '2021-06-01', 'the first woman of 55 years 4 months'],
    ['female', '1966-08-31', '2022-01-01', 'the last woman of 55 years 4 months'],
    ['female', '1966-09-01', '2022-06-01', 'the first woman of 55 years 8 months'],
    ['female', '1975-05-01', '2035-06-01', 'the first woman of 60'],
  ] as const)('retires %s of %s on %s: %s', (gender, born, expected, _) => expect(retirementOn(gender, day(born))).toBe(expected));
  it.each([['female', 1964, '2020-01-01'], ['male', 1960, '2021-01-01'], ['male', 1961, '2022-07-01']] as const)('counts a year alone as its last day: %s of %i on %s', (gender, year, expected) =>
    expect(retirementOn(gender, year)).toBe(expected));
});
