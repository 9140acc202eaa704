import { accept, refuse, type Aggregate } from '../../kernel/decision.js';
import type { RuleSet, RuleSetEvent } from './rule-set.js';

/** The versions published of one rule set, ascending. */
export type PublishedRuleSet = { readonly versions: readonly number[] };
export type RuleSetCommands = { 'publish': RuleSet };

/** Versions only grow: what was published is never rewritten, a later day or reading is a new version. */
export const ruleSets: Aggregate<PublishedRuleSet, RuleSetEvent, RuleSetCommands, object> = {
  initial: { versions: [] },
  evolve: ({ versions }, { data }) => ({ versions: [...versions, data.version] }),
  deciders: {
    'publish': (ruleSet, { versions }) => {
      const latest = versions.at(-1) ?? 0;
      if (ruleSet.version <= latest) return refuse({ code: 'RULE_SET_VERSION_NOT_NEW', latest });
      const { ruleSet: id, version, name, basis, effectiveOn, rules } = ruleSet;
      return accept({ type: 'RuleSetPublished', data: { ruleSet: id, version, name, basis, effectiveOn, rules } });
    },
  },
};
