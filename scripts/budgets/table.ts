/** What each part of the project may cost its readers. A limit that falls is good news; one that grows says why. */

export interface Budget {
  name: string;
  /** Folders, with all that is in them, and files. */
  folders: readonly string[];
  /** Folders and files of those that are not counted. */
  without?: readonly string[];
  /** Words of Markdown, or lines of TypeScript and CSS without tests, blanks and comments. */
  unit: 'words' | 'lines';
  limit: number;
  why: string;
}

const ROOM_READMES = ['src', 'webview-ui', 'scripts', 'lab', 'cluster', 'test/README.md'];
const FRONT = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];

export const BUDGETS: readonly Budget[] = [
  {
    name: 'all documents',
    folders: [...FRONT, 'docs', ...ROOM_READMES],
    without: ['lab/NOTES.md'],
    unit: 'words',
    limit: 98000,
    why: 'a newcomer reads them in a week',
  },
  { name: 'front', folders: FRONT, unit: 'words', limit: 4400, why: 'read first, by everybody' },
  {
    name: 'detectors and rules, a page each',
    folders: ['docs/detectors', 'docs/rules'],
    unit: 'words',
    limit: 9800,
    why: 'opened from a finding, read in a minute',
  },
  {
    name: 'how detection is measured',
    folders: ['docs/detection'],
    unit: 'words',
    limit: 18000,
    why: 'method and tables',
  },
  {
    name: 'rooms',
    folders: ROOM_READMES,
    without: ['lab/NOTES.md'],
    unit: 'words',
    limit: 4300,
    why: 'where things are added',
  },
  {
    name: "the lab's notebook",
    folders: ['lab/NOTES.md'],
    unit: 'words',
    limit: 8000,
    why: 'trials and what did not work',
  },
  {
    name: 'reader',
    folders: ['src/reader', 'src/engine/ingest'],
    unit: 'lines',
    limit: 29170,
    why: 'bytes of any log to requests in a table; 320 more since fields of unknown logs are told by their values and a format is a record that one reader checks',
  },
  {
    name: 'engine',
    folders: ['src/engine'],
    without: ['src/engine/ingest'],
    unit: 'lines',
    limit: 22600,
    why: 'requests to campaigns',
  },
  {
    name: 'report',
    folders: ['src/report'],
    unit: 'lines',
    limit: 12800,
    why: 'campaigns to what is said and exported',
  },
  { name: 'extension', folders: ['src/extension'], unit: 'lines', limit: 11900, why: 'the editor' },
  { name: 'webview-ui', folders: ['webview-ui'], unit: 'lines', limit: 17050, why: 'the dashboard' },
  { name: 'cli', folders: ['src/cli'], unit: 'lines', limit: 5000, why: 'the command line' },
  {
    name: 'the small rooms',
    folders: ['src/demo', 'src/text', 'src/protocol', 'src/math', 'src/schema', 'src/mcp'],
    unit: 'lines',
    limit: 5100,
    why: 'what the others share',
  },
];
