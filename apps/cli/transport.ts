import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ProblemDocument } from '../../libs/platform/http/problem.js';
import { filesOf, findHolder } from '../../libs/platform/data-directory/data-directory.js';
import { CommandStopped, type ExitName } from './exit-codes.js';
import type { InProcess } from './in-process.js';
import { noRegistry } from './recorded-log.js';

export type Asked = { readonly [name: string]: string | number | boolean | undefined };
export type Sent = { readonly body: object; readonly headers: { readonly [name: string]: string } };

/** The HTTP API, wherever it is served: the one way in which commands read. */
export interface Transport {
  /** Where answers come from, for messages. */
  readonly from: string;
  /** @throws ProblemAnswered, CommandStopped */
  get<Answer>(path: string, asked?: Asked): Promise<Answer>;
  /** The answer of a command, and whether it was recorded before. */
  post<Answer>(path: string, sent: Sent): Promise<{ readonly answer: Answer; readonly isReplay: boolean }>;
  close(): Promise<void>;
}

/** The API answered a problem document. */
export class ProblemAnswered extends CommandStopped {
  constructor(readonly document: ProblemDocument) {
    super(exitOf(document), `${document.code}: ${document.detail} / ${document.detailEn}`);
  }
}

const damagedCodes = new Set(['CORRUPT_HISTORY', 'PROJECTION_STALLED']);
const exitOf = ({ status, code }: ProblemDocument): ExitName => {
  if (damagedCodes.has(code)) return 'damaged';
  if (status === 400) return 'usage';
  if (status === 503 || status === 507) return 'unreachable';
  return status >= 500 ? 'unforeseen' : 'refused';
};

/** One exchange, over a socket or within the process. */
export type Exchange = (request: { readonly method: 'GET' | 'POST'; readonly path: string; readonly headers: { readonly [name: string]: string }; readonly body?: string }) => Promise<{
  readonly status: number;
  readonly isReplay: boolean;
  readonly text: string;
}>;

const queryOf = (asked: Asked): string => {
  const given = Object.entries(asked).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

const parsed = (text: string, from: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandStopped('unreachable', `${from} does not answer as Parity does: is it another program?`);
  }
};

const isProblem = (answer: unknown): answer is ProblemDocument => typeof answer === 'object' && answer !== null && 'code' in answer && 'detail' in answer && 'status' in answer;

export const transportOver = (from: string, exchange: Exchange, close: () => Promise<void>): Transport => {
  const ask = async <Answer>(...[request]: Parameters<Exchange>): Promise<{ readonly answer: Answer; readonly isReplay: boolean }> => {
    const { status, isReplay, text } = await exchange(request);
    const answer = parsed(text, from);
    if (status < 300) return { answer: answer as Answer, isReplay }; // The API's own description says so of this path.
    if (isProblem(answer)) throw new ProblemAnswered(answer);
    throw new CommandStopped('unreachable', `${from} answered ${status} without saying why: is it another program?`);
  };
  return {
    from,
    get: async <Answer>(path: string, asked: Asked = {}) => (await ask<Answer>({ method: 'GET', path: `/api/v1/${path}${queryOf(asked)}`, headers: {} })).answer,
    post: (path, { body, headers }) => ask({ method: 'POST', path: `/api/v1/${path}`, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    close,
  };
};

/** A server somewhere. `token`: one that asks who is there. */
export const overSocket = (address: string, token?: string): Transport => {
  const base = address.replace(/\/+$/, '');
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const exchange: Exchange = async ({ method, path, headers, body }) => {
    try {
      const response = await fetch(`${base}${path}`, { method, headers: { ...headers, ...authorization }, ...(body === undefined ? {} : { body }) });
      return { status: response.status, isReplay: response.headers.get('idempotent-replayed') === 'true', text: await response.text() };
    } catch (cause) {
      const why = cause instanceof Error && cause.cause instanceof Error ? ` (${cause.cause.message})` : '';
      throw new CommandStopped('unreachable', `${base} cannot be reached${why}`);
    }
  };
  return transportOver(base, exchange, () => Promise.resolve());
};

/** The application is loaded only where it is needed: asking a server starts in a third of the time. */
const openInProcess = async (options: InProcess): Promise<Transport> => (await import('./in-process.js')).openInProcess(options);

export type Source = { readonly url?: string | undefined; readonly token?: string | undefined; readonly directory: string; readonly province: string };

const holderOf = (directory: string, token: string | undefined): Transport | undefined => {
  const holder = findHolder(directory);
  if (!holder) return undefined;
  if (holder.address === '') throw new CommandStopped('unreachable', `${directory} is being opened or recorded by another process${holder.pid > 0 ? ` (pid ${holder.pid})` : ''}: wait until it serves, then try again`);
  return overSocket(holder.address, token);
};

const addressOf = (url: string): string => {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new CommandStopped('usage', `--url=${JSON.stringify(url)} must be the address of a server, such as http://127.0.0.1:3009`);
};

/** The server named, or the one that serves the directory, or the directory itself opened for reading. */
export const openTransport = async ({ url, token, directory: path, province }: Source): Promise<Transport> => {
  if (url !== undefined) return overSocket(addressOf(url), token);
  const directory = resolve(path);
  const held = holderOf(directory, token);
  if (held) return held;
  if (!existsSync(filesOf(directory).events)) throw noRegistry(directory);
  return openInProcess({ directory, province, mode: 'read' });
};

/** The same for recording: a directory that nobody serves is locked meanwhile, and made when it is not there. */
export const openRecordingTransport = async ({ url, token, directory: path, province }: Source): Promise<Transport> => {
  if (url !== undefined) return overSocket(addressOf(url), token);
  const directory = resolve(path);
  return holderOf(directory, token) ?? openInProcess({ directory, province, mode: 'record' });
};
