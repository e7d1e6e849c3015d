/** Colours of campaigns, different from those of verdicts, which are shown next to them. */
const COLOURS = ['charts-purple', 'charts-yellow', 'charts-green', 'foreground'];

/** Theme colour of a campaign by its place in the list of campaigns: after four they come again. */
export const campaignColour = (place: number): string => COLOURS[place % COLOURS.length] ?? 'charts-purple';
