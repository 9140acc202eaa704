import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags, type Attributes, type Span, type SpanContext, type Tracer } from '@opentelemetry/api';
import { RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace';
import { traceIdOf } from '../http/correlation.js';

/** The span of an append: the projector derives it from the event, so that nothing has to be stored to tie the two. */
export const spanIdOf = (commandId: string): string => commandId.replaceAll('-', '').slice(0, 16).padEnd(16, '0');

/** Random ids, but for the one span whose ids are given just before it is started. */
export class GivenIds implements IdGenerator {
  readonly #random = new RandomIdGenerator();
  #next: { traceId?: string; spanId?: string } = {};

  give(next: { traceId?: string; spanId?: string }): void {
    this.#next = next;
  }

  generateTraceId(): string {
    return this.#next.traceId ?? this.#random.generateTraceId();
  }

  generateSpanId(): string {
    return this.#next.spanId ?? this.#random.generateSpanId();
  }
}

export type SpanStart = {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** A caller's or a writer's span; without it the span at hand is the parent. */
  readonly parent?: SpanContext;
  readonly spanId?: string;
  /** Milliseconds since 1970, of a span that is told of afterwards. */
  readonly startMs?: number;
};

/** Spans that stand in the trace of their correlation, in whichever process they are made. */
export class Spans {
  readonly #current = new AsyncLocalStorage<Span>();

  constructor(private readonly tracer: Tracer, private readonly ids: GivenIds) {}

  /** Starts a span in the trace of `correlation`. A parent of another trace is linked to instead. */
  start(name: string, correlation: string, { kind = SpanKind.INTERNAL, attributes = {}, parent, spanId, startMs }: SpanStart = {}): Span {
    const traceId = traceIdOf(correlation);
    const above = parent ?? this.#current.getStore()?.spanContext();
    const isOfTrace = above?.traceId === traceId;
    this.ids.give({ traceId, ...(spanId === undefined ? {} : { spanId }) });
    try {
      return this.tracer.startSpan(
        name,
        { kind, attributes, ...(above && !isOfTrace ? { links: [{ context: above }] } : {}), ...(startMs === undefined ? {} : { startTime: startMs }) },
        above && isOfTrace ? trace.setSpanContext(ROOT_CONTEXT, above) : ROOT_CONTEXT,
      );
    } finally {
      this.ids.give({});
    }
  }

  /** Runs with the span as the one at hand. */
  within<Result>(span: Span, run: () => Result): Result {
    return this.#current.run(span, run);
  }

  /** Runs within the span and ends it; an error is told by its name alone. */
  async around<Result>(span: Span, run: () => Promise<Result>): Promise<Result> {
    try {
      return await this.within(span, run);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : typeof error });
      throw error;
    } finally {
      span.end();
    }
  }
}

/** A span of another process, that was sampled there. */
export const remoteSpan = (traceId: string, spanId: string): SpanContext => ({ traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true });

/** Milliseconds since 1970, as exact as the system tells them. */
export const nowMs = (): number => performance.timeOrigin + performance.now();
