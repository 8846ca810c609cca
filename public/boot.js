// Runs before anything is painted: theme and language of the page, and the words an operator
// reads when the app cannot start. A classic script without imports, so that it works when
// nothing else does. It never touches the gateway.
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

  const words = {
    browser: [
      "This browser is too old for Headgate: it lacks WebAssembly or JavaScript modules. Open this address in a current Chromium, Firefox or Safari.",
      "此浏览器过旧，缺少 WebAssembly 或 JavaScript 模块。请使用新版 Chromium、Firefox 或 Safari 打开此地址。",
    ],
    files: [
      "A file of the app did not arrive, or is not the one this page was built with. Reload the page. If that does not help, the deployment is incomplete: every file of the folder must be served as it was built.",
      "应用文件未能加载，或与此页面的构建版本不符。请重新加载页面。若仍然失败，说明部署不完整：必须原样提供构建目录中的全部文件。",
    ],
  };

  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  const show = (reason, detail) => {
    if (!document.body) {
      document.addEventListener("DOMContentLoaded", () => show(reason, detail), { once: true });
      return;
    }
    if (document.querySelector(".boot-failure[role=alert]")) return;
    const [english, chinese] = words[reason];
    const panel = element("main", "", { class: "boot-failure", role: "alert" });
    const reload = element("button", "Reload · 重新加载", { type: "button" });
    reload.addEventListener("click", () => location.reload());
    panel.append(
      element("h1", "Headgate could not start · Headgate 无法启动"),
      element("p", english, { lang: "en" }),
      element("p", chinese, { lang: "zh" }),
    );
    if (detail) panel.append(element("pre", detail));
    panel.append(reload);
    document.body.append(panel);
  };

  // start.js tells what stopped it: the event carries the error.
  document.addEventListener("headgate:failed", ({ detail }) => show("files", String(detail)));

  // A file that does not arrive, or whose bytes are not the expected ones, fires an event that
  // does not bubble: it is caught on its way down. Once the app runs, failures are its own.
  const onError = ({ target }) => {
    if (target instanceof HTMLScriptElement) show("files", target.src);
    if (target instanceof HTMLLinkElement && target.rel === "stylesheet") show("files", target.href);
  };
  addEventListener("error", onError, true);
  document.addEventListener("headgate:started", () => removeEventListener("error", onError, true), { once: true });

  if (typeof WebAssembly !== "object" || !("noModule" in HTMLScriptElement.prototype)) {
    show("browser");
  }
})();
