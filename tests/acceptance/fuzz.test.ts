import fc from 'fast-check';
import { openValidator, operationsOf, type Description, type Operation } from './fixtures/api-description.js';
import { allowedRequests, payloadOf, urlOf, type Made } from './fixtures/arbitrary-requests.js';
import { changedRequests, whyForbidden } from './fixtures/forbidden-requests.js';
import { openFuzzedProvince, openFuzzedSample, type Fuzzed } from './fixtures/known-values.js';
import type { Answer, TestApplication } from './fixtures/test-application.js';
import { read } from '../architecture/sources.js';

/** Requests of each operation that its description allows, and as many with one thing changed. */
const runs = Number(process.env['FUZZ_RUNS'] ?? 200);
const seed = Number(process.env['FUZZ_SEED'] ?? 3009);
/** Never ends; sockets.test.ts follows it. */
const live = 'watch';

const description: Description = JSON.parse(read('docs/reference/openapi.json'));
const validate = openValidator(description);
const operations = operationsOf(description).filter(({ id }) => id !== live);
const byMethod = (method: Operation['method']) => operations.filter((operation) => operation.method === method).map((operation) => [operation.id, operation] as const);

/** What is wrong with an answer: a status or a content that the operation does not describe. */
const faultOf = ({ responses }: Operation, { status, headers, text }: Answer): string | undefined => {
  if (status >= 500 && status !== 503 && status !== 507) return `answered ${status}: ${text}`;
  const response = responses[String(status)];
  if (!response) return `answered ${status}, which it does not describe: ${text}`;
  if (!response.content) return text === '' ? undefined : `answered ${status} with a body`;
  const type = String(headers['content-type']).split(';')[0] ?? '';
  const content = response.content[type];
  if (!content) return `answered ${status} as ${type}`;
  const fault = validate(content.schema, JSON.parse(text));
  return fault && `answered ${status} outside its schema: ${fault}: ${text.slice(0, 2_000)}`;
};

type Sent = { readonly status: number; readonly isForbidden: boolean };
const send = async (test: TestApplication, operation: Operation, made: Made): Promise<Sent> => {
  const payload = payloadOf(made);
  const before = await test.registry.events.head();
  const answer = await test.ask({ method: operation.method, url: urlOf(operation, made), headers: made.headers, ...(payload === undefined ? {} : { payload }) });
  const fault = faultOf(operation, answer);
  if (fault) throw new Error(`${operation.id} ${fault}`);
  const forbidden = whyForbidden(operation, made, validate);
  if (forbidden && answer.status < 400) throw new Error(`${operation.id} answered ${answer.status} to what its description forbids: ${forbidden}`);
  const after = await test.registry.events.head();
  if (answer.status !== 201 && after !== before) throw new Error(`${operation.id} answered ${answer.status} and wrote`);
  return { status: answer.status, isForbidden: forbidden !== undefined };
};

/** How often each status was answered to what is allowed, and how many of the others were forbidden. */
type Tally = { readonly statuses: { readonly [status: string]: number }; readonly forbidden: number };

const fuzz = async ({ test, known }: Fuzzed, operation: Operation): Promise<Tally> => {
  const statuses: { [status: string]: number } = {};
  let forbidden = 0;
  const allowed = allowedRequests(operation, description, known);
  const asDescribed = fc.asyncProperty(allowed, async (made) => {
    const { status } = await send(test, operation, made);
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  const changed = fc.asyncProperty(changedRequests(operation, allowed), async (made) => {
    if ((await send(test, operation, made)).isForbidden) forbidden += 1;
  });
  await fc.assert(asDescribed, { numRuns: runs, seed });
  await fc.assert(changed, { numRuns: runs, seed });
  return { statuses, forbidden };
};

const report = (tally: Tally, id: string): void => {
  if (process.env['FUZZ_REPORT'] === '1') process.stderr.write(`${id} ${JSON.stringify(tally)}\n`);
};

describe('answering whatever is commanded', () => {
  it.each(byMethod('POST'))('within what is described: %s', async (id, operation) => {
    const fuzzed = await openFuzzedProvince();
    try {
      const tally = await fuzz(fuzzed, operation);
      report(tally, id);
      // Requests that are all refused at the door would say little of what lies behind it.
      expect(Object.keys(tally.statuses)).toContainEqual(expect.stringMatching(/^(2|409|422)/));
      expect(tally.forbidden).toBeGreaterThan(runs / 3);
    } finally {
      await fuzzed.test.close();
    }
  });
});

describe('answering whatever is asked', () => {
  let sample: Fuzzed;
  beforeAll(async () => {
    sample = await openFuzzedSample();
  }, 60_000);
  afterAll(() => sample.test.close());
  it.each(byMethod('GET'))('within what is described: %s', async (id, operation) => {
    const tally = await fuzz(sample, operation);
    report(tally, id);
    expect(tally.statuses['200']).toBeGreaterThan(0);
    expect(tally.forbidden).toBeGreaterThan(runs / 3);
  });
});
