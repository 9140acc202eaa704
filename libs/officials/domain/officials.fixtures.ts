import { civilDate, type CivilDate } from '../../kernel/civil-date.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { Category } from '../../organisation/domain/events.js';
import type { Act, Capacity, Gender, OfficialEvent } from './events.js';

type EventNamed<Type extends OfficialEvent['type']> = Extract<OfficialEvent, { type: Type }>;
type HeldCapacity = Exclude<Capacity, 'unapproved'>;

export const day = civilDate;
/** An act's id that is recognised in a failing test. */
export const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const decision = (signedOn = '2010-01-01', number = 1): DecisionRef => ({ issuer: 'UBND', symbol: 'QĐ-UBND', number, signedOn: civilDate(signedOn) });
export const listed = { file: 'danh-sach-2016', row: 7, statedOn: civilDate('2016-01-05') };

type Payroll = { readonly unit: string; readonly category: Category; readonly position: string };
export const payrollAt = (unit: string): Payroll => ({ unit, category: 'cong-chuc', position: 'chuyen-vien' });
const act = (actId: string, on: CivilDate | string) => ({ actId, effectiveOn: civilDate(on), decision: decision() });

export const recruited = (actId: string, on: string, unit = 'so-noi-vu', gender: Gender = 'female', birthYear = 1980): EventNamed<'OfficialRecruited'> => ({
  type: 'OfficialRecruited', data: { ...act(actId, on), ...payrollAt(unit), gender, birthYear },
});
export const foundInService = (actId: string, on: string, unit = 'so-noi-vu'): EventNamed<'OfficialFoundInService'> => ({
  type: 'OfficialFoundInService', data: { actId, effectiveOn: civilDate(on), source: listed, ...payrollAt(unit), gender: 'female', birthYear: 1980 },
});
export const transferred = (actId: string, on: string, unit: string, endedActIds?: readonly string[]): EventNamed<'OfficialTransferred'> => ({
  type: 'OfficialTransferred', data: { ...act(actId, on), ...payrollAt(unit), ...(endedActIds ? { endedActIds } : {}) },
});
export const returned = (actId: string, on: string, unit = 'so-noi-vu'): EventNamed<'OfficialReturned'> => ({
  type: 'OfficialReturned', data: { ...act(actId, on), ...payrollAt(unit) },
});
export const retired = (actId: string, on: string): EventNamed<'OfficialRetired'> => ({ type: 'OfficialRetired', data: act(actId, on) });
export const died = (actId: string, on: string): EventNamed<'OfficialDied'> => ({ type: 'OfficialDied', data: { actId, effectiveOn: civilDate(on) } });
export const appointed = (
  actId: string, on: string, unit: string, position: string, { capacity = 'full', endedActIds }: { capacity?: HeldCapacity; endedActIds?: readonly string[] } = {},
): EventNamed<'OfficialAppointed'> => ({
  type: 'OfficialAppointed', data: { ...act(actId, on), unit, position, capacity, ...(endedActIds ? { endedActIds } : {}) },
});
export const concurrent = (actId: string, on: string, unit: string, position: string): EventNamed<'ConcurrentPostAdded'> => ({
  type: 'ConcurrentPostAdded', data: { ...act(actId, on), unit, position, capacity: 'full' },
});
export const foundHeld = (actId: string, on: string, unit: string, position: string): EventNamed<'PostFoundHeld'> => ({
  type: 'PostFoundHeld', data: { actId, effectiveOn: civilDate(on), source: listed, unit, position, capacity: 'full' },
});
export const elected = (
  actId: string, on: string, unit = 'xa-an-dien', position = 'chu-tich-ubnd', term = 'ubnd-an-dien-2016', endedActIds?: readonly string[],
): EventNamed<'OfficialElected'> => ({
  type: 'OfficialElected', data: { ...act(actId, on), unit, position, term, ...(endedActIds ? { endedActIds } : {}) },
});
export const approved = (actId: string, on: string, approvedActId: string): EventNamed<'ElectionApproved'> => ({
  type: 'ElectionApproved', data: { ...act(actId, on), approvedActId },
});
export const relieved = (actId: string, on: string, endedActId: string): EventNamed<'OfficialRelieved'> => ({
  type: 'OfficialRelieved', data: { ...act(actId, on), endedActId, reason: 'mien-nhiem' },
});
export const annulledAct = (annulledActId: string, upheldEnds: EventNamed<'ActAnnulled'>['data']['upheldEnds'] = []): EventNamed<'ActAnnulled'> => ({
  type: 'ActAnnulled', data: { annulledActId, decision: decision(), upheldEnds },
});
export const standingOf = (...acts: readonly Act[]) => ({ acts, upheldEnds: [] });
