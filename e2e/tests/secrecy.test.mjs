// Secrecy as its users meet it: the state is seen, the content is read with a purpose, a mark is set and lifted.
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

const text = (page) => page.locator("main").innerText();

// The demo's measure that is secret from its first moment, as whoever may not read it finds it.
async function secretMeasure(page) {
  await page.goto("/measure?sort=-number");
  const link = page.locator("main table a", { hasText: "OSL 18:8" }).first();
  return new URL(await link.evaluate((a) => a.href)).pathname;
}

test("t21_the_state_is_seen_and_the_detail_is_read_with_a_purpose", async () => {
  const other = await signedIn(browser, demo, "rs-ledamot");
  const path = await secretMeasure(other);
  await other.goto(path);
  assert.match(await text(other), /Pågår/);
  assert.doesNotMatch(await text(other), /Skilj styrsystemens/);
  assert.equal(await other.locator("form[action$='/reveal']").count(), 0);
  assert.deepEqual(await violations(other), []);
  await other.context().close();

  const reader = await signedIn(browser, demo, "it-chef");
  await reader.goto(path);
  await reader.fill("#purpose", "Uppföljning i ledningsgruppen");
  await reader.click("form[action$='/reveal'] button");
  assert.match(await text(reader), /Skilj styrsystemens nät/);
  assert.deepEqual(await violations(reader), []);
  await reader.goto(path);
  assert.doesNotMatch(await text(reader), /Skilj styrsystemens/, "hidden again when the page is loaded anew");
  await reader.context().close();
});

test("sec_03_a_mark_is_set_on_a_field_and_lifted", async () => {
  const page = await signedIn(browser, demo, "strateg");
  await page.goto("/improvement?sort=-number");
  const link = page.locator("main table tbody th a").first();
  const [title, path] = [await link.innerText(), new URL(await link.evaluate((a) => a.href)).pathname];
  await page.goto(`${path}/mark`);
  assert.deepEqual(await violations(page), []);
  await page.check("input[name=_fields][value=title]");
  await page.selectOption("[name=ground]", "osl-18-8");
  await page.fill("[name=reason]", "Bristen kan utnyttjas innan den är åtgärdad.");
  await page.click("main .form-actions button[value=save]");
  assert.match(await text(page), /Markeringen är satt/);
  assert.doesNotMatch(await text(page), new RegExp(title.slice(0, 20)));
  await page.locator("main a[href*='/mark/']").first().click();
  await page.click("form[action$='/move/lift'] button");
  await page.goto(path);
  assert.match(await text(page), new RegExp(title.slice(0, 20)));
  await page.context().close();
});
