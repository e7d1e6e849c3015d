/** Colours of campaigns, different from those of verdicts, which are shown next to them. */
const COLOURS = ['charts-purple', 'charts-yellow', 'charts-green', 'foreground'];

/** Campaigns that look different: each colour as a solid bar and as a dashed one. After these they come again. */
export const CAMPAIGN_LOOKS = 2 * COLOURS.length;

/** Pixels of a dash, and of a dash with the gap after it. */
const [DASH, STEP] = [3, 5];

/** Theme colour of a campaign by its place in the list of campaigns. */
export const campaignColour = (place: number): string => COLOURS[place % COLOURS.length] ?? 'charts-purple';

export const isDashed = (place: number): boolean => place % CAMPAIGN_LOOKS >= COLOURS.length;

/** What is painted of a bar from one height to another. Dashes stand at the same heights everywhere, so neighbours make one line. */
export function barParts(place: number, top: number, bottom: number): [from: number, to: number][] {
  if (!isDashed(place)) return [[top, bottom]];
  const parts: [number, number][] = [];
  for (let at = Math.floor(top / STEP) * STEP; at < bottom; at += STEP) {
    const [from, to] = [Math.max(top, at), Math.min(bottom, at + DASH)];
    if (to > from) parts.push([from, to]);
  }
  return parts;
}
