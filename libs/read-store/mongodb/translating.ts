import { translatingInto } from '../../mongodb/driver-failure.js';
import { ReadStoreUnavailable } from '../read-store.port.js';

export const translating = translatingInto(ReadStoreUnavailable, 'read store');
