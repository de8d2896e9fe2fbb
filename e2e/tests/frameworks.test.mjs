// Frameworks as those who keep them meet them: one that comes along, a file looked at and taken in, the tree, the mappings.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seen, signedIn, startBrowser, startDemo, text } from "../browser.mjs";

let demo, browser;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("ctl_04_what_comes_along_is_laid_in_with_one_click", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/framework/shipped");
  await seen(page, "framework-shipped");
  const row = page.locator("main tr", { hasText: "NIST Cybersecurity Framework 2.0" }).first();
  await row.locator("button", { hasText: "Lägg in" }).click();
  assert.match(page.url(), /\/framework\/[^/]+\/requirements/);
  assert.match(await text(page), /GV Styra/);
  await seen(page, "framework-tree");
  await page.context().close();
});

test("ctl_05_a_library_is_taken_in_after_it_was_looked_at", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/framework/read");
  await seen(page, "framework-read");
  const file = [
    "urn: urn:prov:library",
    "name: Provbibliotek",
    "locale: sv",
    "objects:",
    "  framework:",
    "    urn: urn:prov:framework",
    "    ref_id: PROV",
    "    name: Provramverk",
    "    shine: 1",
    "    requirement_nodes:",
    "    - {urn: 'urn:prov:1', ref_id: '1', name: Loggar, assessable: false, depth: 1}",
    "    - {urn: 'urn:prov:1.1', ref_id: '1.1', name: Loggar granskas, assessable: true, depth: 2, parent_urn: 'urn:prov:1'}",
    "",
  ].join("\n");
  await page.setInputFiles("#file", { name: "prov.yaml", mimeType: "application/yaml", buffer: Buffer.from(file) });
  await page.click("main form button[type=submit]");
  assert.match(await text(page), /framework\.shine/);
  assert.match(await text(page), /Loggar granskas/);
  await seen(page, "framework-looked");
  await page.locator("button", { hasText: "Läs in 3 poster" }).click();
  assert.match(await text(page), /1\.1 Loggar granskas/);
  await page.fill("#words", "granskas");
  await page.click("form.filters button[type=submit]");
  assert.match(page.url(), /words=granskas/);
  assert.match(await text(page), /Loggar granskas/);
  await page.context().close();
});

test("ctl_05_what_answers_to_what_is_seen_from_both_ends", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/framework");
  await page.locator("main table a", { hasText: "NIS2 och cybersäkerhetslagen" }).first().click();
  await page.locator("nav.tabs a", { hasText: "Mappningar" }).click();
  assert.match(await text(page), /krav har en motsvarighet/);
  assert.match(await text(page), /Contains mapping derived from ENISA, CC BY 4\.0/);
  await seen(page, "framework-mapped");
  await page.locator("main table a", { hasText: "A.5.24" }).first().click();
  assert.match(await text(page), /Mappas från krav/);
  await page.context().close();
});
