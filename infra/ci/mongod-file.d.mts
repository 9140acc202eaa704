export const mongodFile: () => string;
