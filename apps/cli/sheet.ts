import Table from 'cli-table3';

export type Cell = string | number | null;
/** One column: for programs by `field` and as it is, for people under `head` and as printed. */
export type Column<Row> = {
  readonly field: string;
  readonly head: string;
  readonly isNumber?: boolean;
  readonly value: (row: Row) => Cell;
  readonly print?: (row: Row) => string;
};
/** `fields` stands in the table for programs only, `lines` for people only. */
export type Sheet<Row> = { readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[]; readonly above?: readonly string[]; readonly below?: readonly string[] };

/** What stands where there is nothing to say. */
export const nothing = '–';

const printed = <Row>({ value, print }: Column<Row>, row: Row): string => (print ? print(row) : String(value(row) ?? nothing));

/** A sheet for people: lines above, a table, lines below. */
export const renderTable = <Row>({ columns, rows, above = [], below = [] }: Sheet<Row>): string => {
  const table = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ isNumber }) => (isNumber ? 'right' : 'left')),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) table.push(columns.map((column) => printed(column, row)));
  return [...above, ...(columns.length > 0 ? [table.toString()] : []), ...below].map((line) => `${line}\n`).join('');
};

const quoted = (cell: Cell): string => {
  const text = String(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A sheet for programs: RFC 4180 with a header row, decimals with a point, empty where there is nothing. */
export const renderCsv = <Row>({ columns, rows }: Sheet<Row>): string =>
  [columns.map(({ field }) => field), ...rows.map((row) => columns.map(({ value }) => value(row)))].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');

export type Format = { readonly json?: boolean | undefined; readonly csv?: boolean | undefined };

/** The answer itself for `--json`, otherwise the sheets made of it. */
export const render = (format: Format, answer: unknown, ...sheets: readonly AnySheet[]): string => {
  if (format.json) return `${JSON.stringify(answer, null, 2)}\n`;
  if (format.csv) return sheets.slice(0, 1).map((each) => each.csv()).join('');
  return sheets.map((each) => each.table()).join('\n');
};

/** A sheet whose rows nobody needs to know any more. */
export type AnySheet = { table(): string; csv(): string };
export const sheet = <Row>(of: Sheet<Row>): AnySheet => ({ table: () => renderTable(of), csv: () => renderCsv(of) });
