// Laws as their users meet them: what held on a day, what is late in the programme, what a law touches, and taking in facts.
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

test("t36_the_programme_tells_what_must_begin_and_its_boxes_lead_on", async () => {
  const page = await signedIn(browser, demo, "rs-ordforande");
  await page.goto("/laws/programmes");
  await seen(page, "programmes");
  await page.locator("main table a", { hasText: "NIS2-programmet" }).click();
  assert.match(await text(page), /Det som måste ses till/);
  assert.match(await text(page), /Skulle ha varit klar/);
  await seen(page, "plan");
  await page.locator("svg a").first().click();
  assert.match(page.url(), /law-programme-part/);
  await page.goBack();
  await page.goto(`${page.url()}${page.url().includes("?") ? "&" : "?"}as-of=2025-04-30`);
  assert.match(await text(page), /Skulle ha börjat/);
  assert.match(await text(page), /Måste börja senast/);
  await page.context().close();
});

test("nis_02_the_register_shows_what_held_on_the_day_of_an_old_audit", async () => {
  const page = await signedIn(browser, demo, "revisor");
  await page.goto("/laws");
  await seen(page, "laws");
  await page.fill("#on", "2023-12-15");
  await page.selectOption("#show", "all");
  await page.click("form.filters button[type=submit]");
  const row = page.locator("main tr", { hasText: "2018:1174" }).first();
  assert.match(await row.innerText(), /Gäller/);
  await page.locator("nav.tabs a", { hasText: "Vad de berör" }).click();
  await seen(page, "touched");
  await page.locator("main table a", { hasText: "CSL (2025:1506)" }).click();
  assert.match(await text(page), /Nya tider för anmälan/);
  await page.locator("nav.tabs a", { hasText: "Dataskydd" }).click();
  assert.match(await text(page), /Uppföljning per enhet och år/);
  await seen(page, "personal");
  await page.context().close();
});

test("nis_01_shipped_facts_are_taken_in", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/laws");
  await page.locator("main a", { hasText: "Lägg in" }).first().click();
  assert.match(await text(page), /Finns i registret/);
  await seen(page, "shipped");
  await page.locator("input[name=law]").first().check();
  await page.click("main form.form button[type=submit]");
  assert.match(page.url(), /\/laws/);
  await page.context().close();
});
