import { MongoError, MongoNetworkError, MongoServerError, MongoServerSelectionError, MongoSystemError } from 'mongodb';

/** Why a server is not worked with; asking again changes nothing, somebody has to. */
export type RefusalCode = 'NOT_A_REPLICA_SET' | 'AUTHENTICATION_FAILED' | 'SERVER_TOO_OLD' | 'MALFORMED_URL';

/** The message names hosts and what to do, never credentials. */
export class MongoRefused extends Error {
  override readonly name = 'MongoRefused';
  constructor(readonly code: RefusalCode, message: string) {
    super(message);
  }
}

/**
 * What passes by itself or by an administrator's act while the process goes on: elections, time limits, full disks, conflicts, snapshots too old
 * or taken across a change of the catalogue, credentials that were exchanged.
 */
const passing = new Set([
  6, 7, 24, 43, 46, 50, 64, 79, 89, 91, 100, 112, 117, 134, 175, 189, 202, 225, 237, 239, 246, 251, 262, 290, 358, 365, 384, 9001, 10107, 11600, 11601, 11602, 13435, 13436, 14031, // Names: error_codes.yml of the server.
  13, 18,
]);
const passingLabels = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError', 'RetryableError', 'ResetPool'];
/** Of this process's own making: the client was closed under a call, or no connection came free. */
const passingNames = new Set(['MongoNotConnectedError', 'MongoTopologyClosedError', 'MongoClientClosedError', 'MongoServerClosedError', 'MongoExpiredSessionError', 'MongoPoolClosedError', 'MongoPoolClearedError', 'MongoWaitQueueTimeoutError', 'MongoOperationTimeoutError']);

export const hasLabel = (error: unknown, label: string): boolean => error instanceof MongoError && error.hasErrorLabel(label);

export const isAuthenticationFailure = (error: unknown): boolean => error instanceof MongoServerError && (error.code === 18 || error.code === 13);

export const isDuplicateKey = (error: unknown): boolean => error instanceof MongoServerError && error.code === 11000;

/** Whether asking later may succeed; everything else is a fault of what was asked. */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof MongoError)) return false;
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError || error instanceof MongoSystemError) return true;
  return passingNames.has(error.name) || passing.has(Number(error.code)) || passingLabels.some((label) => error.hasErrorLabel(label));
};

type Unavailable = new (message: string, options?: ErrorOptions) => Error;

/** The one place where the driver's errors become a port's: what may pass is thrown as `Unavailable`, everything else as it is. */
export const translatingInto =
  (Unavailable: Unavailable, store: string) =>
  async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (cause) {
      if (!isPassing(cause)) throw cause;
      throw new Unavailable(`the ${store} cannot be used right now: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  };
