/**
 * Which tests `npm test` leaves to `npm run test:all`: a file, or a folder with a slash at its end, and what makes it wait.
 * A test that is not named here runs every time.
 */
export const LATER: Readonly<Record<string, string>> = {
  'lab/': 'fits and benchmarks, which the product only reads the results of',
  'test/additions.test.ts': 'compiles a copy of the project for each kind of addition',
  'test/cluster/': 'needs Spark, or groups of memory',
  'test/faults/archives.test.ts': 'holds hundreds of damaged archives against tar, bsdtar and unzip',
  'test/fuzz/fuzz.test.ts': 'changes tens of thousands of inputs',
  'test/golden/formats/fuzz.test.ts': 'damages records of every format in thousands of ways',
  'test/golden/formats/same-traffic.test.ts': 'needs logs that are kept outside the repository',
  'test/golden/formats/shared.test.ts': 'needs logs that are kept outside the repository',
  'test/page-commands.test.ts': 'starts the program a hundred times',
  'test/product-docs.test.ts': 'runs the program on a log of each product',
  'test/supply-chain.test.ts': 'builds the program twice, and asks what it is made of',
  'test/ui/cancel.test.ts': 'a journey beside the main ones',
  'test/ui/foreign-report.test.ts': 'a journey beside the main ones',
  'test/ui/investigation.test.ts': 'a journey beside the main ones',
  'test/ui/pace.test.ts': 'opens a scan of 25,000 accounts',
  'test/ui/push-events.test.ts': 'a journey beside the main ones',
  'test/ui/rotated-log.test.ts': 'a journey beside the main ones',
  'test/ui/scale.test.ts': 'opens a scan of 500,000 requests',
  'test/ui/two-folders.test.ts': 'a journey beside the main ones',
  'test/ui/walkthrough.test.ts': 'a journey beside the main ones',
};

/** Whether a test waits for `npm run test:all`. */
export function isLater(file: string): boolean {
  return Object.keys(LATER).some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place));
}
