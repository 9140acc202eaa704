import type { ProjectionAnswer, ProjectionsAnswer } from '../../libs/operations/answers/projections.dto.js';
import { ledgerProjection } from '../../libs/reporting/read-models/ledger-projection.js';
import { bodyOf, openSampleApplication, problemOf, type TestApplication } from './fixtures/test-application.js';

let test: TestApplication;
beforeAll(async () => {
  test = await openSampleApplication();
});
afterAll(() => test.close());

const ledgerOf = ({ projections }: ProjectionsAnswer): ProjectionAnswer => {
  const found = projections.find(({ name }) => name === 'ledger');
  if (!found) throw new Error('there is a ledger');
  return found;
};
const ledger = async (): Promise<ProjectionAnswer> => ledgerOf(bodyOf<ProjectionsAnswer>(await test.get('/projections')));
const wish = (path: string, body: object = {}) => test.post(`/projections/ledger/${path}`, body);
const compared = async (): Promise<ProjectionAnswer> => {
  for (;;) {
    const found = await ledger();
    if (found.rebuild?.comparison) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const figures = async (): Promise<unknown> => {
  const { figures: told } = bodyOf<{ figures: unknown }>(await test.get('/indicators'));
  return told;
};

describe('rebuilding the ledger of a running server', () => {
  it('is refused a step that its stand does not allow, in both languages', async () => {
    for (const [path, code] of [['switch', 'NO_REBUILD'], ['roll-back', 'NO_PREVIOUS'], ['rebuild/cancel', 'NO_REBUILD'], ['drop-previous', 'NO_PREVIOUS']] as const) {
      const refused = await wish(path);
      expect([refused.status, problemOf(refused).code]).toEqual([409, code]);
      expect(problemOf(refused).detail).not.toBe(problemOf(refused).detailEn);
    }
    expect((await test.post('/projections/nothing/rebuild', {})).status).toBe(404);
  });
  it('answers the same from the rebuilt documents and from those of before', async () => {
    const before = await figures();
    expect((await wish('rebuild')).status).toBe(200);
    expect(problemOf(await wish('rebuild')).code).toBe('REBUILD_UNDER_WAY');
    const { rebuild, index } = await compared();
    expect(rebuild).toMatchObject({ generation: 1, state: 'ready', comparison: { index, isEqual: true, failedBecause: null } });
    expect(ledgerOf(bodyOf<ProjectionsAnswer>(await wish('switch')))).toMatchObject({ generation: 1, previous: { generation: 0, index }, rebuild: null });
    await test.settled();
    expect(await figures()).toEqual(before);
    expect(ledgerOf(bodyOf<ProjectionsAnswer>(await wish('roll-back')))).toMatchObject({ generation: 0, previous: { generation: 1 } });
    await test.settled();
    expect(await figures()).toEqual(before);
  });
  it('switches to other documents only when their differences are accepted, and then answers from them', async () => {
    const { read, engine } = test.registry;
    await wish('rebuild');
    const { rebuild, index } = await compared();
    const rebuilt = { ...ledgerProjection, generation: rebuild?.generation ?? 0 };
    // As an old handler would have left it: an official whom no event names.
    await engine.withhold(true);
    await read.commit(rebuilt, { expected: index, next: index, writes: [{ collection: 'officials', key: 'nobody', document: {} }] });
    await engine.withhold(false);
    await wish('rebuild/compare');
    const differing = await compared();
    expect(differing.rebuild?.comparison?.collections).toContainEqual(expect.objectContaining({ collection: 'officials', extra: { count: 1, keys: ['nobody'] }, missing: { count: 0, keys: [] } }));
    expect(problemOf(await wish('switch')).code).toBe('DOCUMENTS_DIFFER');
    expect((await wish('switch', { acceptDifferences: 'yes' })).status).toBe(400);
    expect((await wish('switch', { acceptDifferences: true })).status).toBe(200);
    expect((await ledger()).generation).toBe(rebuild?.generation);
    await test.settled();
  });
});
