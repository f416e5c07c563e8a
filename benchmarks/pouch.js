// The peer of merge.py: PouchDB takes in a delta of new and edited documents, once by replication from another
// database, which is its merge, and once as ready revisions (bulkDocs with new_edits false), which is its last step
// alone. Prints one line of JSON: documents, CPU seconds of each.
// node pouch.js FOLDER ROWS NEW EDITED, with NODE_PATH naming the folder in which `npm i pouchdb` put it.
const PouchDB = require('pouchdb');
const { randomBytes, randomUUID } = require('crypto');
const [folder, rows, fresh, edited] = [process.argv[2], ...process.argv.slice(3).map(Number)]; // folder exists

const number = () => Math.floor(Math.random() * 1e7);
const whole = (_id) => {
  const doc = { _id, participant: randomUUID(), status: 'complete', form_version: '1', owner: 'B1',
    created: '2022-08-03T09:00:00+07:00', updated: '2022-08-03T09:00:00+07:00' }; // it keeps _ for itself
  for (let n = 0; n < 20; n++) doc[`teks${n}`] = `jawaban ${number()}`;
  for (let n = 0; n < 9; n++) doc[`angka${n}`] = number();
  for (let n = 0; n < 3; n++) doc[`desimal${n}`] = Math.random() * 100;
  return doc;
};
const revision = () => randomBytes(16).toString('hex');

async function inThousands(docs, work) {
  for (let n = 0; n < docs.length; n += 1000) await work(docs.slice(n, n + 1000));
}

async function timed(work) {
  const before = process.cpuUsage();
  await work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
}

function changed(known, fresh, edited) {
  const delta = Array.from({ length: fresh }, () => {
    const ids = [revision()];
    return { ...whole(randomUUID()), _rev: `1-${ids[0]}`, _revisions: { start: 1, ids } };
  });
  for (let n = 0; n < edited; n++) {
    const doc = known[Math.floor(n * known.length / edited)];
    const ids = [revision(), doc._rev.slice(2)];
    delta.push({ ...doc, teks3: `jawaban ${number()}`, teks11: `jawaban ${number()}`, angka2: number(),
      desimal1: Math.random() * 100, _rev: `2-${ids[0]}`, _revisions: { start: 2, ids } });
  }
  return delta;
}

async function main() {
  const [db, source] = [new PouchDB(`${folder}/induk`), new PouchDB(`${folder}/petugas`)];
  const known = Array.from({ length: rows }, () => whole(randomUUID()));
  await inThousands(known, async (some) => {
    (await db.bulkDocs(some)).forEach((one, n) => { some[n]._rev = one.rev; });
  });
  const carried = changed(known.slice(0, rows / 2), fresh, edited);
  await inThousands(carried, (some) => source.bulkDocs(some, { new_edits: false }));
  const replication = await timed(() => source.replicate.to(db, { batch_size: 1000 }));
  const ready = changed(known.slice(rows / 2), fresh, edited);
  const writing = await timed(() => inThousands(ready, (some) => db.bulkDocs(some, { new_edits: false })));
  const { doc_count } = await db.info();
  if (doc_count !== rows + 2 * fresh) throw new Error(`${doc_count} documents`);
  await Promise.all([db.close(), source.close()]);
  console.log(JSON.stringify({ documents: fresh + edited, replication, writing }));
}
main();
