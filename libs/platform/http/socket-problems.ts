import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from './problem.js';
import { problemWithStatus } from './problem.filter.js';

const statuses: { readonly [code: string]: number } = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };

const problemFor = (status: number): Problem => {
  const problem = problemWithStatus(status);
  if (!problem) throw new Error(`status ${status} has no words`);
  return problem;
};

/** Answers on the socket itself what is no HTTP, comes too slowly or has too long a header: no route ever sees it. */
export const answerOnSocket = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { document } = problemFor(statuses[error.code ?? ''] ?? 400);
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status]}`, 'Content-Type: application/problem+json; charset=utf-8', `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close',
  ];
  // Half a request in the socket would reset it before the answer is read: end first.
  if (socket.writable) socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroySoon());
  else socket.destroy();
};

/** Answers what the router itself refuses: an address that cannot be decoded (400), a part of it that is too long (414). */
export const answerRouterError = (error: { readonly statusCode?: number }, _request: FastifyRequest, reply: FastifyReply): void => {
  const { document } = problemFor(error.statusCode === 414 ? 414 : 400);
  void reply.status(document.status).type('application/problem+json').send(JSON.stringify(document));
};
