import fc from 'fast-check';
import { correlationOf, traceIdOf, traceParentOf } from './correlation.js';

const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const asking = (headers: { readonly [name: string]: string }) => ({ headers });

describe('tying together what follows from one request', () => {
  it.each([
    ['the correlation id of the caller, whatever else there is', { 'x-correlation-id': 'list-7', traceparent: `00-${traceId}-00f067aa0ba902b7-01` }, 'list-7'],
    ['the trace of the caller', { traceparent: `00-${traceId}-00f067aa0ba902b7-01` }, traceId],
    ['something new', {}, expect.stringMatching(/^[0-9a-f-]{36}$/)],
  ])('goes by %s', (_, headers, expected) => expect(correlationOf(asking(headers))).toEqual(expected));
  it('goes by the same however often it is asked, and by another for another request', () => {
    const request = asking({});
    expect(correlationOf(request)).toBe(correlationOf(request));
    expect(correlationOf(request)).not.toBe(correlationOf(asking({})));
  });
});

describe('the trace id of a correlation', () => {
  it('is the correlation itself where that is a UUID or a trace id', () => {
    expect(traceIdOf(traceId)).toBe(traceId);
    expect(traceIdOf(uuid)).toBe(uuid.replaceAll('-', ''));
  });
  it('is the same in every process, is never zero, and does not let the correlation be read', () => fc.assert(fc.property(fc.string({ minLength: 1 }), (text) => {
    const id = traceIdOf(text);
    expect(id).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
    expect(traceIdOf(text)).toBe(id);
  })));
  it('differs where the correlation differs', () => expect(traceIdOf('list-7')).not.toBe(traceIdOf('list-8')));
});

describe('a caller’s traceparent', () => {
  it('is read, of this and later versions', () => {
    expect(traceParentOf(asking({ traceparent: `00-${traceId}-00f067aa0ba902b7-00` }))).toEqual({ traceId, spanId: '00f067aa0ba902b7', isSampled: false });
    expect(traceParentOf(asking({ traceparent: `01-${traceId}-00f067aa0ba902b7-03-more` }))).toMatchObject({ isSampled: true });
  });
  it.each(['', 'nonsense', `ff-${traceId}-00f067aa0ba902b7-01`, `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `00-${traceId}-${'0'.repeat(16)}-01`, `00-${traceId.toUpperCase()}-00f067aa0ba902b7-01`])(
    'that is malformed is as if there were none: %j', (traceparent) => expect(traceParentOf(asking({ traceparent }))).toBeUndefined());
});
