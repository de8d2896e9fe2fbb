import { startDemo, startBrowser, signedIn } from "./browser.mjs";
const demo = await startDemo(); const browser = await startBrowser();
const go = async (who, list) => {
  const page = await signedIn(browser, demo, who);
  for (const [name, path, click] of list) {
    await page.goto(path);
    if (click) await page.locator(click).first().click();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: true });
    console.log(name, page.url(), page.faults.join(";"));
  }
  await page.context().close();
};
await go("forvaltningsledare-vard", [["home", "/"], ["foa", "/objects"], ["overview", "/objects", "svg a[href*='overview']"], ["plans", "/objects/plans"], ["steering", "/objects/steering"], ["resources", "/objects/resources"], ["needs", "/objects/needs"], ["systems","/objects/systems"]]);
await browser.close(); await demo.stop();
