/** The containers that logs come in, for people: which are opened, and which are refused by name. */
export interface ContainerFacts {
  name: string;
  /** How it is read, or what to do where it is not. */
  text: string;
  isRefused?: true;
}

/** All containers that are known by their content; names and extensions are never asked. */
export const CONTAINERS: readonly ContainerFacts[] = [
  {
    name: 'JSON Lines',
    text: 'One value per line. Byte order marks, CRLF, zero padding, text before and behind the value and a truncated last line are handled.',
  },
  { name: 'JSON array', text: 'One array of records, read record by record.' },
  { name: 'JSON over lines', text: 'Indented values, and values that follow one another without line breaks.' },
  {
    name: 'Tables in JSON',
    text: 'Columns named once and rows as lists, in one value (pandas, ClickHouse, Kusto, Databricks, Snowflake, InfluxDB, Athena) or a list per line (`JSONCompactEachRowWithNames`); columns as lists or objects.',
  },
  { name: 'Python', text: "One dictionary per line, as Python prints it, also behind a logger's time and words." },
  { name: 'logfmt', text: 'One line of names and values per call: `user=u-1 prompt="..."`.' },
  { name: 'Text', text: 'Server logs with events on one line or on several.' },
  {
    name: 'CSV',
    text: 'Separated by commas, tabs or semicolons, with a header row, also one of words or capitals, or in German; below a title, empty rows or `sep=;` of Excel; with the backslashes of databases, and with dates as a spreadsheet shows them where their column says which part is the month.',
  },
  {
    name: 'SQL dump',
    text: '`pg_dump` as plain text (`COPY` and `INSERT`), `mysqldump`, `.dump` of SQLite and exports of that kind: rows of any table, as objects with its columns. Other tables are passed over by name.',
  },
  { name: 'YAML', text: 'VCR cassettes, read interaction by interaction; one document or several.' },
  { name: 'UTF-16', text: 'With or without a byte order mark.' },
  { name: 'Carriage returns', text: 'Alone at the ends of lines, as some spreadsheets save tables.' },
  { name: 'gzip', text: 'One member or several. What is packed twice is named, with what to do.' },
  { name: 'zstd', text: 'One frame or several.' },
  { name: 'zip', text: 'Every log inside, named archive!member.' },
  {
    name: 'tar',
    text: 'Every log inside, even if the archive is compressed with gzip or zstd. Archives in archives are named, with what to do.',
  },
  { name: 'Parquet', text: 'Rows with the usual compressions.' },
  {
    name: 'Excel workbook',
    text: 'The sheets of an `.xlsx` that have a column for what was asked, as CSV; others are named with their columns. Below a title or empty rows; times with their format, counted from 1900 or 1904. A line is the row of its number where no cell has line breaks.',
  },
  {
    name: 'Wrappers',
    text: 'Event Hub, CloudWatch, BigQuery, Elasticsearch, Splunk, Loki, Kafka Connect, Debezium, Kinesis, Pub/Sub, Graylog, CloudEvents, DynamoDB, Firestore, Avro as JSON, REST pages, docker, fluentd, journald, Airbyte, Azure Monitor: records inside `records`, `logEvents`, `hits`, `data`, `message` and others, in lists, under keys of any name, or as JSON in a string, also in base64.',
  },
  { name: 'pickle', text: 'Refused: reading one runs code that its writer chose. Export JSON Lines.', isRefused: true },
  {
    name: 'SQLite',
    text: 'Write it out with `sqlite3 FILE .dump`, or export the table as JSON Lines.',
    isRefused: true,
  },
  { name: 'bzip2, xz', text: 'Unpack first.', isRefused: true },
  { name: 'lz4, 7z, rar', text: 'Unpack first.', isRefused: true },
  { name: 'Avro', text: 'Write its rows as JSON Lines: `avro-tools tojson FILE`.', isRefused: true },
  { name: 'Feather, Arrow', text: 'Save the table as Parquet or JSON Lines.', isRefused: true },
  { name: 'ORC', text: 'Save the table as Parquet or JSON Lines.', isRefused: true },
  { name: 'HDF5', text: 'Save the table as Parquet or JSON Lines.', isRefused: true },
  { name: 'encrypted Parquet', text: 'Decrypt it first.', isRefused: true },
  {
    name: 'MessagePack, CBOR, BSON',
    text: 'Known by how their values follow one another. Write the records as JSON Lines; `bsondump` does it for BSON.',
    isRefused: true,
  },
  { name: 'PostgreSQL', text: 'A dump in its own format: `pg_restore -f out.sql FILE`.', isRefused: true },
  {
    name: 'Other workbooks',
    text: 'Of LibreOffice and Apple, and binary ones of Excel (`.xlsb`). Save the sheet with the log as CSV.',
    isRefused: true,
  },
  {
    name: 'Office',
    text: 'Old Excel workbooks (`.xls`), and those with a password. Save the sheet as CSV.',
    isRefused: true,
  },
];
