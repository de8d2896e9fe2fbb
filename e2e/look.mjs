import { startDemo, startBrowser, signedIn } from "./browser.mjs";
const demo = await startDemo(); const browser = await startBrowser();
const page = await signedIn(browser, demo, "administrator");
await page.goto("/unit/new");
console.log(await page.locator("main form.form").evaluate((f) => [...f.elements].map((e) => `${e.tagName} ${e.type} ${e.name} ${e.value}`).join("\n")));
const b = await signedIn(browser, demo, "it-chef");
await b.goto("/configuration-item?state=planned"); await b.locator("main table a").nth(12).click(); console.log(b.url(), (await b.locator("main .page-head").innerText()));
await browser.close(); await demo.stop();
