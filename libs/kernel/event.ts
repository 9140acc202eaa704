import { CorruptHistory, UnknownEvent } from './errors.js';
import { findFault, type Fields, type ValueOf } from './schema.js';

/** A fact that was decided. `data` holds clear codes only; `personal` holds a person's texts, sealed before they are stored. */
export type Event<Type extends string = string, Data = object, Personal = object> = { readonly type: Type; readonly data: Data; readonly personal?: Personal };

/** One event type in one schema: the single source of its TypeScript type, its check and its page in the reference. */
export type EventDefinition<Type extends string = string, Shape extends Fields = Fields, Personal extends Fields = Fields> = {
  readonly type: Type;
  readonly schema: number;
  readonly act: string;
  readonly fields: Shape;
  readonly personal: Personal;
};

/** @param act the Vietnamese word for the act, for the reference and the screens. */
export const defineEvent = <const Type extends string, const Shape extends Fields, const Personal extends Fields = Record<never, never>>(
  type: Type,
  schema: number,
  act: string,
  fields: Shape,
  personal: Personal = Object.create(null),
): EventDefinition<Type, Shape, Personal> => ({ type, schema, act, fields, personal });

/** The event that a definition describes; of a union of definitions, the union of their events. */
export type EventOf<Definition> = Definition extends EventDefinition<infer Type, infer Shape, infer Personal> ? Event<Type, ValueOf<Shape>, ValueOf<Personal>> : never;

/** The event types of one or several contexts, by name. */
export type Catalogue<Definition extends EventDefinition> = {
  readonly definitions: readonly Definition[];
  /** The definition of a type. @throws UnknownEvent when this release has none. */
  get(type: string): Definition;
  /** The stored event as its type. @throws UnknownEvent of another type or schema. @throws CorruptHistory when a field breaks its rule. */
  read(stored: { readonly type: string; readonly schema: number; readonly data: unknown }): EventOf<Definition>;
};

export const catalogueOf = <const Definitions extends readonly EventDefinition[]>(...definitions: Definitions): Catalogue<Definitions[number]> => {
  type Definition = Definitions[number];
  const byType = new Map<string, Definition>(definitions.map((definition) => [definition.type, definition]));
  const get = (type: string) => {
    const definition = byType.get(type);
    if (!definition) throw new UnknownEvent(type, 0);
    return definition;
  };
  const isOf = (definition: Definition, stored: unknown): stored is EventOf<Definition> => {
    const data = typeof stored === 'object' && stored !== null && 'data' in stored ? stored.data : undefined;
    const fault = findFault(definition.fields, data);
    if (fault) throw new CorruptHistory(`${definition.type}.${fault.field}: must be ${fault.rule}`);
    return true;
  };
  return {
    definitions,
    get,
    read: (stored) => {
      const definition = byType.get(stored.type);
      if (!definition || definition.schema !== stored.schema) throw new UnknownEvent(stored.type, stored.schema);
      const event = { type: stored.type, data: stored.data };
      if (!isOf(definition, event)) throw new CorruptHistory(`${stored.type} is not readable`);
      return event;
    },
  };
};
