// Lighthouse's mobile preset on a running service: node bench/lighthouse.mjs ADDRESS [RUNS]
import lighthouse from 'lighthouse';
import { launch, percentile, tell } from './browser.mjs';

const [address, runs = '5'] = process.argv.slice(2);
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
const TIMES = [
  ['first contentful paint', 'first-contentful-paint', 1.3],
  ['largest contentful paint', 'largest-contentful-paint', 1.5],
  ['time to interactive', 'interactive', 2.0],
];

/** One fresh browser and one report. */
async function report() {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const flags = { onlyCategories: CATEGORIES, logLevel: 'error' };
    const { lhr } = await lighthouse(address, flags, undefined, page);
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    return lhr;
  } finally {
    await browser.close();
  }
}

const reports = [];
for (let run = 0; run < Number(runs); run++) reports.push(await report());

const middle = (value) => percentile(reports.map(value), 0.5);
const seconds = TIMES.map(([name, audit, target]) => ({
  name,
  value: middle(({ audits }) => audits[audit].numericValue / 1000),
  unit: 's',
  target: `<= ${target}`,
}));
const shift = {
  name: 'cumulative layout shift',
  value: middle(({ audits }) => audits['cumulative-layout-shift'].numericValue),
  unit: '',
  target: '< 0.02',
};
const scores = CATEGORIES.slice(1).map((category) => ({
  name: category.replace('-', ' '),
  value: Math.min(...reports.map(({ categories }) => categories[category].score * 100)),
  unit: '',
  target: '>= 100',
}));
for (const { categories, audits } of reports.slice(0, 1)) {
  for (const { auditRefs } of CATEGORIES.slice(1).map((category) => categories[category])) {
    for (const { id } of auditRefs.filter((ref) => ref.weight > 0)) {
      if (audits[id].score !== null && audits[id].score < 1) {
        console.error(`  ${id}: ${audits[id].title}`);
      }
    }
  }
}
const [{ lighthouseVersion, environment }] = reports;
tell(
  `Lighthouse ${lighthouseVersion}, mobile preset, median of ${runs}; ` +
    `benchmark index ${Math.round(environment.benchmarkIndex)}`,
  [...seconds, shift, ...scores],
);
