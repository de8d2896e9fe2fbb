// Management review as those meet it who hold it: what was missed, the material, what was decided; the plan, a report, the model.
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

test("ism_02_a_review_is_prepared_and_held_and_its_material_stays", async () => {
  const page = await signedIn(browser, demo, "sakerhetschef");
  await page.locator("main a", { hasText: "Gör klart underlaget" }).first().click();
  assert.match(await text(page), /Så som det är nu/);
  await seen(page, "material");
  await page.locator("nav.crumbs a").nth(1).click();
  await page.locator("button", { hasText: "Markera som förberedd" }).click();
  assert.match(await text(page), /Förberedd/);
  await page.locator("button", { hasText: "Markera som hållen" }).click();
  await seen(page, "hold");
  await page.locator(".step .form-actions button[type=submit]").click();
  assert.match(await text(page), /Hållen/);
  await page.locator("main a", { hasText: "Öppna underlaget" }).first().click();
  assert.match(await text(page), /Underlag/);
  await page.context().close();
});

test("ism_04_what_was_missed_is_seen_and_entered_afterwards", async () => {
  const page = await signedIn(browser, demo, "sakerhetschef");
  await page.goto("/management");
  assert.match(await text(page), /Missad/);
  await seen(page, "management");
  await page.locator("main a", { hasText: "Planera första halvåret" }).first().click();
  assert.match(await page.inputValue("[name=title]"), /Regionala utvecklingsförvaltningen/);
  assert.equal(await page.inputValue("[name=year]"), "2026");
  await page.context().close();
});

test("rep_04_a_figure_leads_to_what_was_counted_then", async () => {
  const page = await signedIn(browser, demo, "rs-ledamot");
  await page.goto("/management");
  const region = page.locator("main table tr", { hasText: "Regionledningen" }).first();
  await region.locator("td").nth(2).locator("a", { hasText: "andra halvåret" }).click();
  await page.locator("main a", { hasText: "Öppna underlaget" }).first().click();
  assert.match(await text(page), /Så som det var 2025-10-21/);
  await seen(page, "frozen");
  await page.locator("main td.number a[href*='/measure?']").first().click();
  assert.match(page.url(), /as-of=2025-10-21/);
  await page.context().close();
});

test("rep_05_the_annual_report_is_a_page_of_a_year_and_a_unit", async () => {
  const page = await signedIn(browser, demo, "rs-ordforande");
  await page.goto("/management/reports");
  await seen(page, "reports");
  await page.locator("main table a", { hasText: "Informationssäkerhetsberättelse" }).first().click();
  await page.selectOption("#year", "2025");
  await page.locator("form.filters button[type=submit]").click();
  assert.match(await text(page), /Rollerna är tydliga i alla förvaltningar/);
  await seen(page, "report");
  await page.context().close();
});

test("rep_06_the_list_leads_to_the_section_on_care_with_its_texts", async () => {
  const page = await signedIn(browser, demo, "revisor");
  await page.goto("/management/reports");
  const row = page.locator("main table tr", { hasText: "Avsnitt i patientsäkerhetsberättelsen" });
  await row.locator("a", { hasText: "Visa 2025" }).click();
  assert.match(await text(page), /Loggkontroll görs på alla kliniker/);
  assert.equal(await page.locator("#unit option:checked").innerText(), "Hälso- och sjukvårdsförvaltningen");
  await seen(page, "care");
  // Both numbers of a row lead to what was counted on their own days.
  const figure = page.locator("main tr", { hasText: "Försenade åtgärder" }).first();
  const addresses = await figure.locator("a[href*='/measure?']").evaluateAll((all) => all.map((one) => one.href));
  assert.match(addresses[0], /as-of=2025-12-31/);
  assert.match(addresses[1], /as-of=2024-12-31/);
  await page.context().close();
});

test("ism_01_the_plan_of_a_unit_is_had_as_a_document_of_that_unit", async () => {
  const page = await signedIn(browser, demo, "rs-ordforande");
  await page.goto("/management/plan");
  await page.selectOption("#unit", { label: "Hälso- och sjukvårdsförvaltningen" });
  await page.locator("form.filters button[type=submit]").click();
  const [pdf] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("main ul.documents a[href$='.pdf']").first().click(),
  ]);
  assert.match(pdf.url(), /plan-[0-9a-f-]{36}\.pdf$/);
  await page.context().close();
});

test("ism_01_ism_23_the_plan_and_the_model_are_read_and_ticked", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/management/plan");
  assert.match(await text(page), /Inget görs för målet/);
  await seen(page, "plan");
  await page.locator("nav.tabs a", { hasText: "Modellen i bruk" }).click();
  await page.selectOption("#unit", { label: "Region Exempel" });
  await page.locator("form.filters button[type=submit]").click();
  await seen(page, "model");
  const before = await text(page);
  await page.locator("button[aria-label^='Markera i bruk: Nytta och effekt']").click();
  assert.notEqual(await text(page), before);
  await page.context().close();
});

test("ism_20_ism_21_the_registers_are_lists", async () => {
  const page = await signedIn(browser, demo, "rs-ledamot");
  for (const kind of ["review-level", "management-review", "management-report", "standard-stance", "steering-candidate", "model-adoption"]) {
    await page.goto(`/${kind}`);
    await seen(page, kind);
  }
  await page.context().close();
});
