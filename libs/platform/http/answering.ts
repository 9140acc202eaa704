import type { FastifyInstance, FastifyReply } from 'fastify';
import { routeOf } from './route.js';

/** The requests that are being answered. */
export type Answering = {
  count(): number;
  /** Resolves when none is being answered any more, or after `mostMs`; streams of live updates, which never end by themselves, are not waited for. */
  ended(mostMs: number): Promise<void>;
  /** From now on every answer closes its connection. */
  closing(): void;
};

/** Nest writes the head of a stream past Fastify, so that its content type cannot be asked for: the route is known by its name. */
const isStream = ({ request }: FastifyReply): boolean => routeOf(request).endsWith('/live') && request.method === 'GET';

/** Knows from now on which requests the server is answering. */
export const watchAnswering = (server: FastifyInstance): Answering => {
  const replies = new Map<FastifyReply['raw'], FastifyReply>();
  let tell: () => void = () => undefined;
  let isClosing = false;
  /** One for all of them, as it is given to every request. Also called when the caller has gone away before the answer. */
  function forget(this: FastifyReply['raw']): void {
    replies.delete(this);
    tell();
  }
  server.addHook('onRequest', (_request, reply, done) => {
    replies.set(reply.raw, reply);
    reply.raw.on('close', forget);
    if (isClosing) void reply.header('connection', 'close');
    done();
  });
  return {
    count: () => replies.size,
    closing: () => {
      isClosing = true;
      for (const reply of replies.values()) if (!reply.sent && !reply.raw.headersSent) void reply.header('connection', 'close');
    },
    ended: async (mostMs) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<void>((resolve) => void (timer = setTimeout(resolve, mostMs)));
      const answered = new Promise<void>((resolve) => {
        tell = () => {
          if ([...replies.values()].every(isStream)) resolve();
        };
        tell();
      });
      await Promise.race([answered, late]);
      clearTimeout(timer);
    },
  };
};
