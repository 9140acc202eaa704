import { createHash } from 'node:crypto';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';

/** The caller holds this answer already. */
export class NotModified extends Error {
  override readonly name = 'NotModified';
}

type Told = { readonly moment: object };
const speaksOfMoment = (answer: unknown): answer is Told => typeof answer === 'object' && answer !== null && 'moment' in answer && typeof answer.moment === 'object' && answer.moment !== null;

const isNamed = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined && (ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((given) => given.trim() === tag));

/** Weak: `head` says how far the log is now, which changes nothing else. */
const tagOf = (answer: Told): string =>
  `W/"${createHash('sha256').update(JSON.stringify({ ...answer, moment: { ...answer.moment, head: undefined } })).digest('base64url').slice(0, 22)}"`;

/**
 * Tags every answer that speaks of a moment by what it says. Naming what it depends on instead would miss something: the same index is answered otherwise by
 * documents that were rebuilt and differ, without a name whose key was destroyed, or by another release. So a tag is good at every process.
 */
export class MomentEtag implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((answer: unknown) => {
      if (!speaksOfMoment(answer)) return answer;
      const tag = tagOf(answer);
      void reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
      if (isNamed(request.headers['if-none-match'], tag)) throw new NotModified();
      return answer;
    }));
  }
}
