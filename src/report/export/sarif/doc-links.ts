/** Addresses of pages of the documentation, for files that are read away from the program. */
import packageJson from '../../../../package.json';

/** Where the source is said to be; the pages are below it. */
const HOME = packageJson.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

export const docLink = (path: string): string => `${HOME}/blob/main/docs/${path}`;

export const detectorLink = (id: string): string => docLink(`detectors/${id}.md`);

/** The page of a rule that comes with the program. @param id with `rule/` before it, as reports have it */
export const ruleLink = (id: string): string => docLink(`rules/${id.replace(/^rule\//, '')}.md`);
