import { expectProblem, type Expected } from './fixtures/refusing.js';
import { decision, openSmallProvince, recorded, recruiting, type SmallProvince } from './fixtures/small-province.js';
import { bodyOf, prefix } from './fixtures/test-application.js';

let province: SmallProvince;
beforeAll(async () => {
  province = await openSmallProvince();
});
afterAll(() => province.close());

const bad = (field: string, rule?: string): Expected => ({ status: 400, code: 'BAD_REQUEST', fields: [field], ...(rule ? { rule } : {}) });
const refuses = async (path: string, expected: Expected): Promise<void> => expectProblem(await province.get(path), expected);
type Page = { readonly items: readonly { readonly name?: string }[]; readonly next: string | null; readonly total: number };
const search = async (name: string): Promise<readonly (string | undefined)[]> => bodyOf<Page>(await province.get(`/officials?name=${encodeURIComponent(name)}`)).items.map((item) => item.name);

describe('asking with a parameter that breaks a rule', () => {
  it.each<[string, Expected]>([
    ['/units?trueOn=2016-02-30', bad('trueOn', 'isCivilDate')],
    ['/units?trueOn=1899-12-31', bad('trueOn', 'isCivilDate')],
    ['/units?trueOn=', bad('trueOn', 'isCivilDate')],
    ['/units?trueOn=2016-01-01&trueOn=2017-01-01', bad('trueOn', 'isCivilDate')],
    ['/units?trueOn[$ne]=2016-01-01', bad('trueOn[$ne]', 'isKnownField')],
    ['/units?knownAt=999999999', bad('knownAt', 'isKnown')],
    ['/units?knownAt=2199-01-01T00:00:00Z', bad('knownAt', 'isPast')],
    ['/units?knownAt=2019-02-30T00:00:00Z', bad('knownAt', 'isMoment')],
    ['/units?knownAt=2019-02-28T25:00:00Z', bad('knownAt', 'isMoment')],
    ['/units?knownAt=2019-02-28', bad('knownAt', 'isMoment')],
    ['/units?knownAt=-2', bad('knownAt', 'isMoment')],
    ['/units?knownAt=1.5', bad('knownAt', 'isMoment')],
    ['/units?all=yes', bad('all', 'isFlag')],
    ['/units?colour=red', bad('colour', 'isKnownField')],
    ['/units?__proto__=x', bad('__proto__', 'isKnownField')],
    ['/units?constructor=x', bad('constructor', 'isKnownField')],
    ['/officials?limit=0', bad('limit', 'isInteger')],
    ['/officials?limit=201', bad('limit', 'isInteger')],
    ['/officials?limit=-0', bad('limit', 'isInteger')],
    ['/officials?limit=NaN', bad('limit', 'isInteger')],
    ['/officials?limit=1e2', bad('limit', 'isInteger')],
    ['/officials?limit=1e309', bad('limit', 'isInteger')],
    ['/officials?limit=', bad('limit', 'isInteger')],
    ['/officials?limit=1&limit=2', bad('limit', 'isInteger')],
    ['/officials?name=%00', bad('name', 'isText')],
    ['/officials?unit=S%20NV', bad('unit', 'isCode')],
    ['/officials?unit=KHONG', { status: 404, code: 'UNKNOWN_UNIT' }],
    ['/indicators?tier=sao-hoa', { status: 404, code: 'UNKNOWN_TIER' }],
    ['/indicators?unit=SNV&tier=tinh', bad('tier', 'isAlone')],
    ['/indicators?version=3', { status: 404, code: 'UNKNOWN_RULE_SET_VERSION' }],
    ['/ratios?by=unit,unit', bad('by', 'isDistinct')],
    ['/ratios?by=unit&by=tier', bad('by')],
    ['/ratios?by=colour', bad('by', 'isOneOf')],
    ['/ratios?period=day', bad('period', 'isOneOf')],
    ['/ratios?period=month&from=2000-01-01&to=2020-01-01', bad('to', 'isNear')],
    ['/trends?from=2019-01-01&to=2018-01-01', bad('to', 'isAfterFrom')],
    ['/trends?from=2019-13-01', bad('from', 'isCivilDate')],
    ['/classes?from=2019-13-01', bad('from', 'isCivilDate')],
    ['/events/-1', bad('index', 'isInteger')],
    ['/events/999999', { status: 404, code: 'UNKNOWN_EVENT' }],
    ['/officials/abc', bad('official', 'isUuid')],
    ['/officials/00000000-0000-4000-8000-000000000000', { status: 404, code: 'UNKNOWN_OFFICIAL' }],
    ['/units/%00', { status: 404, code: 'UNKNOWN_UNIT' }],
    ['/units/%zz', bad('request', 'isReadable')],
    [`/units/${'x'.repeat(201)}`, { status: 414, code: 'ADDRESS_TOO_LONG' }],
    ['/nothing-here', { status: 404, code: 'NOT_FOUND' }],
  ])('is refused: %s', (path, expected) => refuses(path, expected));

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)('%s is nothing that an address takes', async (method) =>
    expectProblem(await province.ask({ method, url: `${prefix}/units` }), { status: 404, code: 'NOT_FOUND' }));
  it('HEAD answers the headers of GET and no body', async () => {
    const [head, get] = [await province.ask({ method: 'HEAD', url: `${prefix}/units` }), await province.get('/units')];
    expect([head.status, head.text]).toEqual([200, '']);
    expect([head.headers['etag'], head.headers['content-length']]).toEqual([get.headers['etag'], get.headers['content-length']]);
  });
});

describe('turning the page with a cursor', () => {
  const first = async (): Promise<string> => bodyOf<Page>(await province.get('/officials?limit=1')).next ?? '';
  const forged = (...place: readonly unknown[]) => async (): Promise<string> => {
    const [question]: readonly unknown[] = JSON.parse(Buffer.from(await first(), 'base64url').toString());
    return Buffer.from(JSON.stringify([question, ...place])).toString('base64url');
  };
  it('goes on where the page before ended', async () => {
    const next = bodyOf<Page>(await province.get(`/officials?limit=1&cursor=${await first()}`));
    expect(next.items).toHaveLength(1);
  });
  it.each<[string, () => Promise<string>]>([
    ['cut short', async () => (await first()).slice(0, -4)],
    ['made up', async () => 'abcdefgh'],
    ['not of its alphabet', async () => 'a%20b'],
    ['too long', async () => 'a'.repeat(1_001)],
    ['that goes back before the first', forged(1, '2020-06-01', -5)],
    ['with a fraction', forged(1, '2020-06-01', 1.5)],
    ['with fewer values', forged(1)],
    ['with other types', forged('1', 2, '3')],
  ])('is refused with one %s', async (_, cursor) => refuses(`/officials?limit=1&cursor=${await cursor()}`, bad('cursor', 'isCursor')));
  it('is refused for another question', async () => refuses(`/officials?limit=1&name=hoa&cursor=${await first()}`, bad('cursor', 'isCursor')));
  it.each(['/planning', '/classes'])('is refused with a place that no page of %s gave out', async (path) => {
    const question = path === '/planning' ? 'planning|||||' : 'classes|||';
    const { encodeCursor } = await import('../../libs/platform/http/cursor.js');
    for (const place of ['', '{}', '[]', '[1,2,3,4,5]', 'null']) await refuses(`${path}?cursor=${encodeCursor(question, [place])}`, bad('cursor', 'isCursor'));
  });
  it('is short for the longest question', async () => {
    const long = 'ế'.repeat(66).split('').join(' ');
    for (const number of [21, 22]) recorded(await province.post('/officials/recruit', recruiting(long, { decision: decision(number, '2014-12-20') })));
    await province.settled();
    const asked = `/officials?name=${encodeURIComponent(long)}&limit=1`;
    const { next } = bodyOf<Page>(await province.get(asked));
    expect((await province.get(`${asked}&cursor=${next}`)).status).toBe(200);
  });
});

describe('writing a name in whatever form it was typed', () => {
  it('keeps it in NFC, and finds it with and without marks and the stroke of đ', async () => {
    const decomposed = 'Đỗ Thị Thuỷ'.normalize('NFD');
    recorded(await province.post('/officials/recruit', recruiting(decomposed, { decision: decision(31, '2014-12-20') })));
    await province.settled();
    for (const asked of ['đỗ thị thuỷ', 'do thi thuy', 'DO THUY', decomposed, 'thủy']) expect(await search(asked)).toEqual(['Đỗ Thị Thuỷ'.normalize('NFC')]);
  });
});

describe('reading one’s own writes', () => {
  it.each(['/officials?name=vo', '/units?trueOn=2020-01-01', '/indicators?unit=SNV', '/positions?trueOn=2020-01-01'])('waits for the position: %s', async (path) => {
    const { index } = recorded(await province.post('/officials/recruit', recruiting('Võ Thị Sáu', { decision: decision(41, '2014-12-20') })));
    const answer = await province.get(`${path}&minPosition=${index}`);
    expect(bodyOf(answer)).toMatchObject({ moment: { knownAt: index } });
  });
  it('waits for the position: the pool and a class', async () => {
    const proposed = { official: province.hoa, unit: 'SNV', position: 'giam-doc-so', term: '2020-2025', source: 'on-site', effectiveOn: '2019-01-01' };
    const planned = recorded(await province.post('/planning/propose', proposed));
    expect(bodyOf(await province.get(`/planning/${planned.id}?minPosition=${planned.index}`))).toMatchObject({ planning: planned.id });
    expect(bodyOf(await province.get(`/planning?minPosition=${planned.index}`))).toMatchObject({ items: [{ planning: planned.id }] });
    const opened = recorded(await province.post('/classes/open', { title: 'Lớp K46', group: 'quan-ly-nha-nuoc', organiser: 'SNV', startsOn: '2019-01-01', endsOn: '2019-12-01' }));
    expect(bodyOf(await province.get(`/classes/${opened.id}?minPosition=${opened.index}`))).toMatchObject({ class: opened.id });
    expectProblem(await province.get(`/classes?minPosition=${opened.index + 1}`), { status: 503, code: 'POSITION_NOT_REACHED' });
  });
  it('answers without a position at once, with what is known', async () => {
    recorded(await province.post('/officials/recruit', recruiting('Võ Thị Bảy', { decision: decision(42, '2014-12-20') })));
    const { moment } = bodyOf<{ readonly moment: { readonly knownAt: number; readonly head: number } }>(await province.get('/units'));
    expect(moment.knownAt).toBe(moment.head);
  });
  it('gives up on a position far ahead after two seconds, and says when to come again', async () => {
    const began = performance.now();
    const answer = await province.get('/units?minPosition=999999999999');
    expectProblem(answer, { status: 503, code: 'POSITION_NOT_REACHED' });
    expect(answer.headers['retry-after']).toBe('1');
    expect(performance.now() - began).toBeGreaterThan(1_900);
  });
});

describe('asking again for what one holds', () => {
  const tagOf = async (path: string): Promise<string> => String((await province.get(path)).headers['etag']);
  it('is answered 304 without a body until something is recorded', async () => {
    const tag = await tagOf('/units');
    const again = await province.get('/units', { 'if-none-match': `"x", ${tag}` });
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', tag]);
    recorded(await province.post('/organisation/rename-unit', { unit: 'SNV', name: 'Sở Nội vụ mới', effectiveOn: '2019-01-01' }));
    await province.settled();
    expect((await province.get('/units', { 'if-none-match': tag })).status).toBe(200);
  });
  it('tells questions, days and moments apart', async () => {
    const tags = await Promise.all(['/units', '/units?trueOn=2019-01-01', '/units?trueOn=2019-01-02', '/units?knownAt=3', '/positions', `/officials/${province.hoa}`].map(tagOf));
    expect(new Set(tags).size).toBe(tags.length);
  });
  it('is answered anew on the next day: today is part of the answer', async () => {
    const path = '/units?knownAt=5&trueOn=2019-01-01';
    const tag = await tagOf(path);
    province.clock.nowMs += 86_400_000;
    expect((await province.get(path, { 'if-none-match': tag })).status).toBe(200);
  });
  it('is the same for what was known then, whatever was recorded since', async () => {
    const tag = await tagOf('/units?knownAt=5&trueOn=2019-01-01');
    recorded(await province.post('/organisation/rename-unit', { unit: 'SNV', name: 'Sở Nội vụ', effectiveOn: '2019-02-01' }));
    await province.settled();
    expect((await province.get('/units?knownAt=5&trueOn=2019-01-01', { 'if-none-match': tag })).status).toBe(304);
  });
});
