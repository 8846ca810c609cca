// Runs before anything is painted: theme and language of the page, and whether its files arrived as
// they were built. A classic script without imports, so that it works when nothing else does. The
// words for a failure stand in index.html. It never touches the gateway.
(() => {
  "use strict";

  const page = document.documentElement;

  const stored = (key, allowed, otherwise) => {
    try {
      const value = localStorage.getItem(key);
      return allowed.includes(value) ? value : otherwise;
    } catch {
      return otherwise; // storage is blocked: the page still opens
    }
  };

  page.dataset.theme = stored("headgate.theme", ["light", "dark", "system"], "system");
  page.lang = stored("headgate.language", ["en", "zh"], page.lang);

  // start.js starts nothing unless it reads "ready" here: without this script, or with a file that
  // failed, there is no app.
  page.dataset.boot = "ready";

  const notice = () => document.querySelector(".boot-failure");

  // The page comes with its failure in words, which stay when nothing arrives. They are hidden as
  // soon as they are parsed, which is before they are painted.
  const parsing = new MutationObserver(() => {
    if (!notice()) return;
    parsing.disconnect();
    notice().hidden = page.dataset.boot === "ready";
  });
  parsing.observe(page, { childList: true, subtree: true });

  const show = (detail) => {
    const text = document.createElement("pre");
    text.textContent = detail;
    const reload = document.createElement("button");
    reload.type = "button";
    reload.textContent = "Reload · 重新加载";
    reload.addEventListener("click", () => location.reload());
    notice().append(text, reload);
    notice().hidden = false;
  };

  const fail = (detail) => {
    if (page.dataset.boot === "failed") return; // the first failure explains the others
    page.dataset.boot = "failed"; // at once: start.js may run before the notice is parsed
    if (notice()) show(detail);
    else document.addEventListener("DOMContentLoaded", () => show(detail), { once: true });
  };

  // start.js tells what stopped it: the event carries the error.
  document.addEventListener("headgate:failed", ({ detail }) => fail(String(detail)));

  // A file that does not arrive, or whose bytes are not the expected ones, fires an event that
  // does not bubble: it is caught on its way down. Once the app runs, failures are its own.
  const onError = ({ target }) => {
    if (target instanceof HTMLScriptElement) fail(target.src);
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") fail(target.href);
  };
  addEventListener("error", onError, true);
  document.addEventListener("headgate:started", () => {
    removeEventListener("error", onError, true);
    notice()?.remove();
  }, { once: true });

  if (typeof WebAssembly !== "object" || !("noModule" in HTMLScriptElement.prototype)) {
    fail("WebAssembly, JavaScript modules");
  }
})();
