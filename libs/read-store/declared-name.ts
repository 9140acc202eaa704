const shape = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;

/** Names of projections, collections, indexes and fields become parts of statements and collection names, so they are checked here. @throws RangeError */
export const declaredName = (text: string): string => {
  if (!shape.test(text)) throw new RangeError(`not a name for a projection, collection, index or field: ${JSON.stringify(text)}`);
  return text;
};
