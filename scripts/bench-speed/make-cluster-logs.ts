/**
 * Writes logs for a cluster, or for a machine with little memory, to a folder:
 *
 *   node --import tsx scripts/bench-speed/make-cluster-logs.ts FOLDER [GB] [FILES] [KB OF THOUGHTS A REQUEST]
 *
 * By default 5.2 GB in 44 files, 24 KB of thoughts a request.
 */
import { makeClusterLogs } from './cluster-logs.ts';

const [folder, gigabytes = '5.2', files = '44', kilobytes = '24'] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name a folder.');
makeClusterLogs(folder, { bytes: Number(gigabytes) * 1e9, files: Number(files), kilobytes: Number(kilobytes) });
