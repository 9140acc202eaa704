import { expectProblem, expectRefused, type Expected } from './fixtures/refusing.js';
import { appointing, decision, openSmallProvince, recorded, recruiting, type SmallProvince } from './fixtures/small-province.js';
import { bodyMax, bodyOf, openTestApplication } from './fixtures/test-application.js';

let province: SmallProvince;
beforeAll(async () => {
  province = await openSmallProvince();
});
afterAll(() => province.close());

const bad = (field: string, rule?: string): Expected => ({ status: 400, code: 'BAD_REQUEST', fields: [field], ...(rule ? { rule } : {}) });
const recruits = (body: unknown, expected: Expected) => expectRefused(province, () => province.post('/officials/recruit', body), expected);
const appoints = (body: unknown, expected: Expected) => expectRefused(province, () => province.post(`/officials/${province.hoa}/appoint`, body), expected);
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('recruiting by a body that breaks a rule', () => {
  it.each<[string, object, Expected]>([
    ['an unknown field', { salary: 5 }, bad('salary', 'isKnownField')],
    ['an unknown field of the decision', { decision: { ...decision(9, '2014-12-20'), colour: 'red' } }, bad('decision.colour', 'isKnownField')],
    ['an operator for a text', { name: { $ne: '' } }, bad('name', 'isText')],
    ['a list for a text', { name: ['Lan'] }, bad('name', 'isText')],
    ['a number for a code', { unit: 719 }, bad('unit', 'isCode')],
    ['a text for a number', { decision: { ...decision(9, '2014-12-20'), number: '9' } }, bad('decision.number', 'isInteger')],
    ['a fraction for a number', { decision: decision(1.5, '2014-12-20') }, bad('decision.number', 'isInteger')],
    ['negative zero for a number from 1', { decision: decision(-0, '2014-12-20') }, bad('decision.number', 'isInteger')],
    ['null for a required text', { name: null }, bad('name', 'isText')],
    ['null for an optional text', { note: null }, bad('note', 'isText')],
    ['a list for an object', { decision: [] }, bad('decision', 'isObject')],
    ['an object for a list', { overrides: {} }, bad('overrides')],
    ['30 February', { effectiveOn: '2016-02-30' }, bad('effectiveOn', 'isCivilDate')],
    ['29 February of a common year', { effectiveOn: '2015-02-29' }, bad('effectiveOn', 'isCivilDate')],
    ['an instant for a day', { effectiveOn: '2015-01-01T00:00:00Z' }, bad('effectiveOn', 'isCivilDate')],
    ['a name of blanks', { name: '   ' }, bad('name', 'isText')],
    ['a name with NUL', { name: 'Lan\u0000' }, bad('name', 'isText')],
    ['a name with half a surrogate pair', { name: 'Lan \ud83d' }, bad('name', 'isText')],
    ['a name that is too long', { name: 'a'.repeat(201) }, bad('name', 'isText')],
    ['a code with a blank', { unit: 'S NV' }, bad('unit', 'isCode')],
    ['a category that there is not', { category: 'giam-doc' }, bad('category', 'isOneOf')],
    ['a field that every object has', { constructor: 'x' }, bad('constructor', 'isKnownField')],
    ['a field that every object has, further in', { decision: { ...decision(9, '2014-12-20'), hasOwnProperty: 1 } }, bad('hasOwnProperty', 'isKnownField')],
  ])('is refused for %s', (_, more, expected) => recruits(recruiting('Lê Thị Lan', more), expected));

  it.each<[string, string, Expected]>([
    ['a prototype', '{"__proto__":{"isAdmin":true}}', bad('request', 'isReadable')],
    ['a number beyond every number', JSON.stringify(recruiting('Lan')).replace('"number":1', '"number":1e309'), bad('decision.number', 'isInteger')],
    ['half an object', '{"name":', bad('request', 'isReadable')],
    ['nothing', '', bad('request', 'isReadable')],
    ['null', 'null', bad('body', 'isObject')],
    ['a list', '[]', bad('body', 'isObject')],
    ['a text', '"Lan"', bad('body', 'isObject')],
    ['objects in one another, a hundred deep', nested(100), bad('body', 'isShallow')],
    ['objects in one another, 40,000 deep', nested(40_000), bad('body', 'isShallow')],
    ['more bytes than are taken', JSON.stringify({ name: 'x'.repeat(bodyMax) }), { status: 413, code: 'CONTENT_TOO_LARGE' }],
  ])('is refused for %s as its body', (_, body, expected) => recruits(body, expected));

  it('names every field at once', () => recruits({}, { status: 400, code: 'BAD_REQUEST', fields: ['birthDate', 'category', 'decision', 'effectiveOn', 'gender', 'name', 'position', 'unit'] }));
  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])('is refused as %s', (type) =>
    expectRefused(province, () => province.post('/officials/recruit', recruiting('Lan'), { 'content-type': type }), { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' }));
});

describe('commanding without saying who and under which key', () => {
  it.each([
    ['Idempotency-Key', { 'idempotency-key': '' }],
    ['Idempotency-Key', { 'idempotency-key': 'two words' }],
    ['Idempotency-Key', { 'idempotency-key': 'x'.repeat(201) }],
    ['Parity-Actor', { 'parity-actor': '' }],
    ['Parity-Actor', { 'parity-actor': '%zz' }],
    ['Parity-Role', { 'parity-role': 'a b' }],
    ['If-Match', { 'if-match': '*' }],
    ['If-Match', { 'if-match': 'W/"1"' }],
    ['X-Correlation-Id', { 'x-correlation-id': 'a b' }],
  ])('is refused for %s: %j', (field, headers) => expectRefused(province, () => province.post('/officials/recruit', recruiting('Lan'), headers), bad(field, 'isHeader')));
});

describe('recording what the facts forbid', () => {
  it.each<[string, object, Expected]>([
    ['before birth', { effectiveOn: '1980-01-01', decision: decision(5, '1979-12-20') }, { status: 422, code: 'BEFORE_BIRTH' }],
    ['into a unit that was never established', { unit: 'SXD' }, { status: 422, code: 'UNIT_UNKNOWN', fields: ['unit'] }],
    ['into a unit before it was established', { effectiveOn: '2009-12-31', decision: decision(5, '2009-12-20') }, { status: 422, code: 'UNIT_NOT_STANDING', fields: ['unit'] }],
    ['into a unit on the day it is dissolved', { unit: 'SCU', effectiveOn: '2017-07-01', decision: decision(5, '2017-06-20') }, { status: 422, code: 'UNIT_NOT_STANDING', fields: ['unit'] }],
    ['into a position that there is not', { position: 'vua' }, { status: 422, code: 'POSITION_UNKNOWN', fields: ['position'] }],
  ])('is refused: recruiting %s', (_, more, expected) => recruits(recruiting('Lê Thị Lan', more), expected));
  it('is taken on the last day before a unit is dissolved', async () =>
    expect((await province.post('/officials/recruit', recruiting('Lê Thị Cúc', { unit: 'SCU', effectiveOn: '2017-06-30', decision: decision(6, '2017-06-20') }))).status).toBe(201));
  it('is refused: appointing before service begins', () =>
    appoints(appointing({ effectiveOn: '2014-12-31', decision: decision(7, '2014-12-20') }), { status: 422, code: 'NOT_IN_SERVICE' }));
  it('is refused for an official who is not known', () =>
    expectRefused(province, () => province.post('/officials/00000000-0000-4000-8000-000000000000/appoint', appointing()), { status: 404, code: 'UNKNOWN_OFFICIAL' }));
  it('is refused for an id that is no id', () =>
    expectRefused(province, () => province.post('/officials/1%20OR%201=1/appoint', appointing()), bad('official', 'isUuid')));
  it('is refused for more than one event holds', async () => {
    const empty = await openTestApplication();
    await expectRefused(empty, () => empty.post('/organisation/register-province', {
      province: '74', name: 'Tỉnh', tiers: [{ tier: 'tinh', name: 'Tỉnh' }], unitTypes: Array.from({ length: 200 }, (_, at) => ({ unitType: `t${at}`, name: 'ế'.repeat(300) })),
    }), { status: 422, code: 'EVENT_TOO_LARGE' });
    await empty.close();
  });
});

describe('sending one command twice', () => {
  it('answers the same receipt and records nothing more', async () => {
    const key = { 'idempotency-key': 'twice' };
    const body = recruiting('Trần Thị Mai', { decision: decision(11, '2014-12-20') });
    const first = await province.post('/officials/recruit', body, key);
    const head = await province.registry.events.head();
    const again = await province.post('/officials/recruit', body, key);
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await province.registry.events.head()).toBe(head);
  });
  it('is refused for one key with another body', async () => {
    const key = { 'idempotency-key': 'reused' };
    recorded(await province.post('/officials/recruit', recruiting('Trần Thị Nga', { decision: decision(12, '2014-12-20') }), key));
    await expectRefused(province, () => province.post('/officials/recruit', recruiting('Trần Thị Nhàn', { decision: decision(12, '2014-12-20') }), key), { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });
});

describe('two clerks racing on one official', () => {
  const race = async (post: object, headers: { readonly [name: string]: string }) => {
    const { id } = recorded(await province.post('/officials/recruit', recruiting('Phạm Thị Tư', { decision: decision(13, '2014-12-20') })));
    const before = await province.registry.events.head();
    const answers = await Promise.all([14, 15].map((number) => province.post(`/officials/${id}/appoint`, appointing({ ...post, decision: decision(number, '2018-02-20') }), headers)));
    return { answers: answers.toSorted((a, b) => a.status - b.status), written: (await province.registry.events.head()) - before };
  };
  it('records one and tells the other that the revision is another', async () => {
    const { answers: [won, lost], written } = await race({ unit: 'SNV', position: 'giam-doc-so' }, { 'if-match': '"0"' });
    expect([won?.status, written]).toEqual([201, 1]);
    expectProblem(lost ?? { status: 0, headers: {}, text: '{}' }, { status: 412, code: 'REVISION_IS_ANOTHER' });
  });
  it('without a revision judges the other anew: the post is held already', async () => {
    const { answers: [won, lost], written } = await race({}, {});
    expect([won?.status, written]).toEqual([201, 1]);
    expect(bodyOf(lost ?? { status: 0, headers: {}, text: '{}' })).toMatchObject({ status: 422, code: 'POST_ALREADY_HELD' });
  });
});
