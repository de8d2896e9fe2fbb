// Maturity as its people meet it: the coordinator answers area by area and hands in, the strategist chooses areas and makes
// measures of what must be introduced, the board sees it without script.
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

// Answers every sentence of the area that is shown with the same level.
async function answer(page, area, level) {
  for (const number of [1, 2, 3]) await page.check(`input[name="${area}-${number}"][value="${level}"]`);
}

test("ctl_06_the_coordinator_answers_area_by_area_goes_on_later_and_hands_in", async () => {
  const page = await signedIn(browser, demo, "samordnare-hsf");
  await page.locator("main a", { hasText: "svara på mätningen" }).first().click();
  assert.match(await text(page), /12 frågor kvar/);
  assert.match(await text(page), /Det här skulle höja nivån/);
  await seen(page, "maturity-overview");
  await page.locator("main a", { hasText: "Fortsätt svara" }).click();
  await seen(page, "maturity-sheet");
  await answer(page, "suppliers", 2);
  await page.fill('[name="needed.suppliers"]', "Följ upp leverantörernas fjärråtkomst");
  await page.selectOption('[name="cause.suppliers"]', "unknown");
  await page.locator("button", { hasText: "Spara och ta resten senare" }).click();
  assert.match(await text(page), /9 frågor kvar/);
  // Another day.
  await page.goto("/");
  await page.locator("main a", { hasText: "svara på mätningen" }).first().click();
  await page.locator("main a", { hasText: "Fortsätt svara" }).click();
  for (const area of ["incidents", "continuity", "awareness"]) {
    await answer(page, area, 2);
    await page.locator("button", { hasText: "Spara och fortsätt" }).click();
  }
  await page.locator("button", { hasText: "Lämna in bedömningen" }).click();
  assert.match(await text(page), /Inlämnad/);
  await seen(page, "maturity-assessment");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("ctl_07_areas_are_chosen_by_the_measurement_with_the_place_and_the_reason", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/maturity");
  await seen(page, "maturity");
  await page.locator("main figure a", { hasText: "1,0" }).first().click();
  assert.match(await text(page), /Trafikförvaltningen/);
  await page.goto("/maturity");
  await page.selectOption("#round", { label: "Mognadsmätning 2026" });
  await page.click("form.filters button[type=submit]");
  assert.match(await text(page), /preliminärt/);
  await page.locator("main a", { hasText: "Välj områden" }).click();
  assert.equal(await page.locator("input[type=checkbox][name^='area.']:checked").count(), 3);
  await seen(page, "maturity-choose");
  await page.locator("button", { hasText: "Spara valet" }).click();
  assert.match(await text(page), /Det står inte var valet gjordes/);
  await page.selectOption("#body", { label: "Informationssäkerhetsrådet" });
  await page.locator("label", { hasText: "Informationssäkerhetssamordnare i vården" }).locator("input").check();
  await page.locator("button", { hasText: "Spara valet" }).click();
  assert.match(await text(page), /Prioriterade områden 2027/);
  await seen(page, "maturity-choice");
  await page.context().close();
});

test("rep_10_what_must_be_introduced_becomes_a_measure", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/maturity/needed");
  await page.selectOption("#round", { label: "Mognadsmätning 2025" });
  await page.click("form.filters button[type=submit]");
  await seen(page, "maturity-needed");
  const row = page.locator("main tr", { hasText: "Säkerhetskrav i trafikavtalen" });
  await row.locator("button").click();
  assert.match(await text(page), /Säkerhetskrav i trafikavtalen/);
  assert.match(new URL(page.url()).pathname, /^\/measure\//);
  await page.goto("/maturity");
  const [pdf] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("main a[href*='report.pdf']").first().click(),
  ]);
  assert.match(pdf.suggestedFilename(), /mognadsrapport\.pdf$/);
  await page.context().close();
});

test("t33_the_board_sees_the_work_with_chosen_areas_without_script", async () => {
  const page = await signedIn(browser, demo, "rs-ledamot", { script: false });
  await page.goto("/maturity/work");
  assert.match(await text(page), /Andel konton utan behov/);
  assert.match(await text(page), /Ingen effekt uppmätt/);
  await page.goto("/maturity");
  assert.match(await text(page), /De 3 områden som är lägst/);
  await page.context().close();
});
