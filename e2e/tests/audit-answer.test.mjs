// An answer in form C as its writer meets it: what the form needs, a position that is not stated, a promise and the way back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signedIn, startBrowser, startDemo, violations } from "../browser.mjs";

let demo, browser;

before(async () => {
  demo = await startDemo();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("aud_15_aud_16_form_c_says_what_it_needs_holds_what_is_not_stated_and_is_come_back_to", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/audit");
  await page.locator("main table a", { hasText: "Granskning av beredskapen för avbrott" }).first().click();
  await page.goto(`${page.url().replace(/\?.*/, "")}/answers`);
  await page.selectOption("#answer-format", "c");
  await page.locator("main button", { hasText: "Börja ett svar" }).click();
  const work = page.url();
  await page.locator("main a[href$='/write']").first().click();
  const item = page.url().match(/answer-item\/([^/]+)/)[1];
  assert.match(await page.locator("main").innerText(), /behövs också: ställningstagande, svar med skäl/);
  assert.deepEqual(await violations(page), []);
  await page.selectOption("[name=position]", "not-stated");
  await page.fill("[name=reasoning]", "Ansvaret framgår av policyn.");
  await page.locator("main button[value=save]").click();
  const part = page.locator("main section", { has: page.locator(`#item-${item}`) });
  assert.match(await part.innerText(), /Inte uttalat/);
  await part.locator("a", { hasText: "Nytt löfte" }).click();
  await page.fill("[name=text]", "Riktlinjen revideras.");
  await page.fill("[name=words]", "våren 2027");
  await page.locator("main button[value=save]").click();
  assert.deepEqual(await violations(page), []);
  await page.locator("main a", { hasText: "Tillbaka till svaret" }).click();
  assert.equal(page.url(), `${work.replace(/[?#].*/, "")}#item-${item}`);
  assert.match(await part.innerText(), /Riktlinjen revideras/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
