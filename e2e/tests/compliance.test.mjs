// Compliance as its users meet it: the picture, requirement by requirement, what something counts for, a signed checklist, figures.
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

test("t2_the_picture_leads_to_the_requirements_and_the_gap_list", async () => {
  const page = await signedIn(browser, demo, "rs-ledamot");
  await page.goto("/compliance");
  await seen(page, "compliance");
  await page.locator("main table a", { hasText: "ISO 27001 för regionen 2026" }).first().click();
  assert.match(await text(page), /Organisatoriska/);
  await seen(page, "assessment");
  await page.selectOption("#grade", "partly");
  await page.click("form.filters button[type=submit]");
  assert.match(page.url(), /grade=partly/);
  await page.locator("nav.tabs a", { hasText: "GAP" }).click();
  assert.match(await text(page), /Nuläge/);
  await seen(page, "gap");
  await page.locator("nav.tabs a", { hasText: "Tillämplighet" }).click();
  assert.match(await text(page), /OSCAL/);
  await seen(page, "statement");
  await page.context().close();
});

test("ctl_01_a_requirement_is_answered_and_the_next_one_comes", async () => {
  const page = await signedIn(browser, demo, "samordnare-hsf");
  await page.locator("main a", { hasText: "ISO 27001 för hälso- och sjukvården 2026" }).first().click();
  await page.locator("main table th a").first().click();
  await seen(page, "answer");
  await page.check("input[name=grade][value=partly]");
  await page.fill("#situation", "Rutinen finns men är inte känd av alla.");
  await page.click("main form.form button[type=submit]");
  assert.match(page.url(), /\/answer\?done=saved/);
  assert.match(await text(page), /Ändringen är sparad/);
  await page.context().close();
});

test("ctl_17_answers_to_questions_are_counted_as_they_are_given", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/compliance");
  await page.locator("main table a", { hasText: "ISO 27001 för regionen 2026" }).first().click();
  await page.locator("main table th a", { hasText: "A.8.8" }).click();
  assert.match(await text(page), /En fråga är inte besvarad/);
  await page.getByLabel("Ja, i alla").check();
  await page.getByLabel("Inom en månad").check();
  await page.getByLabel("Vem tar emot det som hittas?").fill("It-drift");
  await page.getByLabel("Vem tar emot det som hittas?").blur();
  await page.locator("#questions", { hasText: "Svaren ger" }).waitFor();
  await page.locator("input[name=grade][value=partly]:checked").waitFor();
  assert.match(await text(page), /räknat ur svaren/);
  await seen(page, "questions");
  await page.check("input[name=grade][value=met]");
  await page.locator("main form.form .form-actions button").click();
  assert.match(await text(page), /Graden är en annan än svaren/);
  await page.fill("#deviation", "Allvarliga rättas i praktiken inom en vecka.");
  await page.locator("main form.form .form-actions button").click();
  assert.match(await text(page), /Ändringen är sparad/);
  await page.context().close();
});

test("ctl_08_a_figure_on_a_page_leads_to_what_it_counts", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/controls");
  const tile = page.locator("ul.tiles a", { hasText: "försenade" });
  const late = Number(await tile.locator("b").innerText());
  await tile.click();
  assert.equal(await page.locator("#controls table tbody tr").count(), late);
  await page.locator("main a", { hasText: "Visa alla" }).click();
  assert.ok((await page.locator("#controls table tbody tr").count()) > late);
  await page.context().close();
});

test("ctl_01_an_assessment_is_begun_with_one_press", async () => {
  const page = await signedIn(browser, demo, "it-chef");
  await page.locator("main a", { hasText: "Börja bedömningen" }).first().click();
  await page.locator("main button", { hasText: "Börja med" }).click();
  assert.match(await text(page), /krav visas/);
  await page.context().close();
});

test("t35_what_a_control_counts_for_is_seen_before_it_is_taken", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/controls");
  await seen(page, "controls");
  await page.locator("main table a", { hasText: "Återläsning på prov" }).first().click();
  await page.locator("main a", { hasText: "Var den räknas" }).first().click();
  assert.match(await text(page), /innan något ändras/);
  await seen(page, "counts");
  await page.goto("/compliance/documents");
  await seen(page, "by-document");
  await page.goto("/compliance/requirements");
  await seen(page, "by-requirement");
  await page.context().close();
});

test("ctl_15_the_monthly_checklist_is_signed", async () => {
  const page = await signedIn(browser, demo, "driftchef");
  await page.locator("main a", { hasText: "Månadskontroll av överföringar" }).first().click();
  await seen(page, "checklist");
  for (let at = 0; at < 5; at++) await page.check(`input[name=line${at}][value=yes]`);
  await page.check("input[name=level][value=none]");
  await page.locator("button", { hasText: /^Signera$/ }).click();
  assert.match(await text(page), /Kontrollen är signerad/);
  await page.context().close();
});

test("ctl_13_figures_are_reported_and_their_trend_is_seen", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.locator("main a", { hasText: "Lämna värden" }).first().click();
  await seen(page, "enter");
  for (const input of await page.locator("main form input[inputmode=decimal]").all()) {
    if ((await input.inputValue()) === "") await input.fill("52");
  }
  await page.locator("button", { hasText: "Lämna värdena" }).click();
  assert.match(await text(page), /Ändringen är sparad/);
  await seen(page, "indicators");
  await page.locator("main table a", { hasText: "Konton som inte använts" }).click();
  await seen(page, "series");
  await page.context().close();
});
