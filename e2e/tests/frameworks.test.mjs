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

test("ctl_05_a_catalogue_in_xml_is_taken_in_and_comes_back_as_a_version_of_itself", async () => {
  const page = await signedIn(browser, demo, "strateg");
  const look = async (name, mimeType, file) => {
    await page.goto("/framework/read");
    await page.setInputFiles("#file", { name, mimeType, buffer: Buffer.from(file) });
    await page.click("main form button[type=submit]");
  };
  const catalogue = (title, under) => `<?xml version="1.0" encoding="UTF-8"?>
    <catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0" uuid="5f0c1d1e-0b8f-4c53-9a52-1f5a7a3d9e10">
      <metadata><title>Katalog i XML</title><version>1</version><oscal-version>1.1.2</oscal-version></metadata>
      <group id="a"><title>Första gruppen</title>
        ${under === "a" ? `<control id="k-1"><title>${title}</title></control>` : ""}<control id="k-2"><title>Larm</title></control></group>
      <group id="b"><title>Andra gruppen</title>
        ${under === "b" ? `<control id="k-1"><title>${title}</title></control>` : ""}<control id="k-3"><title>Prov</title></control></group>
    </catalog>`;
  await look("katalog.xml", "application/xml", catalogue("Loggar", "a"));
  assert.match(await text(page), /Nytt ramverk/);
  await page.locator("button", { hasText: "Läs in 6 poster" }).click();
  assert.match(await text(page), /k-1 Loggar/);
  // The next version moves a control and gives it another title.
  await look("katalog.xml", "application/xml", catalogue("Loggar granskas", "b"));
  assert.match(await text(page), /Ny utgåva av Katalog i XML/);
  assert.match(await text(page), /a Första gruppen → b Andra gruppen/);
  assert.match(await text(page), /Loggar → Loggar granskas/);
  // Another choice is only looked at.
  await page.selectOption("#instead", "new");
  await page.locator("button", { hasText: "Visa vad som skulle hända då" }).click();
  assert.match(await text(page), /Läs in 6 poster/);
  await seen(page, "framework-looked-again");
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
