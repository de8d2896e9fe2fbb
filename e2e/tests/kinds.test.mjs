// A record, a history and a form of every kind, as people meet them: no barrier in light and dark, no missing word.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signedIn, startBrowser, startDemo } from "../browser.mjs";
import { first, kindsOf, visit } from "../visit.mjs";

let demo, browser, page, kinds;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
  page = await signedIn(browser, demo, "strateg");
  kinds = await kindsOf(page);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("every kind's record, history and form have no barrier", async () => {
  assert.ok(kinds.length > 20, `${kinds.length} kinds`);
  const writers = [page];
  for (const name of ["registrator", "administrator", "driftchef", "samordningskansli", "controller"]) writers.push(await signedIn(browser, demo, name));
  const faults = [];
  for (const kind of kinds) {
    const record = await first(page, kind);
    if (!record) { faults.push(`the demo has no ${kind}`); continue; }
    await visit(page, record, faults);
    // A history is made in one place for all kinds: that each is there is enough after the first few.
    await visit(page, `${record}/history`, faults, kinds.indexOf(kind) % 10 === 0);
    // Made from the record that they are about: secrecy.test.mjs, disclosure.test.mjs, documents.test.mjs, objects.test.mjs.
    if (["mark", "disclosure-detail", "disclosure-copy", "reading-confirmation", "survey-answer"].includes(kind)) continue;
    let formed = false;
    for (const writer of writers) {
      if ((await writer.request.get(`/${kind}/new`)).status() !== 200) continue;
      await visit(writer, `/${kind}/new`, faults);
      formed = true;
      break;
    }
    if (!formed) faults.push(`nobody of the demo may make a new ${kind}`);
  }
  assert.deepEqual(faults, []);
});
