/** The key by which a campaign is known from scan to scan, of the name of what stays: its template, or its account. Of 32 bits, so a name alone proves nothing. */
import { hash32 } from '../../math/hash.ts';

export const campaignKey = (name: string): string => `K${hash32(name).toString(16).padStart(8, '0')}`;
