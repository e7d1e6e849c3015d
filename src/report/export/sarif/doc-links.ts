/** Addresses of pages on the net, for files that are read away from the program. */
import packageJson from '../../../../package.json';

/**
 * Whether the package, the extension and the repository can be had under their names. While they cannot, no export names an
 * address: it would lead to nothing today, and to whoever takes the name tomorrow. The first release sets it.
 */
export const PUBLISHED: boolean = false;

const PRODUCT_PAGE = `https://marketplace.visualstudio.com/items?itemName=${packageJson.publisher}.${packageJson.name}`;

/** Where the source is said to be; the pages are below it. */
const HOME = packageJson.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

/** Where the product is described. @returns the property of a SARIF driver, or nothing while there is no such place */
export const informationUri = (published = PUBLISHED): { informationUri?: string } =>
  published ? { informationUri: PRODUCT_PAGE } : {};

/**
 * The page of something in the documentation.
 * @param path below `docs`
 * @returns the property of a SARIF rule, or nothing while there is no such place
 */
export const helpUri = (path: string, published = PUBLISHED): { helpUri?: string } =>
  published ? { helpUri: `${HOME}/blob/main/docs/${path}` } : {};

/** @param id of a rule that comes with the program, with `rule/` before it, as reports have it */
export const rulePath = (id: string): string => `rules/${id.replace(/^rule\//, '')}.md`;
