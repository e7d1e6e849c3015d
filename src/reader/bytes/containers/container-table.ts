/** The containers that logs come in, for people: which are opened, and which are refused by name. */
export interface ContainerFacts {
  name: string;
  /** How it is read, or what to do where it is not. */
  text: string;
  isRead: boolean;
}

const READ = {
  'JSON Lines':
    'One value per line. Byte order marks, CRLF, zero padding, text before and behind the value and a truncated last line are handled.',
  'JSON array': 'One array of records, read record by record.',
  'JSON over lines': 'Indented values, and values that follow one another without line breaks.',
  'Tables in JSON':
    'Columns named once and rows as lists, in one value (pandas, ClickHouse, Kusto, Databricks, Snowflake, InfluxDB, Athena) or a list per line (`JSONCompactEachRowWithNames`); columns as lists or objects.',
  Python: "One dictionary per line, as Python prints it, also behind a logger's time and words.",
  logfmt: 'One line of names and values per call: `user=u-1 prompt="..."`.',
  Text: 'Server logs with events on one line or on several.',
  CSV: 'Separated by commas, tabs or semicolons, with a header row, also one of words or capitals, or in German; below a title, empty rows or `sep=;` of Excel; with the backslashes of databases, and with dates as a spreadsheet shows them where their column says which part is the month.',
  'SQL dump':
    '`pg_dump` as plain text (`COPY` and `INSERT`), `mysqldump`, `.dump` of SQLite and exports of that kind: rows of any table, as objects with its columns. Other tables are passed over by name.',
  YAML: 'VCR cassettes, read interaction by interaction; one document or several.',
  'UTF-16': 'With or without a byte order mark.',
  'Carriage returns': 'Alone at the ends of lines, as some spreadsheets save tables.',
  gzip: 'One member or several. What is packed twice is named, with what to do.',
  zstd: 'One frame or several.',
  zip: 'Every log inside, named archive!member.',
  tar: 'Every log inside, even if the archive is compressed with gzip or zstd. Archives in archives are named, with what to do.',
  Parquet: 'Rows with the usual compressions.',
  'Excel workbook':
    'The sheets of an `.xlsx` that have a column for what was asked, as CSV; others are named with their columns. Below a title or empty rows; times with their format, counted from 1900 or 1904. A line is the row of its number where no cell has line breaks.',
  Wrappers:
    'Event Hub, CloudWatch, BigQuery, Elasticsearch, Splunk, Loki, Kafka Connect, Debezium, Kinesis, Pub/Sub, Graylog, CloudEvents, DynamoDB, Firestore, Avro as JSON, REST pages, docker, fluentd, journald, Airbyte, Azure Monitor: records inside `records`, `logEvents`, `hits`, `data`, `message` and others, in lists, under keys of any name, or as JSON in a string, also in base64.',
};

const REFUSED = {
  pickle: 'Refused: reading one runs code that its writer chose. Export JSON Lines.',
  SQLite: 'Write it out with `sqlite3 FILE .dump`, or export the table as JSON Lines.',
  'bzip2, xz': 'Unpack first.',
  'lz4, 7z, rar': 'Unpack first.',
  Avro: 'Write its rows as JSON Lines: `avro-tools tojson FILE`.',
  'Feather, Arrow': 'Save the table as Parquet or JSON Lines.',
  ORC: 'Save the table as Parquet or JSON Lines.',
  HDF5: 'Save the table as Parquet or JSON Lines.',
  'encrypted Parquet': 'Decrypt it first.',
  'MessagePack, CBOR, BSON':
    'Known by how their values follow one another. Write the records as JSON Lines; `bsondump` does it for BSON.',
  PostgreSQL: 'A dump in its own format: `pg_restore -f out.sql FILE`.',
  'Other workbooks':
    'Of LibreOffice and Apple, and binary ones of Excel (`.xlsb`). Save the sheet with the log as CSV.',
  Office: 'Old Excel workbooks (`.xls`), and those with a password. Save the sheet as CSV.',
};

/** All containers that are known by their content; names and extensions are never asked. */
export const CONTAINERS: readonly ContainerFacts[] = [
  ...Object.entries(READ).map(([name, text]) => ({ name, text, isRead: true })),
  ...Object.entries(REFUSED).map(([name, text]) => ({ name, text, isRead: false })),
];
