import { createHash, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a correlation is taken from, and kept by: one request has one, however often it is asked for. */
export type Requested = { readonly headers: IncomingHttpHeaders };

/** The caller's own trace, from its `traceparent` (W3C Trace Context). */
export type TraceParent = { readonly traceId: string; readonly spanId: string; readonly isSampled: boolean };

const traceParent = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
const hex128 = /^(?!0{32})[0-9a-f]{32}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const known = new WeakMap<Requested, string>();

const headerOf = ({ headers }: Requested, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Undefined when there is none or it is malformed: a trace begins anew then. */
export const traceParentOf = (request: Requested): TraceParent | undefined => {
  const [, traceId, spanId, flags] = traceParent.exec(headerOf(request, 'traceparent') ?? '') ?? [];
  return traceId === undefined || spanId === undefined || flags === undefined ? undefined : { traceId, spanId, isSampled: (parseInt(flags, 16) & 1) === 1 };
};

/** What ties a request to everything that follows from it: the caller's `X-Correlation-Id` as it came, else the id of its trace, else a new one. */
export const correlationOf = (request: Requested): string => {
  const found = known.get(request) ?? headerOf(request, 'x-correlation-id') ?? traceParentOf(request)?.traceId ?? randomUUID();
  known.set(request, found);
  return found;
};

/**
 * The 32 hexadecimal digits that stand for a correlation in traces and logs. Any process derives the same from the same event, and whatever a
 * caller wrote into the header, a name even, cannot be read from it. A UUID and a trace id stand for themselves.
 */
export const traceIdOf = (correlation: string): string => {
  if (hex128.test(correlation)) return correlation;
  return uuid.test(correlation) ? correlation.replaceAll('-', '') : createHash('sha256').update(correlation).digest('hex').slice(0, 32);
};
