/** Loaded before a measured script: writes what its process has used when it ends. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const used = { peak: maxRSS * 1024, processor: (userCPUTime + systemCPUTime) / 1e6 };
  if (process.env.PEAK_FILE) writeFileSync(process.env.PEAK_FILE, JSON.stringify(used));
});
