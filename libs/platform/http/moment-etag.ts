import { createHash, randomUUID } from 'node:crypto';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

/** The caller holds this answer already. */
export class NotModified extends Error {
  override readonly name = 'NotModified';
}

type Moment = { readonly trueOn: string; readonly knownAt: number; readonly today: string; readonly isProvisional: boolean; readonly setAside: readonly object[] };

const momentOf = (answer: unknown): Moment | undefined =>
  typeof answer === 'object' && answer !== null && 'moment' in answer ? (answer.moment as Moment) : undefined; // Answers that have one take it from MomentAnswer.

const isNamed = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined && (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((given) => given.trim() === tag));

/**
 * Tags every answer that speaks of a moment. The same question at the same (index, day, today, events set aside) has the same answer from one process; another
 * release may count otherwise, so a tag does not outlive its process. Weak: `head` says how far the log is now and is not part of it.
 */
export class MomentEtag implements NestInterceptor {
  readonly #process = randomUUID();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((answer: unknown) => {
      const moment = momentOf(answer);
      if (!moment) return answer;
      const tag = `W/"${createHash('sha256').update(JSON.stringify([this.#process, request.url, moment.knownAt, moment.trueOn, moment.today, moment.isProvisional, moment.setAside])).digest('base64url').slice(0, 22)}"`;
      void reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
      if (isNamed(request.headers['if-none-match'], tag)) throw new NotModified();
      return answer;
    }));
  }
}
