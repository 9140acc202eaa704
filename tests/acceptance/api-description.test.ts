import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read, root } from '../architecture/sources.js';
import { findDescriptionFaults, openValidator, operationsOf, type Description } from './fixtures/api-description.js';
import { bodyOf, openTestApplication, type TestApplication } from './fixtures/test-application.js';

const page = 'docs/reference/openapi.json';
let test: TestApplication;
let description: Description;
beforeAll(async () => {
  test = await openTestApplication();
  description = bodyOf<Description>(await test.ask({ method: 'GET', url: '/api/openapi.json' }));
  // `npm run reference` sets this: the document is written instead of compared.
  if (process.env['PARITY_WRITE_REFERENCE'] === '1') writeFileSync(join(root, page), written(description));
});
afterAll(() => test.close());

const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value;
/** One form of the document: names in order, two blanks a level. */
const written = (document: Description): string => `${JSON.stringify(document, inOrder, 2)}\n`;

/** Every route of the API that the server itself knows, from the tree that it prints. */
const routes = (): readonly string[] => {
  const found: string[] = [];
  const above: string[] = [];
  for (const line of test.application.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }).split('\n')) {
    const parts = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line);
    if (!parts) continue;
    const depth = (parts[1] ?? '').length / 4;
    above.splice(depth, above.length, parts[2] ?? '');
    for (const method of (parts[3] ?? '').split(', ').filter((name) => name !== '' && name !== 'HEAD')) found.push(`${method} ${above.join('')}`);
  }
  return found.filter((route) => route.includes(' /api/v1/')).sort();
};

describe('describing the API', () => {
  it('is a whole and true OpenAPI 3.1 document', () => expect(findDescriptionFaults(description)).toEqual([]));
  it('describes every route, and no other', () =>
    expect(operationsOf(description).map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`).sort()).toEqual(routes()));
  it('has only schemas that a validator of JSON Schema 2020-12 takes', () => {
    const validate = openValidator(description);
    for (const name of Object.keys(description.components['schemas'] ?? {})) expect(() => validate({ $ref: `#/components/schemas/${name}` }, {})).not.toThrow();
  });
  it('is what is checked in: `npm run reference` writes it', () => expect(read(page)).toBe(written(description)));

  const changed = (change: (text: string) => string): Description => JSON.parse(change(JSON.stringify(description)));
  it.each([
    ['a reference leads nowhere', (text: string) => text.replace('#/components/schemas/ReceiptAnswer', '#/components/schemas/Receipt')],
    ['two operations have one name', (text: string) => text.replace('"operationId":"appoint"', '"operationId":"elect"')],
    ['a word of 3.0 is used', (text: string) => text.replace('"type":"boolean"', '"type":"boolean","nullable":true')],
    ['a schema is open', (text: string) => text.replace(',"additionalProperties":false', '')],
    ['a path names another parameter', (text: string) => text.replace('{official}/appoint', '{person}/appoint')],
    ['a summary is missing', (text: string) => text.replace(/"summary":"[^"]+",?/, '')],
  ])('is found wanting when %s', (_, change) => expect(findDescriptionFaults(changed(change))).not.toEqual([]));
});
