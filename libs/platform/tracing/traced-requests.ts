import { SpanKind, SpanStatusCode, TraceFlags, type Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { correlationOf, traceParentOf } from '../http/correlation.js';
import { methodOf, routeOf } from '../http/route.js';
import type { Spans } from './spans.js';

/** What machines ask every few seconds is no work worth a trace. */
const untraced = /^\/(health\/|metrics$)/;

/** A span for each request, from its `traceparent` on if that is of the same trace, and the answer's `traceparent`. */
export const traceRequests = (server: FastifyInstance, spans: Spans): void => {
  const open = new WeakMap<FastifyRequest, Span>();
  server.addHook('onRequest', (request, reply, done) => {
    if (untraced.test(routeOf(request))) return done();
    const parent = traceParentOf(request);
    const [method, route] = [methodOf(request), routeOf(request)];
    const span = spans.start(`${method} ${route}`, correlationOf(request), {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': method, 'http.route': route },
      ...(parent ? { parent: { traceId: parent.traceId, spanId: parent.spanId, traceFlags: parent.isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true } } : {}),
    });
    open.set(request, span);
    const { traceId, spanId, traceFlags } = span.spanContext();
    void reply.header('traceparent', `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`);
    done();
  });
  // Not before the body is read: reading it leaves the span at hand behind.
  server.addHook('preHandler', (request, _reply, done) => {
    const span = open.get(request);
    if (span) spans.within(span, done);
    else done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const span = open.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
};
