import { addYears, yearOf, type CivilDate } from '../../kernel/civil-date.js';
import type { Refusal, Warning } from '../../kernel/decision.js';
import type { DecisionRef } from '../../kernel/schema.js';
import type { OfficialContext } from './official-context.js';
import type { Standing } from './official.js';

type Decided = { readonly decision: DecisionRef; readonly effectiveOn: CivilDate };

/** What every act by decision is asked first, before anything about its content. */
export const headerRefusal = (command: Decided, official: Standing, context: OfficialContext): Refusal | undefined =>
  signatureRefusal(command.decision, official, context) ?? dayRefusal(command.effectiveOn, context) ?? deathRefusal(command.effectiveOn, official);

/** A number that is signed on two days of one year is two decisions or a mistake; the next year's same number is another decision. */
export const signatureRefusal = (decision: DecisionRef, official: Standing, { today, signedOnRegistered }: OfficialContext): Refusal | undefined => {
  const { signedOn } = decision;
  if (signedOn > today) return { code: 'SIGNED_IN_FUTURE', signedOn, today };
  const registered = signedOnRegistered ?? signedOnOf(decision, official);
  return registered !== undefined && registered !== signedOn ? { code: 'DECISION_HEADER_DIFFERS', signedOn: registered } : undefined;
};

const signedOnOf = (decision: DecisionRef, { acts }: Standing): CivilDate | undefined => {
  for (const { data } of acts) if ('decision' in data && isSameNumber(data.decision, decision)) return data.decision.signedOn;
  return undefined;
};

const isSameNumber = (a: DecisionRef, b: DecisionRef): boolean =>
  a.number === b.number && a.symbol.normalize('NFC') === b.symbol.normalize('NFC') && a.issuer.normalize('NFC') === b.issuer.normalize('NFC') && yearOf(a.signedOn) === yearOf(b.signedOn);

export const dayRefusal = (effectiveOn: CivilDate, { today }: OfficialContext): Refusal | undefined => {
  const latest = addYears(today, 1);
  return effectiveOn > latest ? { code: 'EFFECTIVE_TOO_FAR', effectiveOn, latest } : undefined;
};

/** Nothing takes effect from the day of death on. */
export const deathRefusal = (effectiveOn: CivilDate, official: Standing): Refusal | undefined => {
  const death = official.acts.find((act) => act.type === 'OfficialDied');
  return death && effectiveOn >= death.data.effectiveOn ? { code: 'DIED', on: death.data.effectiveOn } : undefined;
};

/** Taking effect before the signature (hồi tố) is lawful and common, but someone has to say why. */
export const signatureWarnings = ({ decision: { signedOn }, effectiveOn }: Decided): readonly Warning[] =>
  effectiveOn < signedOn ? [{ code: 'EFFECTIVE_BEFORE_SIGNED', signedOn }] : [];

/** The decision as it is recorded, field by field. */
export const recordedDecision = ({ issuer, symbol, number, signedOn }: DecisionRef): DecisionRef => ({
  issuer: issuer.normalize('NFC'), symbol: symbol.normalize('NFC'), number, signedOn,
});
