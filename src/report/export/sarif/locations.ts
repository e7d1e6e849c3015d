/** Places of the log as SARIF tells them: URIs of files, relative to a source root where there is one. */
import { visible } from '../../../text/visible.ts';
import type { LineRef } from '../../shape/report.ts';
import type { ExportInput } from '../export-input.ts';

/** What relative URIs are relative to. The name is the one that code hosts know. */
const ROOT_ID = '%SRCROOT%';

export interface ArtifactLocation {
  uri: string;
  uriBaseId?: string;
  index?: number;
}

export class SarifPlaces {
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly root: string | undefined;

  constructor({ report, sourceRoot }: Pick<ExportInput, 'report' | 'sourceRoot'>) {
    this.indexes = new Map(report.inputs.files.map(({ path }, index) => [path, index]));
    this.root = sourceRoot?.replaceAll('\\', '/').replace(/\/*$/, '/');
  }

  /** The root by its name. Without one, only what relative paths are relative to is said. */
  get baseIds(): Record<string, object> {
    if (this.root !== undefined) return { [ROOT_ID]: { uri: artifactUri(this.root) } };
    return { [ROOT_ID]: { description: { text: 'The folder that the scan was started in.' } } };
  }

  /** The root as the folder that was worked in, where code hosts look for it. */
  get workingDirectory(): { workingDirectory?: { uri: string } } {
    return this.root === undefined ? {} : { workingDirectory: { uri: artifactUri(this.root) } };
  }

  artifact(path: string): ArtifactLocation {
    const slashes = path.replaceAll('\\', '/');
    if (this.root !== undefined && slashes.startsWith(this.root)) {
      return { uri: artifactUri(slashes.slice(this.root.length)), uriBaseId: ROOT_ID };
    }
    const uri = artifactUri(path);
    return uri.startsWith('file:') ? { uri } : { uri, uriBaseId: ROOT_ID };
  }

  /** Byte places are of the uncompressed text, which SARIF has no field for; the line is what viewers open. */
  location(line: LineRef, subject?: { kind: string; subject: string }): object {
    const index = this.indexes.get(line.file);
    return {
      physicalLocation: {
        artifactLocation: { ...this.artifact(line.file), ...(index !== undefined && { index }) },
        region: { startLine: line.line },
      },
      ...(subject && { logicalLocations: [{ name: visible(subject.subject), kind: subject.kind }] }),
      properties: { byteOffset: line.offset, byteLength: line.length },
    };
  }
}

/** The path as a URI reference: absolute ones as `file:`, others relative, with every reserved character encoded. */
export function artifactUri(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  const encoded = slashes.split('/').map(encodeSegment).join('/');
  if (/^[A-Za-z]:\//.test(slashes)) return `file:///${slashes.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`;
  return slashes.startsWith('/') ? `file://${encoded}` : encoded.replace(/^\.\//, '');
}

const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*]/g, percentEncoded);
const percentEncoded = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
