// Keys the answers of answers.json into ODK Web Forms with real key events and counts them: Tab to each question,
// arrows and Space in radio groups, Tab and Space through check boxes, text as typed. Writes counted.json.
//
//   python -m benchmarks.keystrokes --for-web-forms     writes public/survei.xml and answers.json here
//   npm install && npx vite --port 5199 &               serves the form
//   node keys.mjs /usr/bin/chromium                     keys it
import fs from 'node:fs';
import puppeteer from 'puppeteer-core';

const answers = JSON.parse(fs.readFileSync('answers.json'));
const browser = await puppeteer.launch({ executablePath: process.argv[2], headless: true, args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.goto('http://127.0.0.1:5199/', { waitUntil: 'networkidle2', timeout: 120_000 });
await new Promise((done) => setTimeout(done, 5_000));

let question = '';
const per = {};
const count = (n) => { per[question] = (per[question] ?? 0) + n; };
const rest = (ms) => new Promise((done) => setTimeout(done, ms));
const press = async (key) => { await page.keyboard.press(key); count(1); await rest(25); };
const type = async (text) => { await page.keyboard.type(text); count(text.length); await rest(40); };
const focused = () => page.evaluate(() => {
  const field = document.activeElement;
  const box = field?.closest('.question-container');
  const group = field?.type === 'radio' ? document.getElementsByName(field.name) : [];
  return {
    type: field?.type ?? '', tag: field?.tagName ?? '', value: field?.value, checked: field?.checked,
    begun: [...group].some((radio) => radio.checked), id: box?.id ?? '', label: box?.innerText.split('\n')[0].trim(),
  };
});

await page.evaluate(() => document.querySelector('.question-container input').focus());
const seen = new Map();
for (let step = 0; step < 2_000; step++) {
  let at = await focused();
  if (!at.id) break; // the Send button: the form is done
  if (!seen.has(at.id)) {
    const answer = answers.find((one) => one.label.trim() === at.label && !one.used) ?? { name: '?', want: '' };
    answer.used = true;
    seen.set(at.id, { ...answer, done: !answer.want });
  }
  const answer = seen.get(at.id);
  question = answer.name;
  if (answer.done) {
    await press('Tab');
  } else if (at.type === 'radio') {
    if (!at.begun && at.value === answer.want) await press('Space');
    while ((at = await focused()).value !== answer.want || !at.checked) await press('ArrowDown');
    answer.done = true;
  } else if (at.type === 'checkbox') {
    if (answer.want.split(' ').includes(at.value) && !at.checked) await press('Space');
    await press('Tab');
  } else {
    await type(answer.want);
    if (answer.type === 'date') await press('Escape'); // closes the calendar that opened
    answer.done = true;
  }
}
const keys = Object.values(per).reduce((sum, n) => sum + n, 0);
const program = `ODK Web Forms 0.22.0 in ${await browser.version()}`;
fs.writeFileSync('counted.json', JSON.stringify({ program, keys, per }, null, 1) + '\n');
console.log(program, keys);
await browser.close();
