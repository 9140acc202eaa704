import { countText, dayText, instantText, lastDayText, momentLines, secondsText, shareText } from './words.js';

describe('wording numbers and days for people', () => {
  it.each([[0, '0'], [999, '999'], [1000, '1.000'], [1234567, '1.234.567']])('%d is %s', (count, text) => expect(countText(count)).toBe(text));
  it.each([['29.60', '29,60%'], [null, '–']])('a share of %s is %s', (share, text) => expect(shareText(share)).toBe(text));
  it('writes a day as day, month and year', () => expect(dayText('2020-02-29')).toBe('29/02/2020'));
  it.each([['2020-03-01', '29/02/2020'], ['2019-01-01', '31/12/2018'], [null, '']])('an interval until %s ends with %s', (until, text) => expect(lastDayText(until)).toBe(text));
  it('tells an instant by the clock in Việt Nam', () => expect(instantText('2019-12-31T17:30:00.000Z')).toBe('00:30 ngày 01/01/2020'));
  it('writes seconds with a comma', () => expect(secondsText(12_345)).toBe('12,3 s'));
});

describe('saying what an answer speaks of', () => {
  const moment = { trueOn: '2019-12-31', knownAt: 41, knownSince: '2020-01-02T01:00:00.000Z', isProvisional: false, today: '2020-12-31', head: 42, sample: null, setAside: [] };
  it('names day, index and the time of recording', () => expect(momentLines(moment)).toEqual(['Ngày 31/12/2019, theo những gì đã biết đến sự kiện #41, ghi lúc 08:00 ngày 02/01/2020']));
  it('says so when nothing later is recorded', () => expect(momentLines({ ...moment, knownAt: 42 }).join()).toContain('#42 (mới nhất)'));
  it('says so when nothing is known', () => expect(momentLines({ ...moment, knownSince: null }).join()).toContain('chưa ghi nhận gì'));
  it('says so when the number may still grow', () => expect(momentLines({ ...moment, isProvisional: true }).join()).toContain('có thể thêm'));
  it('names what it leaves out, and who decided so', () =>
    expect(momentLines({ ...moment, setAside: [{ index: 7, eventType: 'OfficialAppointed', reason: 'du-lieu-sai', reference: 'CV-12', proposedBy: 'an', by: 'binh' }] })[1]).toBe(
      'KHÔNG GỒM sự kiện #7 (OfficialAppointed) đã được gác: du-lieu-sai, theo CV-12; an đề nghị, binh duyệt',
    ));
  it('begins with the sample and its today', () => expect(momentLines({ ...moment, sample: { size: 'test', seed: 7 } })[0]).toBe('DỮ LIỆU MẪU (cỡ test, hạt giống 7): hôm nay là 31/12/2020'));
});
