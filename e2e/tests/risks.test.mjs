// Risks as their users meet them: one is reported, assessed by choosing words, seen in the matrix, given a measure; what
// lacks an analysis is seen; a file is read after it was shown.
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

test("rsk_02_rsk_04_a_risk_is_assessed_by_choosing_words_and_stands_in_the_matrix", async () => {
  const page = await signedIn(browser, demo, "verksamhetschef-akut");
  await page.locator("main a", { hasText: "Bedöm risken Delad inloggning" }).first().click();
  assert.match(await text(page), /Börja med hur det är nu/);
  await seen(page, "assess");
  await page.selectOption("#likelihood-current", "4");
  await page.selectOption("#person-current", "3");
  await page.fill("#motive", "Alla använder samma konto på kvällen.");
  await page.locator("main button", { hasText: "Spara bedömningen" }).click();
  assert.match(await text(page), /Så stor är risken/);
  assert.match(await text(page), /Hög/);
  await seen(page, "risk");
  await page.goto("/risks?method=skr-2&likelihood=4&consequence=3");
  assert.match(await text(page), /Delad inloggning på akutens skrivplatser/);
  await seen(page, "cell");
  await page.context().close();
});

test("rsk_06_the_matrix_is_read_and_its_cells_lead_on", async () => {
  const page = await signedIn(browser, demo, "rs-ordforande");
  await page.goto("/risks?method=skr-2");
  assert.match(await text(page), /Riskbild/);
  await seen(page, "picture");
  await page.locator("svg a").first().click();
  assert.match(page.url(), /likelihood=\d&consequence=\d/);
  await page.locator("nav.tabs a", { hasText: "Mål" }).click();
  assert.match(page.url(), /when=target/);
  await page.goto("/risks/methods");
  assert.match(await text(page), /Vem får besluta att bära risken/);
  await seen(page, "methods");
  await page.context().close();
});

test("t27_what_lacks_an_analysis_is_seen_and_begun_from_there", async () => {
  const page = await signedIn(browser, demo, "sakerhetschef");
  await page.goto("/risks/coverage");
  assert.match(await text(page), /Har iakttagits flera gånger/);
  await seen(page, "coverage");
  await page.locator("main a", { hasText: "Planera analys" }).first().click();
  assert.match(page.url(), /risk-analysis\/new/);
  await page.goto("/risks/region");
  assert.match(await text(page), /Rapporterat och sett sedan dess/);
  await seen(page, "region");
  await page.locator("main input[type=checkbox]").first().check();
  await page.locator("main button", { hasText: "Ta upp i analysen" }).click();
  assert.match(await text(page), /Regionens informationssäkerhetsrisker 2026/);
  await page.context().close();
});

test("int_13_a_file_of_risks_is_read_after_it_was_shown", async () => {
  const page = await signedIn(browser, demo, "samordnare-hsf");
  await page.goto("/risks/read");
  await seen(page, "read");
  const file = "Nr;Oönskad händelse;Beskrivning;Sannolikhet;Konsekvens patient\n1;Larm når inte fram;Sökaren saknar täckning;2;4\n2;Fel rum;;9;1\n";
  await page.setInputFiles("#file", { name: "akuten.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.selectOption("#analysis", { label: "Akutsjukvården" });
  await page.locator("main form button", { hasText: "Visa vad som skulle hända" }).click();
  assert.match(await text(page), /är inget steg/);
  await seen(page, "looked");
  await page.locator("main button", { hasText: "Skriv in 1 risk" }).click();
  assert.match(await text(page), /Larm når inte fram/);
  await page.context().close();
});
