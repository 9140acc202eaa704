import type { FastifyInstance } from 'fastify';
import { badRequest, Problem } from './problem.js';

/** No command of the API nests deeper than five; what does would only tire the validation. */
const depthMax = 16;

const isTooDeep = (body: unknown): boolean => {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthMax) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
};

/** Refuses before validation what no operation takes: bodies that nest too deep, and bodies that are not objects. */
export const bodyLimits = (server: FastifyInstance): void => {
  server.addHook('preValidation', (request, _reply, next) => {
    if (request.method !== 'POST') return next();
    if (request.body === undefined || request.body === null)
      return next(new Problem(400, 'BAD_REQUEST', { vi: 'Thiếu nội dung JSON.', en: 'A JSON body is missing.' }, { errors: [{ field: 'body', rule: 'isObject', vi: 'phải là đối tượng JSON', en: 'must be a JSON object' }] }));
    if (isTooDeep(request.body)) return next(badRequest([{ field: 'body', rule: 'isShallow', vi: `không lồng quá ${depthMax} tầng`, en: `may nest at most ${depthMax} levels` }]));
    next();
  });
};
