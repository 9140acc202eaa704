import { createServer, type Server as Listener, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Server, ServerCredentials } from '@grpc/grpc-js';

/** The sockets of a server, held here so that they can be cut as a killed process or a broken cable cuts them. */
export type Connections = {
  /** @param port 0 for any free one. @returns the port */
  listen(port: number): Promise<number>;
  /** @param peer as a call names it, `address:port` */
  cut(peer: string): void;
  cutAll(): void;
  /** Cuts everything and listens no more. */
  stop(): Promise<void>;
};

export const openConnections = (server: Server, credentials: ServerCredentials, host: string): Connections => {
  const sockets = new Map<string, Socket>();
  const injector = server.createConnectionInjector(credentials);
  let listener: Listener | undefined;
  const accept = (socket: Socket): void => {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    sockets.set(peer, socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(peer));
    injector.injectConnection(socket);
  };
  const cutAll = () => {
    for (const socket of sockets.values()) socket.destroy();
  };
  return {
    listen: async (port) => {
      listener = createServer({ noDelay: true }, accept).listen(port, host);
      await once(listener, 'listening');
      const address = listener.address();
      return typeof address === 'object' && address ? address.port : port;
    },
    cut: (peer) => sockets.get(peer)?.destroy(),
    cutAll,
    stop: async () => {
      const closing = listener;
      listener = undefined;
      if (!closing) return;
      const closed = once(closing, 'close');
      closing.close();
      cutAll();
      await closed;
    },
  };
};
