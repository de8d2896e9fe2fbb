// Risks as their users meet them: one is reported, assessed by choosing words (by two at once, too), seen in the matrix and in
// the list that a cell leads to; what lacks an analysis is seen; a file is read after it was shown, with its measures.
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
  const cell = page.locator("svg a").first();
  const count = (await cell.innerHTML()).match(/>(\d+)</)[1];
  await cell.click();
  assert.match(page.url(), /\/risk\?.*cell_current/);
  assert.equal(await page.locator("main table tbody tr").count(), Number(count), "just those that the cell counts");
  await seen(page, "cell-list");
  await page.goto("/risk?level_current=high&sort=-rank_target");
  assert.match(await text(page), /Hög/);
  await page.goto("/risks?method=skr-2");
  await page.locator("nav.tabs a", { hasText: "Mål" }).click();
  assert.match(page.url(), /when=target/);
  await page.goto("/risks/methods");
  assert.match(await text(page), /Vem får besluta att bära risken/);
  await seen(page, "methods");
  await page.context().close();
});

test("rsk_04_of_two_who_assess_at_once_the_later_sees_both_and_loses_nothing", async () => {
  const first = await signedIn(browser, demo, "verksamhetschef-akut");
  const later = await signedIn(browser, demo, "sakerhetschef");
  await first.locator("main a", { hasText: "Bedöm risken Skärmar på akuten" }).first().click();
  await later.goto(first.url());
  await first.selectOption("#likelihood-current", "2");
  await first.selectOption("#person-current", "2");
  await first.fill("#motive", "Skärmen syns från två stolar.");
  await first.locator("main button", { hasText: "Spara bedömningen" }).click();
  await later.selectOption("#likelihood-current", "4");
  await later.selectOption("#person-current", "2");
  await later.fill("#motive", "Den syns från hela rummet.");
  await later.locator("main button", { hasText: "Spara bedömningen" }).click();
  const both = await text(later);
  assert.match(both, /Någon annan hann före/);
  assert.match(both, /Skärmen syns från två stolar/);
  assert.match(both, /Den syns från hela rummet/);
  // The browser notes the answer 409 itself: it is what was asked for.
  later.faults = later.faults.filter((said) => !said.includes("409"));
  await seen(later, "assess-both");
  await later.check("[name='_keep.likelihood-current'][value=mine]");
  await later.check("[name='_keep.motive'][value=theirs]");
  await later.locator("main button", { hasText: "Spara mina val" }).click();
  const kept = await text(later);
  assert.match(kept, /sannolikhet 4/);
  assert.match(kept, /Skärmen syns från två stolar/);
  await first.context().close();
  await later.context().close();
});

test("t27_what_lacks_an_analysis_is_seen_and_begun_from_there", async () => {
  const page = await signedIn(browser, demo, "sakerhetschef");
  await page.goto("/risks/coverage");
  assert.match(await text(page), /Har iakttagits flera gånger/);
  await seen(page, "coverage");
  await page.locator("main a", { hasText: "Planera analys" }).first().click();
  assert.match(page.url(), /risk-analysis\/new/);
  assert.match(await page.inputValue("[name=title]"), /^Riskanalys: ./);
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
  const file = "Nr;Oönskad händelse;Beskrivning;Sannolikhet;Konsekvens patient;Åtgärd;Klart senast\n"
    + "1;Larm når inte fram;Sökaren saknar täckning;2;4;Mät täckningen i kulverten;2027-03-01\n2;Fel rum;;9;1;;\n";
  await page.setInputFiles("#file", { name: "akuten.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.selectOption("#analysis", { label: "Akutsjukvården" });
  await page.locator("main form button", { hasText: "Visa vad som skulle hända" }).click();
  assert.match(await text(page), /är inget steg/);
  assert.match(await text(page), /Mät täckningen i kulverten 2027-03-01/);
  await seen(page, "looked");
  await page.locator("main button", { hasText: "Skriv in 1 risk" }).click();
  assert.match(await text(page), /Larm når inte fram/);
  await page.locator("main a", { hasText: "Larm når inte fram" }).first().click();
  assert.match(await text(page), /Mät täckningen i kulverten/);
  await page.goto("/measure?title.has=kulverten");
  assert.equal(await page.locator("main table tbody tr").count(), 1);
  await page.context().close();
});
