import type { FastifyInstance } from 'fastify';
import { badRequest, type FieldFault } from './problem.js';

/** No command of the API nests deeper than five; what does would only tire the validation. */
const depthMax = 16;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
/** What every object inherits: class-transformer leaves these out unseen, so they are refused here like any other unknown field. */
const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

const findFault = (value: unknown): FieldFault | undefined => {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) return { field: 'body', rule: 'isShallow', vi: `không lồng quá ${depthMax} tầng`, en: `may nest at most ${depthMax} levels` };
    const strange = level.flatMap((held) => (isObject(held) ? Object.keys(held) : [])).find((name) => inherited.has(name));
    if (strange !== undefined) return { field: strange, rule: 'isKnownField', vi: 'không có trường này', en: 'there is no such field' };
    level = level.flatMap((held): readonly unknown[] => (isObject(held) ? Object.values(held) : []));
  }
  return undefined;
};

/** Refuses before validation what no operation takes: bodies that are no JSON, that nest too deep, and names that every object inherits. */
export const bodyLimits = (server: FastifyInstance): void => {
  server.removeContentTypeParser('text/plain');
  server.addHook('preValidation', (request, _reply, next) => {
    const fault = findFault(request.query) ?? findFault(request.body);
    next(fault ? badRequest([fault]) : undefined);
  });
};
