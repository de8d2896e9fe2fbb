// Disclosure as its users meet it: a request comes, each detail is decided, copies are made, a refusal says how to appeal.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { picture, signedIn, startBrowser, startDemo, violations } from "../browser.mjs";

let demo, browser;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

const text = (page) => page.locator("main").innerText();

// The workbench of the demo's request with this title.
async function workbench(page, title) {
  await page.goto("/disclosure-request");
  await page.locator("main table a", { hasText: title }).first().click();
  await page.click("main a[href$='/work']");
  return new URL(page.url()).pathname;
}

test("sec_07_a_request_is_decided_detail_by_detail_and_copied", async () => {
  const page = await signedIn(browser, demo, "registrator");
  const path = await workbench(page, "It-säkerhetsåtgärder");
  assert.doesNotMatch(await text(page), /Skilj styrsystemens/);
  assert.match(await text(page), /\[maskat: OSL 18 kap\. 8 §\]/);
  assert.deepEqual(await violations(page), []);
  await picture(page, "disclosure");
  assert.match(await page.locator("#making").locator("..").innerText(), /återstår att besluta/);
  await page.click("button[name=act]");
  assert.match(await text(page), /Ändringen är sparad/);
  await page.click("form[action$='/copies'] button");
  assert.match(await text(page), /KOP-/);
  assert.deepEqual(await violations(page), []);
  for (const form of ["PDF", "Word", "Excel", "JSON"]) {
    const href = await page.locator("#copies a", { hasText: form }).first().getAttribute("href");
    const answer = await page.request.get(href);
    assert.equal(answer.status(), 200, form);
    if (form === "JSON") assert.doesNotMatch(await answer.text(), /Skilj styrsystemens/);
  }
  await page.setViewportSize({ width: 320, height: 900 });
  await page.goto(path);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `the workbench is ${over} pixels too wide`);
  await page.context().close();
});

test("sec_07_an_open_detail_is_masked_from_the_preview", async () => {
  const page = await signedIn(browser, demo, "registrator");
  await workbench(page, "It-säkerhetsåtgärder");
  const box = page.locator("#preview").locator("..").locator("input[type=checkbox]").first();
  await box.check();
  await page.selectOption("#own-ground", "osl-18-8");
  await page.fill("#own-reason", "Visar var skyddet är svagt.");
  await page.click("form[action$='/mask'] button");
  assert.match(await text(page), /Egen bedömning/);
  await page.context().close();
});

test("sec_07_whoever_may_reads_what_is_withheld_with_the_request_as_purpose", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await workbench(page, "It-säkerhetsåtgärder");
  await page.click("form[action*='/read'] button");
  assert.match(await text(page), /Skilj styrsystemens nät/);
  assert.match(await text(page), /Läsningen är noterad/);
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("sec_07_a_refusal_and_an_open_extract_are_files", async () => {
  const page = await signedIn(browser, demo, "registrator");
  await workbench(page, "Styrsystemens nät");
  for (const ending of ["pdf", "docx"]) {
    const href = await page.locator(`a[href$='refusal.${ending}']`).first().getAttribute("href");
    assert.equal((await page.request.get(href)).status(), 200);
  }
  await page.goto("/audit");
  await page.locator("main table tbody th a").first().click();
  const extract = await page.locator("main a[href*='extract=open']").first().getAttribute("href");
  assert.equal((await page.request.get(extract)).status(), 200);
  await page.context().close();
});
