import type { AddressInfo } from 'node:net';
import { openLog, type LogLevel } from '../../libs/platform/logging/log.js';
import { openOperation, type OperationOptions } from '../../libs/platform/operation/operation.js';
import { openApplication } from './open-application.js';
import { openRegistry, type RegistryStores } from './open-registry.js';
import { inMemoryStores, leave } from './registry.fixtures.js';

export const headers = { 'content-type': 'application/json', 'parity-actor': 'lan.nt', 'parity-role': 'van-thu' };
export const province = { province: '74', name: 'Tỉnh Thử', tiers: [{ tier: 'tinh', name: 'Tỉnh' }], unitTypes: [{ unitType: 'so', name: 'Sở' }] };

export type OperatedOptions = Pick<OperationOptions, 'tracing' | 'otlpEndpoint' | 'process'> & { readonly stores: RegistryStores; readonly level: LogLevel };

/** A registry as it is served, with everything that shows how it is doing; its log is kept. */
export const openOperated = async ({ stores = inMemoryStores(), level = 'log', process = 'standalone', ...more }: Partial<OperatedOptions> = {}) => {
  const lines: string[] = [];
  const operation = await openOperation({ process, ...more, log: openLog({ level, process, isForPeople: false, write: (line) => void lines.push(line) }), answersWithinMs: 300 });
  const registry = await openRegistry({ stores, clock: { now: () => Date.parse('2020-06-01T03:00:00Z') }, province: 'binh-duong', operation });
  const application = await openApplication(registry, { bodyMax: 262_144, logLevel: 'fatal', operation });
  registry.engine.subscribe(() => void registry.tail.follow());
  const server = application.getHttpAdapter().getInstance();
  const ask = async (method: 'GET' | 'POST', url: string, body?: object, more: object = {}) => {
    const { statusCode, body: text, headers: answered } = await server.inject({ method, url, ...(body ? { payload: body } : {}), headers: { ...headers, 'idempotency-key': url, ...more } });
    return { status: statusCode, text, headers: answered };
  };
  return {
    registry, operation, server, ask, lines,
    logged: () => lines.map((line): { readonly [name: string]: unknown } => JSON.parse(line)),
    register: (more?: object) => ask('POST', '/api/v1/organisation/register-province', province, more),
    listen: async () => {
      await server.listen({ host: '127.0.0.1', port: 0 });
      return (server.server.address() as AddressInfo).port; // It listens on an address, not on a pipe.
    },
    close: async () => {
      await operation.stop();
      await application.close();
      await leave(registry);
      await registry.close();
      await operation.close();
    },
  };
};
export type Operated = Awaited<ReturnType<typeof openOperated>>;

